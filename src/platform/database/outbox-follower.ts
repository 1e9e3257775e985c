import { Client } from "pg";
import type { Logger } from "pino";
import type { ChangeFeed } from "./change-feed.js";
import { OUTBOX_CHANNEL } from "./outbox.js";

const BATCH = 1000;
const RECONNECT_MS = 1000;
const HELD_BACK_MS = 50;
const POLL_MS = 5000;

interface Row {
  id: string;
  xid: string;
  topic: string;
  record_ids: string[];
  origin: string;
}

/**
 * Follows what other processes commit. A notification wakes it; the rows are read in the order of their transactions
 * and only up to the oldest one still running, so that a transaction which commits late is never skipped.
 */
export class OutboxFollower {
  private client: Client | undefined;
  private position = { xid: "0", id: "0" };
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
    const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 5000, keepAlive: true });
    client.on("error", () => this.lost(client));
    client.on("end", () => this.lost(client));
    client.on("notification", () => void this.wake());
    await client.connect();
    await client.query(`listen ${OUTBOX_CHANNEL}`);
    const { rows } = await client.query("select txid_snapshot_xmin(txid_current_snapshot())::text as xmin");
    this.position = { xid: rows[0].xmin, id: "0" };
    this.client = client;
    this.schedule(POLL_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.draining?.catch(() => {});
    await this.client?.end().catch(() => {});
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
      .catch((error) => this.logger.error({ err: error }, "following the outbox failed; will try again"))
      .finally(() => {
        this.draining = undefined;
      });
    return this.draining;
  }

  private async drain(): Promise<void> {
    let delay = POLL_MS;
    while (this.again && this.client && !this.stopped) {
      this.again = false;
      const { rows } = await this.client.query<Row>(
        `select id, xid, topic, record_ids, origin from outbox
         where (xid, id) > ($1::bigint, $2::bigint)
           and xid < txid_snapshot_xmin(txid_current_snapshot())
         order by xid, id limit ${BATCH}`,
        [this.position.xid, this.position.id],
      );
      const foreign = rows.filter((row) => row.origin !== this.origin);
      await this.feed.publish(foreign.map((row) => ({ topic: row.topic, ids: row.record_ids })));
      const last = rows.at(-1);
      if (last) this.position = { xid: last.xid, id: last.id };
      if (rows.length === BATCH) this.again = true;
      const held = await this.client.query(
        "select 1 from outbox where (xid, id) > ($1::bigint, $2::bigint) limit 1",
        [this.position.xid, this.position.id],
      );
      delay = held.rowCount ? HELD_BACK_MS : POLL_MS;
    }
    this.schedule(delay);
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
