import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import type { Logger } from "pino";
import type { ChangeFeed } from "./change-feed.js";
import { OUTBOX_CHANNEL } from "./outbox.js";

const BATCH = 1000;
const RECONNECT_MS = 1000;
const HELD_BACK_MS = 250;
const POLL_MS = 5000;
const QUERY_TIMEOUT_MS = 2500;

interface Row {
  id: string;
  xid: string;
  topic: string;
  record_ids: string[];
  origin: string;
  /** Older than every transaction that still runs: nothing can be committed in front of it any more. */
  settled: boolean;
}

/**
 * Follows what other processes commit: a notification wakes it, and now and then it looks by itself. A transaction that
 * commits late is never skipped.
 */
export class OutboxFollower {
  private client: Client | undefined;
  /** Every row up to here has been applied. */
  private position = { xid: "0", id: "0" };
  /** Ids of rows beyond it that have been applied already. */
  private readonly ahead = new Set<string>();
  private caughtUpAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private draining: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly feed: ChangeFeed,
    private readonly origin: string,
    private readonly logger: Logger,
  ) {}

  /** Listens from now on; what is loaded after this resolves misses nothing. */
  async start(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      connectionTimeoutMillis: 5000,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: POLL_MS,
    });
    client.on("error", () => this.lost(client));
    client.on("end", () => this.lost(client));
    client.on("notification", () => void this.wake());
    try {
      await client.connect();
      await client.query(`listen ${OUTBOX_CHANNEL}`);
      const { rows } = await client.query("select txid_snapshot_xmin(txid_current_snapshot())::text as xmin");
      this.position = { xid: rows[0].xmin, id: "0" };
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    }
    if (this.stopped) return await client.end();
    this.ahead.clear();
    this.client = client;
    this.caughtUpAt = Date.now();
    this.schedule(POLL_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await Promise.race([this.draining, delay(QUERY_TIMEOUT_MS, undefined, { ref: false })]);
    this.client?.end().catch(() => {});
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.wake(), delay).unref();
  }

  /** One drain at a time; a wake-up during a drain makes it look once more. */
  private wake(): Promise<void> {
    this.again = true;
    this.draining ??= this.drain()
      .catch((error) => {
        this.logger.error({ err: error }, "following the outbox failed; will try again");
        // A connection that does not answer is given up; that lets everything be read anew.
        this.client?.end().catch(() => {});
        if (this.client) this.lost(this.client);
      })
      .finally(() => {
        this.draining = undefined;
      });
    return this.draining;
  }

  /**
   * Applies what is committed at once, and remembers it until the position has passed it. The position moves only over
   * rows older than every transaction that still runs, as the very statement that read them saw it: whatever commits
   * after that statement stands behind the position.
   */
  private async drain(): Promise<void> {
    while (this.again && this.client && !this.stopped) {
      this.again = false;
      const { rows } = await this.client.query<Row>(
        `with running as (select txid_snapshot_xmin(txid_current_snapshot()) as oldest)
         select id, xid, topic, record_ids, origin, xid < oldest as settled from outbox, running
         where (xid, id) > ($1::bigint, $2::bigint) and (xid < oldest or not id = any($3::bigint[]))
         order by xid, id limit ${BATCH}`,
        [this.position.xid, this.position.id, [...this.ahead]],
      );
      const unknown = rows.filter((row) => !this.ahead.has(row.id) && row.origin !== this.origin);
      await this.feed.publish(unknown.map((row) => ({ topic: row.topic, ids: row.record_ids })));
      for (const row of rows) this.remember(row);
      if (rows.length === BATCH) this.again = true;
    }
    this.caughtUpAt = Date.now();
    this.schedule(this.ahead.size > 0 ? HELD_BACK_MS : POLL_MS);
  }

  private remember({ id, xid, settled }: Row): void {
    if (settled) {
      this.position = { xid, id };
      this.ahead.delete(id);
    } else {
      this.ahead.add(id);
    }
  }

  /** Milliseconds since this process was known to have everything; small while all is well. */
  get age(): number {
    return Date.now() - this.caughtUpAt;
  }

  /** Reconnects and lets everything reload, because changes may have been missed meanwhile. */
  private lost(client: Client): void {
    if (this.stopped || (this.client !== undefined && this.client !== client)) return;
    if (this.client === undefined) return;
    this.client = undefined;
    clearTimeout(this.timer);
    this.logger.warn("lost the connection that follows changes; reconnecting");
    const reconnect = async () => {
      if (this.stopped) return;
      try {
        await this.start();
        await this.feed.publishAll();
        this.logger.info("following changes again");
      } catch {
        setTimeout(() => void reconnect(), RECONNECT_MS).unref();
      }
    };
    setTimeout(() => void reconnect(), RECONNECT_MS).unref();
  }
}
