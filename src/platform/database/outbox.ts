import {
  Check,
  Column,
  Entity,
  type EntityManager,
  Index,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from "typeorm";
import type { Sent } from "./transaction.js";

/** Something that was changed by a committed transaction. */
export interface Change {
  /** What kind of record, such as "worker". */
  readonly topic: string;
  /** Which records; empty stands for all of the topic, as after an import. */
  readonly ids: readonly string[];
}

/** The channel that wakes the replicas and names the process that wrote; the rows say what happened. */
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

/** How far the outbox has been forgotten: the last row, in the order in which rows are read, that is not there any more. */
@Entity("outbox_horizon")
@Check("outbox_horizon_one_check", "one")
export class OutboxHorizon {
  /** There is one row. */
  @PrimaryColumn("boolean", { default: true })
  one: boolean;

  @Column("bigint")
  xid: string;

  @Column("bigint")
  rowId: string;
}

/**
 * Forgets rows older than a day, some at a time, and moves the horizon with them. Only rows older than every transaction
 * that still runs are forgotten: whoever stands at the horizon or beyond has missed nothing, and nothing can be committed
 * in front of it any more.
 * @param most how many rows at most
 * @returns how many it were
 */
export async function forgetChanges(manager: EntityManager, most: number): Promise<number> {
  const [{ forgotten }] = await manager.query(
    `with forgotten as (
       delete from outbox where id = any(array(
         select id from outbox where created_at < now() - interval '1 day'
           and xid < txid_snapshot_xmin(txid_current_snapshot()) limit $1 for update skip locked))
       returning xid, id),
     moved as (
       insert into outbox_horizon (one, xid, row_id)
       select true, xid, id from forgotten order by xid desc, id desc limit 1
       on conflict (one) do update set xid = excluded.xid, row_id = excluded.row_id
         where (excluded.xid, excluded.row_id) > (outbox_horizon.xid, outbox_horizon.row_id))
     select count(*)::int as forgotten from forgotten`,
    [most],
  );
  return forgotten;
}

const WRITE = `with written as (
    insert into outbox (topic, record_ids, origin)
    select topic, array(select jsonb_array_elements_text(ids))::uuid[], $2::uuid
    from rows from (jsonb_to_recordset($1::jsonb) as (topic text, ids jsonb)) with ordinality as change (topic, ids, place)
    order by place)
  select pg_notify($3, ($2::uuid)::text)`;

/** Writes changes and wakes the replicas on commit; nothing when there are none. */
export const outboxOf = (changes: readonly Change[], origin: string): Sent[] =>
  changes.length === 0
    ? []
    : [{ name: "outbox.write", text: WRITE, values: [JSON.stringify(changes), origin, OUTBOX_CHANNEL] }];

/** Writes changes in the transaction of `manager` and wakes the replicas when it commits. */
export async function writeOutbox(
  manager: EntityManager,
  changes: readonly Change[],
  origin: string,
): Promise<void> {
  for (const { text, values } of outboxOf(changes, origin)) await manager.query(text, [...values]);
}
