import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import type { Logger } from "pino";
import { Metrics } from "../observability/metrics.js";
import type { ChangeFeed } from "./change-feed.js";
import type { Origin } from "./origin.js";
import { OUTBOX_CHANNEL } from "./outbox.js";
import { CLOCK, type ClockRow, type OutboxRead, READ_OUTBOX, WAITING } from "./outbox-follower.reads.js";
import { OutboxPosition } from "./outbox-position.js";
import type { Reads } from "./reads.js";

const BATCH = 1000;
const RECONNECT_MS = 250;
const HELD_BACK_MS = 250;
const POLL_MS = 5000;
const QUERY_TIMEOUT_MS = 2500;

/**
 * Follows what other processes commit: a notification wakes it, and now and then it looks by itself. A transaction that
 * commits late is never skipped. After a lost connection it goes on where it was; everything is read anew only when the
 * outbox has forgotten what came since, or when the database is another one than before.
 */
export class OutboxFollower {
  private client: Client | undefined;
  private readonly position = new OutboxPosition();
  /** Which course of events the position belongs to. */
  private history: string | undefined;
  private caughtUpAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private draining: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly feed: ChangeFeed,
    private readonly origin: Origin,
    private readonly logger: Logger,
    metrics = new Metrics(),
  ) {
    metrics.gauge(
      "changes_age_seconds",
      "Since when this process may not know what others committed.",
      () => this.age / 1000,
    );
  }

  /** Listens from now on; what is loaded after this resolves misses nothing. */
  async start(): Promise<void> {
    const client = await this.connect();
    if (!client) return;
    const { rows } = await client.query<ClockRow>(CLOCK).catch((error) => {
      client.end().catch(() => {});
      throw error;
    });
    this.position.startAt(rows[0]!.oldest);
    this.history = rows[0]!.history;
    this.caughtUpAt = Date.now();
    this.follow(client);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await Promise.race([this.draining, delay(QUERY_TIMEOUT_MS, undefined, { ref: false })]);
    this.client?.end().catch(() => {});
  }

  /** Milliseconds since this process was known to have everything; small while all is well. */
  get age(): number {
    return Date.now() - this.caughtUpAt;
  }

  /**
   * Resolves when all that was committed before this call is applied here.
   * @throws Error when that cannot be known now
   */
  async catchUp(): Promise<void> {
    // A look that began in this millisecond may have begun before the call.
    const called = Date.now() + 1;
    while (this.caughtUpAt < called) {
      if (!this.client || this.stopped) throw new Error("What others committed cannot be followed now.");
      await this.wake();
    }
    // What this process committed itself is told by whoever did.
    await this.feed.inSequence(async () => {});
    if (this.feed.isBehind) throw new Error("What was committed could not be applied yet.");
  }

  /** How many changes of other processes are committed and not applied here, as far as the outbox remembers. */
  async waiting(reads: Reads): Promise<number> {
    const [row] = await reads.run<{ waiting: number }>(WAITING, [
      ...this.position.parameters,
      this.origin.id,
    ]);
    return row!.waiting;
  }

  /** A connection that listens; undefined when it is not wanted any more. */
  private async connect(): Promise<Client | undefined> {
    const client = new Client({
      connectionString: this.url,
      application_name: "skillbridge changes",
      connectionTimeoutMillis: 5000,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: POLL_MS,
    });
    client.on("error", () => this.lost(client));
    client.on("end", () => this.lost(client));
    client.on("notification", ({ payload }) => {
      // What this process wrote it has applied; the next look passes over it.
      if (!this.origin.isOwn(payload)) void this.wake();
    });
    try {
      await client.connect();
      await client.query(`listen ${OUTBOX_CHANNEL}`);
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    }
    if (!this.stopped) return client;
    await client.end();
    return undefined;
  }

  private follow(client: Client): void {
    this.client = client;
    // Once at the beginning: something may have been committed before it listened.
    void this.wake();
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.wake(), ms).unref();
  }

  /** One drain at a time; a wake-up during a drain makes it look once more. */
  private wake(): Promise<void> {
    this.again = true;
    this.draining ??= this.drain().finally(() => {
      this.draining = undefined;
      if (this.again && this.client && !this.stopped) void this.wake();
    });
    return this.draining;
  }

  private async drain(): Promise<void> {
    while (this.again && this.client && !this.stopped) {
      this.again = false;
      const client = this.client;
      try {
        await this.applyNext(client);
      } catch (error) {
        this.logger.error({ err: error }, "following the outbox failed; will try again");
        // A connection that does not answer is given up.
        client.end().catch(() => {});
        this.lost(client);
      }
    }
    this.schedule(this.position.isHeldBack ? HELD_BACK_MS : POLL_MS);
  }

  /** Applies what is committed, even where the position cannot pass it yet. */
  private async applyNext(client: Client): Promise<void> {
    const asked = Date.now();
    const { rows } = await client.query<OutboxRead>({
      ...READ_OUTBOX,
      values: [...this.position.parameters, this.history, BATCH],
    });
    const { gone, oldest, history } = rows[0]!;
    if (gone) return await this.startOver(oldest, history);
    const found = rows.filter((row) => row.id !== null);
    const unknown = found.filter((row) => !this.position.has(row.id) && !this.origin.isOwn(row.origin));
    await this.feed.publish(unknown.map((row) => ({ topic: row.topic, ids: row.record_ids })));
    for (const row of found) this.position.pass(row);
    if (found.length === BATCH) this.again = true;
    else this.caughtUpAt = asked;
  }

  /** Lets everything be read anew, and follows what was not over when the outbox was asked. */
  private async startOver(oldest: string, history: string): Promise<void> {
    this.logger.warn("the outbox does not go back to what was applied last; everything is read anew");
    this.position.startAt(oldest);
    this.history = history;
    await this.feed.publishAll();
    this.again = true;
  }

  private lost(client: Client): void {
    if (this.stopped || this.client !== client) return;
    this.client = undefined;
    this.logger.warn("lost the connection that follows changes; reconnecting");
    void this.reconnect();
  }

  private async reconnect(): Promise<void> {
    for (;;) {
      await delay(RECONNECT_MS, undefined, { ref: false });
      if (this.stopped) return;
      try {
        const client = await this.connect();
        if (!client) return;
        this.follow(client);
        this.logger.info("following changes again");
        return;
      } catch (error) {
        this.logger.debug({ err: error }, "the database that changes are followed in cannot be reached");
      }
    }
  }
}
