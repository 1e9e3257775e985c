import type { MigrationInterface, QueryRunner } from "typeorm";

const LIVE = "'PROPOSED', 'ACCEPTED_BY_ONE', 'CONNECTED', 'COLLABORATING'";

const up = [
  "create type connection_side as enum ('WORKER', 'PARTNER', 'LIBRARY')",
  `create type connection_status as enum ('PROPOSED', 'ACCEPTED_BY_ONE', 'CONNECTED', 'COLLABORATING', 'COMPLETED',
    'DECLINED', 'WITHDRAWN', 'EXPIRED', 'ENDED_EARLY')`,
  "create type library_consent as enum ('NOT_REQUIRED', 'PENDING', 'GIVEN', 'REFUSED')",
  `create table connection (
    id uuid not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    consortium_id uuid not null,
    worker_id uuid not null,
    need_id uuid not null,
    partner_id uuid not null,
    library_id uuid,
    initiator connection_side not null,
    status connection_status not null,
    message text,
    worker_accepted_at timestamptz,
    partner_accepted_at timestamptz,
    library_consent library_consent not null,
    worker_channel text,
    partner_channel text,
    partner_contact text,
    score double precision,
    growth double precision,
    coverage double precision,
    scoring_version text not null,
    affinity_version integer not null,
    end_reason text,
    end_note text,
    expires_at timestamptz,
    reminded_at timestamptz,
    consent_id uuid,
    constraint connection_pkey primary key (id),
    constraint connection_scores_check
      check (score between 0 and 1 and growth between 0 and 1 and coverage between 0 and 1),
    constraint connection_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint connection_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
    constraint connection_need_id_fkey foreign key (need_id) references need(id) on delete cascade,
    constraint connection_partner_id_fkey foreign key (partner_id) references partner(id) on delete cascade,
    constraint connection_library_id_fkey foreign key (library_id) references library(id),
    constraint connection_consent_id_fkey foreign key (consent_id) references consent_grant(id) on delete set null
  )`,
  "create index connection_worker_id_id_idx on connection (worker_id, id)",
  "create index connection_need_id_id_idx on connection (need_id, id)",
  "create index connection_partner_id_id_idx on connection (partner_id, id)",
  "create index connection_library_id_id_idx on connection (library_id, id)",
  "create index connection_status_expires_at_idx on connection (status, expires_at)",
  // A pair is introduced once at a time.
  `create unique index connection_need_id_worker_id_idx on connection (need_id, worker_id) where status in (${LIVE})`,
  `create table connection_transition (
    id uuid not null,
    connection_id uuid not null,
    worker_id uuid not null,
    event text not null,
    side connection_side,
    from_status connection_status,
    to_status connection_status not null,
    at timestamptz not null default now(),
    constraint connection_transition_pkey primary key (id),
    constraint connection_transition_connection_id_fkey foreign key (connection_id) references connection(id) on delete cascade,
    constraint connection_transition_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade
  )`,
  "create index connection_transition_connection_id_id_idx on connection_transition (connection_id, id)",
  "create index connection_transition_worker_id_idx on connection_transition (worker_id)",
  "alter table connection enable row level security",
  "alter table connection_transition enable row level security",
  // Both sides; and the library where it has a say or introduced them.
  `create policy connection_viewer on connection using (partner_id = (select viewer_partner())
    or (select viewer_is_system())
    or ((select viewer_role()) = 'MANAGER' and consortium_id = (select viewer_consortium())
      and (library_consent <> 'NOT_REQUIRED' or initiator = 'LIBRARY'))
    or case when worker_id = any((select viewer_single_workers())::uuid[])
      then worker_id = viewer_worker() or note_glass(worker_id) else false end)`,
  // Whoever sees a connection sees how it came about.
  `create policy connection_transition_viewer on connection_transition using ((select viewer_is_system())
    or exists (select from connection c where c.id = connection_id))`,
  "alter table need add column places_taken integer not null default 0",
  "alter table need add constraint need_places_check check (places_taken >= 0)",
  "alter table library add column requires_consent boolean not null default false",
];

/** Introductions between workers and partners, and the steps that they take. */
export class CreateConnection1766000006001 implements MigrationInterface {
  readonly name = "CreateConnection1766000006001";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("alter table library drop column requires_consent");
    await runner.query("alter table need drop column places_taken");
    await runner.query("drop table connection_transition, connection");
    await runner.query("drop type library_consent, connection_status, connection_side");
  }
}
