import type { EntityManager } from "typeorm";
import type { User } from "../auth/principal.js";
import { newId } from "../database/new-id.js";
import type { Sent } from "../database/transaction.js";

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

/** Who does it: mostly the user who asks. */
export type Actor = Pick<User, "subject" | "consortiumId" | "workerId" | "requestId"> & {
  readonly role: string;
};

/** What the service does by itself in a consortium is done by this actor. */
export const serviceIn = (consortiumId: string): Actor => ({
  subject: "service",
  role: "SYSTEM",
  consortiumId,
});

/** The columns of an entry in the order of `entryValues`. */
const COLUMNS =
  "id, consortium_id, actor, actor_worker_id, role, action, record_type, record_id, reason, request_id";

function entryValues(actor: Actor, deed: Deed): unknown[] {
  return [
    newId(),
    actor.consortiumId,
    actor.subject,
    actor.workerId ?? null,
    actor.role,
    deed.action,
    deed.recordType ?? null,
    deed.recordId ?? null,
    deed.reason ?? null,
    actor.requestId ?? null,
  ];
}

const NOTE = `with entry as (
    insert into audit_entry (${COLUMNS})
    values ($1::uuid, $2::uuid, $3, $4::uuid, $5, $6, $7, $8::uuid, $9, $10))
  insert into audit_subject (worker_id, entry_id) select worker_id, $1::uuid from unnest($11::uuid[]) as worker_id`;

/** Puts a deed on record. */
export const noteOf = (actor: Actor, deed: Deed): Sent => ({
  name: "audit.note",
  text: NOTE,
  values: [...entryValues(actor, deed), [...new Set(deed.workerIds ?? [])]],
});

/** Puts a deed on record in the transaction that does it. */
export async function note(manager: EntityManager, actor: Actor, deed: Deed): Promise<void> {
  const { text, values } = noteOf(actor, deed);
  await manager.query(text, [...values]);
}
