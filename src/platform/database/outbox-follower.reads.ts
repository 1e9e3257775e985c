import type { Statement } from "./statement.js";

/**
 * Which course of events the database is in. A replica that was promoted, or a copy that was restored, may lack what was
 * seen of the former one, and gives the numbers of its transactions to others. The server, its time line and the database
 * tell them apart.
 */
const HISTORY = `(pg_control_system()).system_identifier || ' ' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
  || ' ' || (select oid from pg_database where datname = current_database())`;

export interface ClockRow {
  /** The oldest transaction that still runs: what came before it is over. */
  readonly oldest: string;
  readonly history: string;
}

/** The time by the clock of transactions. */
export const CLOCK = `select txid_snapshot_xmin(txid_current_snapshot())::text as oldest, ${HISTORY} as history`;

/** A row of the outbox, next to what the statement that read it saw; id is null when there is no row. */
export interface OutboxRead extends ClockRow {
  /** Rows since the position have been forgotten, or the position is of another course of events. */
  readonly gone: boolean;
  readonly id: string;
  readonly xid: string;
  readonly topic: string;
  readonly record_ids: string[];
  readonly origin: string;
  /** Older than every transaction that still runs, as this statement saw it. */
  readonly settled: boolean;
}

/**
 * What follows a position. Everything in it is seen by one snapshot: whether rows are settled, and whether some have been
 * forgotten. Parameters: transaction and id of the position, ids applied beyond it, the history, how many at most.
 */
export const READ_OUTBOX: Statement = {
  name: "outbox.read",
  text: `with clock as (
    select txid_snapshot_xmin(snapshot) as oldest, history,
      history <> $4::text or txid_snapshot_xmax(snapshot) < $1::bigint
        or exists (select from outbox_horizon where (xid, row_id) > ($1::bigint, $2::bigint)) as gone
    from txid_current_snapshot() as snapshot, (select ${HISTORY} as history offset 0) as here)
  select clock.oldest::text, clock.history, clock.gone, next.*
  from clock left join lateral (
    select id, xid, topic, record_ids, origin, xid < clock.oldest as settled from outbox
    where not clock.gone and (xid, id) > ($1::bigint, $2::bigint)
      and (xid < clock.oldest or not id = any($3::bigint[]))
    order by xid, id limit $5::int) next on true
  order by next.xid, next.id`,
};

/** Counts what follows a position and was written by others. Parameters: as above, and this process in the outbox. */
export const WAITING: Statement = {
  name: "outbox.waiting",
  text: `select count(*)::int as waiting from outbox
    where (xid, id) > ($1::bigint, $2::bigint) and not id = any($3::bigint[]) and origin <> $4::uuid`,
};
