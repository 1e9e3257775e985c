import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { newId } from "../database/new-id.js";
import type { Sent } from "../database/transaction.js";

/** Something that happened to people, whom others want to be told: by notifications, mails and webhooks. */
export interface Happening {
  /** Such as "connection.proposed": the kind of record, and what happened to it. */
  readonly kind: string;
  /** Whose: where it is about a worker, the worker's consortium. */
  readonly consortiumId: string;
  readonly workerId?: string | null;
  readonly partnerId?: string | null;
  readonly libraryId?: string | null;
  readonly needId?: string | null;
  readonly connectionId?: string | null;
  /** More about it that programs need: ids, codes and numbers, nothing that somebody wrote and no names. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * A happening, written in the transaction that made it happen together with the job that tells it. So nothing that was
 * committed goes untold, whenever a process dies, and nothing is told that was not committed. Its id is the same however
 * often it is told.
 */
@Entity("domain_event")
@Index(["occurredAt"])
@Index(["workerId"])
export class DomainEvent {
  @PrimaryColumn("uuid")
  id: string;

  @Column("text")
  kind: string;

  @Column("uuid")
  consortiumId: string;

  @Column("uuid", { nullable: true })
  workerId: string | null;

  @Column("uuid", { nullable: true })
  partnerId: string | null;

  @Column("uuid", { nullable: true })
  libraryId: string | null;

  @Column("uuid", { nullable: true })
  needId: string | null;

  @Column("uuid", { nullable: true })
  connectionId: string | null;

  @Column("jsonb", { default: {} })
  data: Record<string, string | number | boolean | null>;

  @Column("timestamptz", { default: () => "now()" })
  occurredAt: Date;

  /** When the job told everybody; null until then. */
  @Column("timestamptz", { nullable: true })
  toldAt: Date | null;
}

/** The job that tells of an event; its payload is `{ eventId }`. */
export const TELL_EVENT = "tell-event";

const WRITE = `with event as (
    insert into domain_event (id, kind, consortium_id, worker_id, partner_id, library_id, need_id, connection_id, data)
    values ($1::uuid, $2, $3::uuid, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8::uuid, $9::jsonb))
  select enqueue_job('${TELL_EVENT}', json_build_object('eventId', $1::uuid), ($1::uuid)::text)`;

/** Writes a happening, and the job that tells of it. */
export function eventOf(happening: Happening): Sent {
  const { kind, consortiumId, workerId, partnerId, libraryId, needId, connectionId, data } = happening;
  const ids = [consortiumId, workerId, partnerId, libraryId, needId, connectionId].map((id) => id ?? null);
  return { name: "events.write", text: WRITE, values: [newId(), kind, ...ids, JSON.stringify(data ?? {})] };
}
