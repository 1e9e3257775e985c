import type { MigrationInterface, QueryRunner } from "typeorm";

const up = [
  "create type revocation_reason as enum ('ISSUED_IN_ERROR', 'MISREPRESENTED', 'SUPERSEDED', 'HOLDER_WISH')",
  `create table credential (
    id uuid not null,
    version integer not null default 1,
    issued_at timestamptz not null default now(),
    valid_until timestamptz,
    worker_id uuid not null,
    consortium_id uuid not null,
    library_id uuid,
    connection_id uuid,
    skill_id uuid not null,
    proficiency proficiency not null,
    jwt text not null,
    with_name boolean not null,
    shared boolean not null default false,
    revoked_at timestamptz,
    revocation_reason revocation_reason,
    constraint credential_pkey primary key (id),
    constraint credential_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
    constraint credential_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint credential_library_id_fkey foreign key (library_id) references library(id),
    constraint credential_connection_id_fkey foreign key (connection_id) references connection(id) on delete set null,
    constraint credential_skill_id_fkey foreign key (skill_id) references skill(id)
  )`,
  "create index credential_worker_id_id_idx on credential (worker_id, id)",
  "create index credential_skill_id_idx on credential (skill_id)",
  // One for each skill that was shown in a collaboration, however often it is asked for.
  `create unique index credential_connection_id_skill_id_idx on credential (connection_id, skill_id)
    where revoked_at is null`,
  `create table credential_revocation (
    credential_id uuid not null,
    issuer_id uuid not null,
    reason revocation_reason not null,
    revoked_at timestamptz not null default now(),
    constraint credential_revocation_pkey primary key (credential_id)
  )`,
  "create index credential_revocation_issuer_id_idx on credential_revocation (issuer_id)",
  "alter table credential enable row level security",
  // What a worker shares, everybody may see who has its address.
  `create policy credential_viewer on credential using (shared
    or (select viewer_is_system())
    or case when worker_id = any((select viewer_single_workers())::uuid[])
      then worker_id = viewer_worker() or note_glass(worker_id) else false end)`,
];

/** Open Badges, and which of them were revoked. */
export class CreateCredential1766000006040 implements MigrationInterface {
  readonly name = "CreateCredential1766000006040";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table credential_revocation, credential");
    await runner.query("drop type revocation_reason");
  }
}
