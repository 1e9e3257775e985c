import type { MigrationInterface, QueryRunner } from "typeorm";

/** What is published is for those who look after the consortium; the rest for the service alone. */
const PUBLISHED = `(select viewer_is_system()) or (consortium_id = (select viewer_consortium())
  and (select viewer_role()) in ('MANAGER', 'ANALYST', 'ADMIN'))`;
const EXACT = "(select viewer_is_system())";

const policies: Readonly<Record<string, string>> = {
  insight_position: `(select viewer_is_system()) or (select viewer_role()) in ('MANAGER', 'ANALYST', 'ADMIN')`,
  insight_library: EXACT,
  insight_staff: EXACT,
  insight_supply: PUBLISHED,
  insight_demand: PUBLISHED,
  insight_need: PUBLISHED,
  insight_funnel: PUBLISHED,
  insight_growth: PUBLISHED,
};

/** No foreign keys: what is worked out here holds up no change of what it is worked out from. */
const up = [
  `create table insight_position (
    one boolean not null default true,
    xid bigint not null,
    row_id bigint not null,
    stale boolean not null default false,
    followed_at timestamptz not null default now(),
    constraint insight_position_pkey primary key (one)
  )`,
  `create table insight_library (
    library_id uuid not null,
    consortium_id uuid not null,
    staff integer not null,
    counted_at timestamptz not null,
    constraint insight_library_pkey primary key (library_id)
  )`,
  "create index insight_library_consortium_id_idx on insight_library (consortium_id)",
  `create table insight_staff (
    library_id uuid not null,
    skill_id uuid not null,
    consortium_id uuid not null,
    have integer not null,
    want integer not null,
    have_within integer not null,
    want_within integer not null,
    constraint insight_staff_pkey primary key (library_id, skill_id)
  )`,
  "create index insight_staff_consortium_id_skill_id_idx on insight_staff (consortium_id, skill_id)",
  `create table insight_supply (
    consortium_id uuid not null,
    place text not null,
    skill_id uuid not null,
    month date not null,
    until_month date,
    have integer,
    want integer,
    have_within integer,
    want_within integer,
    constraint insight_supply_pkey primary key (consortium_id, place, skill_id, month)
  )`,
  "create index insight_supply_consortium_id_skill_id_idx on insight_supply (consortium_id, skill_id)",
  `create table insight_demand (
    consortium_id uuid not null,
    place text not null,
    skill_id uuid not null,
    month date not null,
    until_month date,
    needed integer not null,
    needed_within integer not null,
    constraint insight_demand_pkey primary key (consortium_id, place, skill_id, month)
  )`,
  "create index insight_demand_consortium_id_skill_id_idx on insight_demand (consortium_id, skill_id)",
  `create table insight_need (
    need_id uuid not null,
    consortium_id uuid not null,
    partner_id uuid not null,
    region text,
    skill_ids uuid[] not null,
    open boolean not null,
    opened_at timestamptz not null,
    best_score double precision not null default -1,
    looked_at timestamptz,
    matched_at timestamptz,
    constraint insight_need_pkey primary key (need_id)
  )`,
  "create index insight_need_consortium_id_opened_at_idx on insight_need (consortium_id, opened_at)",
  `create index insight_need_consortium_id_best_score_need_id_idx on insight_need (consortium_id, best_score, need_id)
    where open`,
  "create index insight_need_looked_at_idx on insight_need (looked_at) where open",
  `create table insight_funnel (
    consortium_id uuid not null,
    place text not null,
    period text not null,
    stage text not null,
    needs integer,
    median_days integer,
    constraint insight_funnel_pkey primary key (consortium_id, place, period, stage)
  )`,
  `create table insight_growth (
    consortium_id uuid not null,
    place text not null,
    year integer not null,
    measure text not null,
    workers integer,
    amount integer,
    constraint insight_growth_pkey primary key (consortium_id, place, year, measure)
  )`,
  // Who changed is told by what they took away, too.
  "create index worker_skill_worker_id_idx on worker_skill (worker_id) where archived_at is not null",
  "create index growth_goal_worker_id_idx on growth_goal (worker_id) where archived_at is not null",
  ...Object.entries(policies).flatMap(([table, policy]) => [
    `alter table ${table} enable row level security`,
    `create policy ${table}_viewer on ${table} using (${policy})`,
  ]),
];

/** What the figures of consortia are read from. */
export class CreateInsight1766000007600 implements MigrationInterface {
  readonly name = "CreateInsight1766000007600";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop index worker_skill_worker_id_idx, growth_goal_worker_id_idx");
    await runner.query(`drop table ${Object.keys(policies).join(", ")}`);
  }
}
