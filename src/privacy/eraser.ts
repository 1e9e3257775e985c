import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { type Actor, note, serviceIn } from "../platform/audit/note.js";
import type { User } from "../platform/auth/principal.js";
import type { Commands, Transaction } from "../platform/database/commands.js";
import { typedId } from "../platform/graphql/typed-id.js";
import { enqueueJob } from "../platform/jobs/enqueue-job.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import { SWEEP } from "./sweep-job.js";

export interface ErasureOrder {
  readonly action: "eraseMe" | "eraseWorker" | "forgetArchived";
  /** Null for the service itself. */
  readonly by: User | null;
}

/** What is to be forgotten of a worker. */
interface Traces {
  readonly workerId: string;
  /** Stands for the worker in what stays on record; made at random, and kept nowhere beside the id. */
  readonly pseudonym: string;
  readonly consortiumId: string;
  /** Ids of every row about the worker, the worker's own among them. */
  readonly ids: readonly string[];
  /** The subjects of tokens with which the worker has acted. */
  readonly subjects: readonly string[];
}

/** Erases a worker from every table, in one transaction, as the owner of the tables. */
export class Eraser {
  /**
   * @param commands those of the owner
   * @param tables every table with rows about a worker, the worker's own first
   */
  constructor(
    private readonly commands: Commands,
    private readonly tables: readonly PersonalData[],
  ) {}

  /** Resolves when this process knows nothing of the worker any more; the others follow the outbox. */
  async erase(workerId: string, { action, by }: ErasureOrder): Promise<void> {
    await this.commands.transact(async (transaction) => {
      const { manager } = transaction;
      const traces = await this.tracesOf(manager, workerId, by);
      if (!traces) return;
      for (const { table, workerColumn } of this.tables.toReversed())
        await manager.query(`delete from ${table} where ${workerColumn} = $1`, [workerId]);
      await forgetRequests(manager, traces);
      await forgetMessages(manager, traces);
      await makeRecordAnonymous(manager, traces);
      await this.finish(transaction, traces, action, by);
    });
  }

  /** @returns null for somebody who is not there any more */
  private async tracesOf(manager: EntityManager, workerId: string, by: User | null): Promise<Traces | null> {
    const [worker] = await manager.query("select consortium_id from worker where id = $1 for update", [
      workerId,
    ]);
    if (!worker) return null;
    const ids: string[] = [];
    for (const { table, workerColumn } of this.tables) {
      const rows = await manager.query(`select id from ${table} where ${workerColumn} = $1`, [workerId]);
      ids.push(...rows.map(({ id }: { id: string }) => id));
    }
    const actors = await manager.query("select distinct actor from audit_entry where actor_worker_id = $1", [
      workerId,
    ]);
    const subjects = new Set<string>(actors.map(({ actor }: { actor: string }) => actor));
    if (by?.workerId === workerId) subjects.add(by.subject);
    const { consortium_id: consortiumId } = worker;
    return { workerId, pseudonym: randomUUID(), consortiumId, ids, subjects: [...subjects] };
  }

  private async finish(
    { manager, changed }: Transaction,
    { workerId, pseudonym, consortiumId }: Traces,
    action: string,
    by: User | null,
  ): Promise<void> {
    const erased: Actor = {
      subject: erasedActor(pseudonym),
      workerId: pseudonym,
      role: "WORKER",
      consortiumId,
    };
    const actor = by?.workerId === workerId ? erased : (by ?? serviceIn(consortiumId));
    await note(manager, actor, { action, workerIds: [pseudonym] });
    await enqueueJob(manager, SWEEP, {}, { key: SWEEP });
    changed("worker", workerId);
  }
}

const erasedActor = (pseudonym: string) => `erased:${pseudonym}`;

/**
 * Answers that are kept for idempotency: the worker's own, and those that name a row of the worker; and the budget, which
 * the worker's next request makes anew for a minute.
 */
async function forgetRequests(
  manager: EntityManager,
  { subjects, ids, consortiumId }: Traces,
): Promise<void> {
  await manager.query(
    `delete from idempotency_record where (subject = any($1) and consortium_id = $3) or exists (
       select from jsonb_each_text(case jsonb_typeof(result) when 'object' then result else '{}' end) as part
       where part.value = any($2))`,
    [subjects, ids, consortiumId],
  );
  await manager.query("delete from request_budget where key = any($1)", [
    subjects.map((subject) => `user:${subject}`),
  ]);
}

/** What waits to be told, or to be done, about the worker; what follows from the erasure itself comes after. */
async function forgetMessages(manager: EntityManager, { workerId }: Traces): Promise<void> {
  // An empty list would stand for everybody.
  await manager.query("delete from outbox where $1::uuid = all(record_ids) and cardinality(record_ids) > 0", [
    workerId,
  ]);
  await manager.query(
    "update outbox set record_ids = array_remove(record_ids, $1::uuid) where $1::uuid = any(record_ids)",
    [workerId],
  );
  await manager.query(
    `delete from graphile_worker._private_jobs
     where locked_at is null and payload::text like any(array['%' || $1 || '%', '%' || $2 || '%'])`,
    [workerId, typedId("worker", workerId)],
  );
}

/** That something happened stays on record, to and by somebody without a name; a reason may hold one, and goes. */
async function makeRecordAnonymous(manager: EntityManager, traces: Traces): Promise<void> {
  const { workerId, pseudonym, consortiumId, ids, subjects } = traces;
  await manager.query(
    `update audit_entry set actor = $1, actor_worker_id = $2::uuid, request_id = null
     where actor_worker_id = $3::uuid or (actor = any($4) and consortium_id = $5::uuid)`,
    [erasedActor(pseudonym), pseudonym, workerId, subjects, consortiumId],
  );
  await manager.query(
    `update audit_entry e set reason = null,
       record_id = case when record_id = $2::uuid then $1::uuid when record_id = any($3::uuid[]) then null else record_id end
     where record_id = any($3::uuid[]) or exists (
       select from audit_subject s where s.entry_id = e.id and s.worker_id = $2::uuid)`,
    [pseudonym, workerId, ids],
  );
  await manager.query("update audit_subject set worker_id = $1::uuid where worker_id = $2::uuid", [
    pseudonym,
    workerId,
  ]);
}
