import { Column, Entity, type EntityManager, Index, PrimaryGeneratedColumn } from "typeorm";

/** Something that was changed by a committed transaction. */
export interface Change {
  /** What kind of record, such as "worker". */
  readonly topic: string;
  /** Which records; empty stands for all of the topic, as after an import. */
  readonly ids: readonly string[];
}

/** The channel that wakes the replicas; the rows say what happened. */
export const OUTBOX_CHANNEL = "skillbridge_outbox";

/** A change, written in the transaction that made it and followed by every replica. */
@Entity("outbox")
@Index(["xid", "id"])
export class OutboxRow {
  @PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" })
  id: string;

  /** The writing transaction: rows are read in its order, so that one which commits late is not skipped. */
  @Column("bigint", { default: () => "txid_current()" })
  xid: string;

  @Column("text")
  topic: string;

  @Column("uuid", { array: true })
  recordIds: string[];

  /** The process that wrote it, which has applied it already. */
  @Column("uuid")
  origin: string;

  @Column("timestamptz", { default: () => "now()" })
  createdAt: Date;
}

/** Writes changes in the transaction of `manager` and wakes the replicas when it commits. */
export async function writeOutbox(
  manager: EntityManager,
  changes: readonly Change[],
  origin: string,
): Promise<void> {
  if (changes.length === 0) return;
  await manager.insert(
    OutboxRow,
    changes.map(({ topic, ids }) => ({ topic, recordIds: [...ids], origin })),
  );
  await manager.query("select pg_notify($1, '')", [OUTBOX_CHANNEL]);
}
