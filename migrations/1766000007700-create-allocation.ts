import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who plans sees plans; whoever is in one has the row in the export of their data. */
const runsConsortium = `(select viewer_role()) = 'ADMIN' and consortium_id = (select viewer_consortium())`;

const up = [
  "create type allocation_status as enum ('QUEUED', 'RUNNING', 'READY', 'APPROVED', 'FAILED', 'CANCELLED')",
  "create type allocation_goal as enum ('TOTAL_SCORE', 'FAIRNESS_WEIGHTED')",
  "create type allocation_place_state as enum ('PLANNED', 'PROPOSED', 'REFUSED')",
  "create type unserved_reason as enum ('NOT_A_CANDIDATE', 'NO_HOURS', 'NO_PLACE_LEFT')",
  `create table allocation_plan (
    id uuid not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    archived_at timestamptz,
    consortium_id uuid not null,
    name text not null,
    goal allocation_goal not null,
    candidates_per_need integer not null,
    places_per_worker integer not null,
    minimum_per_worker integer not null,
    min_score double precision not null,
    status allocation_status not null default 'QUEUED',
    progress double precision not null default 0,
    started_at timestamptz,
    finished_at timestamptz,
    failure text,
    needs integer,
    candidates integer,
    served integer,
    unserved integer,
    missing integer,
    total double precision,
    total_score double precision,
    greedy_total double precision,
    greedy_missing integer,
    upper_bound double precision,
    gap double precision,
    method text,
    approved_at timestamptz,
    approved_by text,
    message text,
    constraint allocation_plan_pkey primary key (id),
    constraint allocation_plan_terms_check check (candidates_per_need between 1 and 100
      and places_per_worker between 1 and 5 and minimum_per_worker between 0 and places_per_worker
      and min_score between 0 and 100),
    constraint allocation_plan_progress_check check (progress between 0 and 1),
    constraint allocation_plan_consortium_id_fkey foreign key (consortium_id) references consortium(id)
  )`,
  "create index allocation_plan_consortium_id_id_idx on allocation_plan (consortium_id, id)",
  "alter table allocation_plan enable row level security",
  `create policy allocation_plan_viewer on allocation_plan using ((select viewer_is_system()) or (${runsConsortium}))`,
  `create table allocation_place (
    id uuid not null,
    plan_id uuid not null,
    consortium_id uuid not null,
    rank integer not null,
    need_id uuid not null,
    worker_id uuid not null,
    score double precision not null,
    state allocation_place_state not null default 'PLANNED',
    refusal text,
    connection_id uuid,
    constraint allocation_place_pkey primary key (id),
    constraint allocation_place_score_check check (score between 0 and 100),
    constraint allocation_place_plan_id_fkey foreign key (plan_id) references allocation_plan(id) on delete cascade,
    constraint allocation_place_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint allocation_place_need_id_fkey foreign key (need_id) references need(id) on delete cascade,
    constraint allocation_place_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
    constraint allocation_place_connection_id_fkey foreign key (connection_id) references connection(id) on delete set null
  )`,
  "create unique index allocation_place_plan_id_rank_idx on allocation_place (plan_id, rank)",
  "create index allocation_place_need_id_idx on allocation_place (need_id)",
  "create index allocation_place_worker_id_idx on allocation_place (worker_id)",
  "create index allocation_place_connection_id_idx on allocation_place (connection_id)",
  "alter table allocation_place enable row level security",
  `create policy allocation_place_viewer on allocation_place using ((select viewer_is_system())
    or worker_id = (select viewer_worker()) or (${runsConsortium}))`,
  `create table allocation_unserved (
    id uuid not null,
    plan_id uuid not null,
    consortium_id uuid not null,
    rank integer not null,
    worker_id uuid not null,
    missing integer not null,
    reason unserved_reason not null,
    constraint allocation_unserved_pkey primary key (id),
    constraint allocation_unserved_plan_id_fkey foreign key (plan_id) references allocation_plan(id) on delete cascade,
    constraint allocation_unserved_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint allocation_unserved_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade
  )`,
  "create unique index allocation_unserved_plan_id_rank_idx on allocation_unserved (plan_id, rank)",
  "create index allocation_unserved_worker_id_idx on allocation_unserved (worker_id)",
  "alter table allocation_unserved enable row level security",
  `create policy allocation_unserved_viewer on allocation_unserved using ((select viewer_is_system())
    or worker_id = (select viewer_worker()) or (${runsConsortium}))`,
];

/** Plans of whom to introduce where, made for a consortium as a whole. */
export class CreateAllocation1766000007700 implements MigrationInterface {
  readonly name = "CreateAllocation1766000007700";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table allocation_unserved, allocation_place, allocation_plan");
    await runner.query(
      "drop type unserved_reason, allocation_place_state, allocation_goal, allocation_status",
    );
  }
}
