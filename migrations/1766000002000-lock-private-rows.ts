import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Who is asking is told by settings of the session or the transaction; without them nobody is. The functions are what
 * policies of any table are made of. In a policy each stands in a subquery, `(select viewer_worker())`, so that it is
 * worked out once for a statement and not for every row.
 */
const setting = (name: string) => `nullif(current_setting('skillbridge.${name}', true), '')`;
const viewer = [
  ["viewer_role", "text", setting("viewer_role")],
  ["viewer_subject", "text", setting("viewer_subject")],
  ["viewer_worker", "uuid", `${setting("viewer_worker")}::uuid`],
  ["viewer_partner", "uuid", `${setting("viewer_partner")}::uuid`],
  ["viewer_consortium", "uuid", `${setting("viewer_consortium")}::uuid`],
  // The narrowest visibility of what the role may ever see of others in the own consortium; null for nothing.
  ["viewer_least", "visibility", `${setting("viewer_least")}::visibility`],
  // Other consortia whose people the viewer may find, as far as they are public.
  ["viewer_discovers", "uuid[]", `${setting("viewer_discovers")}::uuid[]`],
  // The workers whose data an administrator may see for a short time.
  ["viewer_glass", "uuid[]", `${setting("viewer_glass")}::uuid[]`],
  ["viewer_is_system", "boolean", `coalesce(${setting("viewer_role")} = 'SYSTEM', false)`],
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
 * Whatever of a worker has a visibility: the worker's own; within the consortium what the viewer's role may see at most;
 * what is public where both consortia let it. Narrower than this, to the library, is for the statements themselves.
 */
const ofWorker = `(select viewer_is_system())
  or worker_id = (select viewer_worker())
  or (visibility >= 'LIBRARY' and exists (select from worker w where w.id = worker_id
    and ((visibility >= (select viewer_least()) and w.consortium_id = (select viewer_consortium()))
      or (visibility = 'PUBLIC' and w.consortium_id = any((select viewer_discovers())::uuid[])))))`;

/** An administrator who broke the glass sees all of the worker, and PostgreSQL puts it on record as it gives the row. */
const underGlass = (worker: string) =>
  `using (case when ${worker} = any((select viewer_glass())::uuid[]) then note_glass(${worker}) else false end)`;

/** Table, and the name, the command and the conditions of a policy. */
const policies: readonly (readonly [table: string, name: string, policy: string])[] = [
  [
    "worker",
    "worker_viewer",
    `using ((select viewer_is_system())
      or id = (select viewer_worker())
      or (consortium_id = (select viewer_consortium()) and (select viewer_least()) is not null)
      or (discoverability = 'PUBLIC' and consortium_id = any((select viewer_discovers())::uuid[])))`,
  ],
  ["worker", "worker_viewer_glass", underGlass("id")],
  ["worker_skill", "worker_skill_viewer", `using (${ofWorker})`],
  ["worker_skill", "worker_skill_viewer_glass", underGlass("worker_id")],
  ["growth_goal", "growth_goal_viewer", `using (${ofWorker})`],
  ["growth_goal", "growth_goal_viewer_glass", underGlass("worker_id")],
  [
    "idempotency_record",
    "idempotency_record_viewer",
    "using ((select viewer_is_system()) or subject = (select viewer_subject()))",
  ],
  [
    "audit_entry",
    "audit_entry_write",
    `for insert with check ((select viewer_is_system())
      or (actor = (select viewer_subject()) and consortium_id = (select viewer_consortium())))`,
  ],
  [
    "audit_entry",
    "audit_entry_read",
    `for select using ((select viewer_is_system())
      or (consortium_id = (select viewer_consortium())
        and (actor = (select viewer_subject()) or (select viewer_role()) = 'ADMIN'))
      or exists (select from audit_subject s where s.entry_id = id and s.worker_id = (select viewer_worker())))`,
  ],
  ["audit_subject", "audit_subject_write", "for insert with check ((select viewer_role()) is not null)"],
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
      and consortium_id = (select viewer_consortium())))`,
  ],
  ["break_glass", "break_glass_subject", "for select using (worker_id = (select viewer_worker()))"],
];

/**
 * Puts on record that a row of a worker was given to an administrator who broke the glass for them: once for a worker and
 * a transaction. Always true, for policies. The id is a UUIDv7, which PostgreSQL makes by itself from version 18 on only.
 */
const noteGlass = `create function note_glass(seen uuid) returns boolean language plpgsql volatile cost 1 as $$
  declare
    noted text := coalesce(current_setting('skillbridge.noted', true), '');
    moment text := lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0');
    chance text := gen_random_uuid();
    entry uuid := left(moment, 8) || '-' || right(moment, 4) || '-7' || substr(chance, 16);
  begin
    if position(seen::text in noted) = 0 then
      insert into audit_entry (id, consortium_id, actor, role, action, record_type, record_id, request_id)
        values (entry, viewer_consortium(), viewer_subject(), viewer_role(), 'readUnderBreakGlass', 'worker', seen,
          ${setting("viewer_request")});
      insert into audit_subject (worker_id, entry_id) values (seen, entry);
      perform set_config('skillbridge.noted', noted || seen || ' ', true);
    end if;
    return true;
  end $$`;

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
    for (const statement of [...functions, ...tables, noteGlass]) await runner.query(statement);
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
    await runner.query("drop function note_glass(uuid)");
    await runner.query("drop table break_glass, audit_subject, audit_entry");
    for (const [name] of viewer) await runner.query(`drop function ${name}()`);
  }
}
