import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Who is asking is told by settings of the session or the transaction; without them nobody is. The functions are what
 * policies of any table are made of. In a policy each stands in a subquery, `(select viewer_worker())`, so that it is
 * worked out once for a statement and not for every row.
 */
const viewer = [
  ["viewer_role", "text", "nullif(current_setting('skillbridge.viewer_role', true), '')"],
  ["viewer_subject", "text", "nullif(current_setting('skillbridge.viewer_subject', true), '')"],
  ["viewer_worker", "uuid", "nullif(current_setting('skillbridge.viewer_worker', true), '')::uuid"],
  ["viewer_partner", "uuid", "nullif(current_setting('skillbridge.viewer_partner', true), '')::uuid"],
  // The viewer's own, and those whose people the viewer may find.
  ["viewer_consortia", "uuid[]", "nullif(current_setting('skillbridge.viewer_consortia', true), '')::uuid[]"],
  // The workers whose data an administrator may see for a short time.
  ["viewer_glass", "uuid[]", "nullif(current_setting('skillbridge.viewer_glass', true), '')::uuid[]"],
  ["viewer_is_known", "boolean", "coalesce(current_setting('skillbridge.viewer_role', true), '') <> ''"],
  [
    "viewer_is_system",
    "boolean",
    "coalesce(current_setting('skillbridge.viewer_role', true), '') = 'SYSTEM'",
  ],
] as const;

const functions = viewer.map(
  ([name, type, body]) =>
    `create function ${name}() returns ${type} language sql stable parallel safe return ${body}`,
);

const tables = [
  `create table audit_entry (
      id uuid not null,
      at timestamptz not null default clock_timestamp(),
      consortium_id uuid,
      actor text not null,
      actor_worker_id uuid,
      role text not null,
      action text not null,
      record_type text,
      record_id uuid,
      reason text,
      request_id text,
      constraint audit_entry_pkey primary key (id)
    )`,
  "create index audit_entry_consortium_id_id_idx on audit_entry (consortium_id, id)",
  "create index audit_entry_actor_id_idx on audit_entry (actor, id)",
  "create index audit_entry_at_idx on audit_entry (at)",
  // Whom an entry is about. A table of its own, because PostgreSQL uses no index on an array beneath a policy.
  `create table audit_subject (
      worker_id uuid not null,
      entry_id uuid not null,
      constraint audit_subject_pkey primary key (worker_id, entry_id),
      constraint audit_subject_entry_id_fkey foreign key (entry_id) references audit_entry(id) on delete cascade
    )`,
  "create index audit_subject_entry_id_idx on audit_subject (entry_id)",
  `create table break_glass (
      id uuid not null,
      consortium_id uuid not null,
      worker_id uuid not null,
      admin text not null,
      reason text not null,
      opened_at timestamptz not null default now(),
      expires_at timestamptz not null,
      ended_at timestamptz,
      constraint break_glass_pkey primary key (id),
      constraint break_glass_consortium_id_fkey foreign key (consortium_id) references consortium(id),
      constraint break_glass_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade
    )`,
  "create index break_glass_admin_expires_at_idx on break_glass (admin, expires_at)",
  "create index break_glass_worker_id_idx on break_glass (worker_id)",
];

/**
 * Whatever of a worker has a visibility: the worker's own; what is open to partners, to whoever has a token; what is open
 * to the consortium, within it; and everything to an administrator who has broken the glass. Narrower than this, to the
 * library and to what a partner was granted, is for the statements themselves.
 */
const ofWorker = `(select viewer_is_system())
  or worker_id = (select viewer_worker())
  or (visibility >= 'PARTNERS' and (select viewer_is_known()))
  or (visibility >= 'LIBRARY' and exists (
    select from worker w where w.id = worker_id and w.consortium_id = any((select viewer_consortia())::uuid[])))
  or worker_id = any((select viewer_glass())::uuid[])`;

/** Table, and the name, the command and the conditions of a policy. */
const policies: readonly (readonly [table: string, name: string, policy: string])[] = [
  [
    "worker",
    "worker_viewer",
    `using ((select viewer_is_system())
      or consortium_id = any((select viewer_consortia())::uuid[])
      or (discoverability >= 'PARTNERS' and (select viewer_is_known())))`,
  ],
  ["worker_skill", "worker_skill_viewer", `using (${ofWorker})`],
  ["growth_goal", "growth_goal_viewer", `using (${ofWorker})`],
  [
    "idempotency_record",
    "idempotency_record_viewer",
    "using ((select viewer_is_system()) or subject = (select viewer_subject()))",
  ],
  [
    "audit_entry",
    "audit_entry_write",
    "for insert with check ((select viewer_is_system()) or actor = (select viewer_subject()))",
  ],
  [
    "audit_entry",
    "audit_entry_read",
    `for select using ((select viewer_is_system())
      or actor = (select viewer_subject())
      or ((select viewer_role()) = 'ADMIN' and consortium_id = any((select viewer_consortia())::uuid[]))
      or exists (select from audit_subject s where s.entry_id = id and s.worker_id = (select viewer_worker())))`,
  ],
  ["audit_subject", "audit_subject_write", "for insert with check ((select viewer_is_known()))"],
  [
    "audit_subject",
    "audit_subject_read",
    `for select using ((select viewer_is_system())
      or worker_id = (select viewer_worker()) or (select viewer_role()) = 'ADMIN')`,
  ],
  [
    "break_glass",
    "break_glass_own",
    `using ((select viewer_is_system()) or ((select viewer_role()) = 'ADMIN' and admin = (select viewer_subject())
      and consortium_id = any((select viewer_consortia())::uuid[])))`,
  ],
  ["break_glass", "break_glass_subject", "for select using (worker_id = (select viewer_worker()))"],
];

/**
 * Jobs are rows that only their owner may touch. Whoever serves requests enqueues them through this, and sees none.
 * plpgsql, because the schema of the queue is made after this.
 */
const enqueue = `create function enqueue_job(name text, payload json, key text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as
  'begin perform graphile_worker.add_job(name, payload => payload, job_key => key); end'`;

/**
 * PostgreSQL itself keeps private rows from whoever may not see them, so that a statement which forgets its conditions
 * tells nothing. The owner of the tables, who migrates and imports, is not bound by policies; the service is.
 */
export class LockPrivateRows1766000002000 implements MigrationInterface {
  readonly name = "LockPrivateRows1766000002000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...functions, ...tables]) await runner.query(statement);
    for (const table of new Set(policies.map(([table]) => table)))
      await runner.query(`alter table ${table} enable row level security`);
    for (const [table, name, policy] of policies)
      await runner.query(`create policy ${name} on ${table} ${policy}`);
    await runner.query(enqueue);
    await runner.query("revoke all on function enqueue_job(text, json, text) from public");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop function enqueue_job(text, json, text)");
    for (const [table, name] of policies) await runner.query(`drop policy ${name} on ${table}`);
    for (const table of new Set(policies.map(([table]) => table)))
      await runner.query(`alter table ${table} disable row level security`);
    await runner.query("drop table break_glass, audit_subject, audit_entry");
    for (const [name] of viewer) await runner.query(`drop function ${name}()`);
  }
}
