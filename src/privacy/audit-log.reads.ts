import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import { defineLoader, grouped } from "../platform/graphql/loaders.js";
import type { AuditRecord } from "./audit-record.js";

const columns = `e.id, e.at, e.actor, e.role, e.action, e.record_type as "recordType", e.record_id as "recordId",
  e.reason, e.request_id as "requestId"`;

/** An `AuditLogFilter` with its ids looked up. */
export interface AuditCriteria {
  readonly workerId?: string | null;
  readonly actor?: string | null;
  readonly action?: string | null;
  readonly since?: Date | null;
  readonly before?: Date | null;
}

/** The entries of the user's consortium, newest first. For those who may read all of it. */
export async function listAuditLog(
  reads: Reads,
  user: User,
  criteria: AuditCriteria,
  page: PageArgs,
): Promise<Connection<AuditRecord>> {
  const list = "audit-log";
  const after = decodeCursor(list, page.after, [PARTS.id]);
  const where = new Conditions();
  where
    .add(`e.consortium_id = ${where.value(user.consortiumId)}::uuid`)
    .addIf(
      criteria.workerId,
      (id) => `e.id in (select s.entry_id from audit_subject s where s.worker_id = ${id}::uuid)`,
    )
    .addIf(criteria.actor, (actor) => `e.actor = ${actor}`)
    .addIf(criteria.action, (action) => `e.action = ${action}`)
    .addIf(criteria.since, (since) => `e.at >= ${since}::timestamptz`)
    .addIf(criteria.before, (before) => `e.at < ${before}::timestamptz`);
  if (after) where.add(`e.id < ${where.value(after[0])}::uuid`);
  const text = `select ${columns} from audit_entry e where ${where} order by e.id desc limit ${where.value(page.first + 1)}`;
  const rows = await reads.as(user).run<AuditRecord>(statement("audit.list", text), where.values);
  return pageOf(rows, list, page, (entry) => [entry.id]);
}

/** The entries about one worker, newest first; for the worker. */
export async function listDataAccess(
  reads: Reads,
  user: User,
  workerId: string,
  page: PageArgs,
): Promise<Connection<AuditRecord>> {
  const list = `data-access:${workerId}`;
  const after = decodeCursor(list, page.after, [PARTS.id]);
  const where = new Conditions();
  where.add(`s.worker_id = ${where.value(workerId)}::uuid`);
  if (after) where.add(`s.entry_id < ${where.value(after[0])}::uuid`);
  const text = `select ${columns} from audit_subject s join audit_entry e on e.id = s.entry_id
    where ${where} order by s.entry_id desc limit ${where.value(page.first + 1)}`;
  const rows = await reads.as(user).run<AuditRecord>(statement("audit.of-worker", text), where.values);
  return pageOf(rows, list, page, (entry) => [entry.id]);
}

/** So many workers of an entry are told at most: a skill that is merged may be had by thousands. */
export const MOST_WORKERS = 100;

const workersByEntries = {
  name: "audit.workers-by-entries",
  text: `select of.entry_id as "entryId", s.worker_id as "workerId" from unnest($1::uuid[]) as of (entry_id)
    cross join lateral (select worker_id from audit_subject where entry_id = of.entry_id
      order by worker_id limit ${MOST_WORKERS}) s`,
};

/** The workers that an entry is about, as far as the caller may know. */
export const workersByEntry = defineLoader<string, { entryId: string; workerId: string }[]>({
  batch: async ({ reads }, ids) =>
    grouped(ids, await reads.run(workersByEntries, [ids]), ({ entryId }) => entryId),
});
