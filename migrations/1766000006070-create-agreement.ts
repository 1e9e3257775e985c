import type { MigrationInterface, QueryRunner } from "typeorm";

/** What belongs to a connection, and goes with it. */
const ofConnection = (table: string) => `
    constraint ${table}_pkey primary key (id),
    constraint ${table}_connection_id_fkey foreign key (connection_id) references connection(id) on delete cascade,
    constraint ${table}_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade`;

const versioned = `id uuid not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    archived_at timestamptz,
    connection_id uuid not null,
    worker_id uuid not null`;

const TABLES = ["connection_message", "agreement", "milestone", "hours_entry"];

const up = [
  "alter table connection add column worker_read_at timestamptz",
  "alter table connection add column partner_read_at timestamptz",
  `create table connection_message (
    id uuid not null,
    connection_id uuid not null,
    worker_id uuid not null,
    side connection_side not null,
    body text not null,
    created_at timestamptz not null default now(),${ofConnection("connection_message")}
  )`,
  "create index connection_message_connection_id_id_idx on connection_message (connection_id, id)",
  "create type agreement_state as enum ('PROPOSED', 'AGREED', 'REPLACED')",
  `create table agreement (
    id uuid not null,
    connection_id uuid not null,
    worker_id uuid not null,
    state agreement_state not null,
    proposed_by connection_side not null,
    scope text not null,
    hours_total double precision not null,
    hours_per_week double precision,
    starts_on date not null,
    ends_on date not null,
    mentor_name text,
    community_goal_id uuid,
    created_at timestamptz not null default now(),
    agreed_at timestamptz,
    constraint agreement_hours_check check (hours_total > 0 and hours_total <= 5000 and hours_per_week > 0 and hours_per_week <= 80),
    constraint agreement_dates_check check (ends_on >= starts_on),
    constraint agreement_community_goal_id_fkey foreign key (community_goal_id) references community_goal(id),${ofConnection("agreement")}
  )`,
  `create unique index agreement_connection_id_state_idx on agreement (connection_id, state)
    where state in ('PROPOSED', 'AGREED')`,
  `create table agreement_skill (
    agreement_id uuid not null,
    skill_id uuid not null,
    start proficiency,
    target proficiency not null,
    constraint agreement_skill_pkey primary key (agreement_id, skill_id),
    constraint agreement_skill_agreement_id_fkey foreign key (agreement_id) references agreement(id) on delete cascade,
    constraint agreement_skill_skill_id_fkey foreign key (skill_id) references skill(id)
  )`,
  "create index agreement_skill_skill_id_idx on agreement_skill (skill_id)",
  `create table milestone (
    ${versioned},
    title text not null,
    due_on date,
    reached_at timestamptz,${ofConnection("milestone")}
  )`,
  "create index milestone_connection_id_id_idx on milestone (connection_id, id)",
  `create table hours_entry (
    ${versioned},
    worked_on date not null,
    hours double precision not null,
    note text,
    side connection_side not null,
    constraint hours_entry_hours_check check (hours > 0 and hours <= 24),${ofConnection("hours_entry")}
  )`,
  "create index hours_entry_connection_id_worked_on_idx on hours_entry (connection_id, worked_on)",
  ...TABLES.map((table) => `create index ${table}_worker_id_idx on ${table} (worker_id)`),
  ...[...TABLES, "agreement_skill"].map((table) => `alter table ${table} enable row level security`),
  // What the two write to each other is theirs alone.
  `create policy connection_message_viewer on connection_message using ((select viewer_is_system())
    or worker_id = (select viewer_worker())
    or exists (select from connection c where c.id = connection_id and c.partner_id = (select viewer_partner())))`,
  ...["agreement", "milestone", "hours_entry"].map(
    (table) => `create policy ${table}_viewer on ${table} using ((select viewer_is_system())
      or exists (select from connection c where c.id = connection_id))`,
  ),
  `create policy agreement_skill_viewer on agreement_skill using ((select viewer_is_system())
    or exists (select from agreement a where a.id = agreement_id))`,
];

/** What those who are connected say to each other, agree on, and do. */
export class CreateAgreement1766000006070 implements MigrationInterface {
  readonly name = "CreateAgreement1766000006070";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table hours_entry, milestone, agreement_skill, agreement, connection_message");
    await runner.query("drop type agreement_state");
    await runner.query("alter table connection drop column partner_read_at, drop column worker_read_at");
  }
}
