import type { EntityManager } from "typeorm";
import type { User } from "../auth/principal.js";
import { newId } from "../database/new-id.js";

/** Something that is put on record. Ids are UUIDs. */
export interface Deed {
  /** Name of the mutation, or of the kind of read. */
  readonly action: string;
  readonly recordType?: string | null;
  readonly recordId?: string | null;
  /** The workers whose data it is about. */
  readonly workerIds?: readonly string[];
  readonly reason?: string | null;
}

/** What the service does by itself is done by this actor. */
export const SERVICE = "service";

/** The columns of an entry in the order of `entryValues`. */
const COLUMNS =
  "id, consortium_id, actor, actor_worker_id, role, action, record_type, record_id, reason, request_id";

/** @param user null for the service itself */
function entryValues(user: User | null, deed: Deed): unknown[] {
  return [
    newId(),
    user?.consortiumId ?? null,
    user?.subject ?? SERVICE,
    user?.workerId ?? null,
    user?.role ?? "SYSTEM",
    deed.action,
    deed.recordType ?? null,
    deed.recordId ?? null,
    deed.reason ?? null,
    user?.requestId ?? null,
  ];
}

const NOTE = `with entry as (
    insert into audit_entry (${COLUMNS})
    values ($1::uuid, $2::uuid, $3, $4::uuid, $5, $6, $7, $8::uuid, $9, $10))
  insert into audit_subject (worker_id, entry_id) select worker_id, $1::uuid from unnest($11::uuid[]) as worker_id`;

/**
 * Puts a deed on record in the transaction that does it.
 * @param user who does it; null for the service itself
 */
export async function note(manager: EntityManager, user: User | null, deed: Deed): Promise<void> {
  await manager.query(NOTE, [...entryValues(user, deed), [...new Set(deed.workerIds ?? [])]]);
}
