import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import type { Logger } from "pino";

/** Apart from other advisory locks of this service. */
const LOCKS = 7_203_119;
const SWEEP_MS = 10_000;
/** The second look at a name that nobody answered for. */
const SECOND_LOOK_MS = 2000;

/** Names under which jobs are locked and no living process answers for; those of the parameters are known to live. */
const ABANDONED = `
  select locked_by as name from (
    select distinct locked_by from graphile_worker.jobs
    where locked_by is not null and not locked_by = any($1::text[])) held
  where pg_try_advisory_xact_lock(hashtextextended(locked_by, ${LOCKS}))`;

/**
 * Frees jobs that a process was running when it was killed, which graphile-worker leaves locked for four hours. Every
 * process that runs jobs holds an advisory lock for each name under which it locks them, and PostgreSQL gives that back
 * however the process ends. A name without one at two looks in a row is a dead one's: at a single look it may be that of a
 * process which has just begun, or has just lost its connection. Freeing a job that runs all the same does no harm,
 * because doing a job twice must be as good as once.
 */
export class LivingRunners {
  private client: Client | undefined;
  private readonly own = new Set<string>();
  private suspects = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly logger: Logger,
  ) {}

  /** From now on this process answers for `name`, and looks for jobs of the dead every 10 seconds. */
  answerFor(name: string): void {
    this.own.add(name);
    this.sweep(0);
  }

  /** Answers for nobody any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await Promise.race([this.sweeping, delay(500, undefined, { ref: false })]);
    this.client?.end().catch(() => {});
  }

  private sweep(ms: number): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.sweeping = this.sweeping.then(() => this.freeAbandoned());
      void this.sweeping.then(() => this.sweep(this.suspects.size > 0 ? SECOND_LOOK_MS : SWEEP_MS));
    }, ms).unref();
  }

  private async freeAbandoned(): Promise<void> {
    try {
      const client = await this.connected();
      const names = [...this.own];
      await client.query("select pg_advisory_lock(hashtextextended(name, $2)) from unnest($1::text[]) name", [
        names,
        LOCKS,
      ]);
      const { rows } = await client.query<{ name: string }>(ABANDONED, [names]);
      const dead = rows.map(({ name }) => name).filter((name) => this.suspects.has(name));
      this.suspects = new Set(rows.map(({ name }) => name));
      if (dead.length === 0) return;
      await client.query("select graphile_worker.force_unlock_workers($1::text[])", [dead]);
      this.logger.warn({ runners: dead }, "freed jobs of processes that are gone");
    } catch (error) {
      this.client?.end().catch(() => {});
      this.client = undefined;
      this.logger.debug({ err: error }, "jobs of dead processes cannot be looked for now");
    }
  }

  private async connected(): Promise<Client> {
    if (this.client) return this.client;
    const client = new Client({
      connectionString: this.url,
      application_name: "skillbridge jobs",
      connectionTimeoutMillis: 5000,
      query_timeout: 5000,
      keepAlive: true,
    });
    const lost = () => {
      if (this.client === client) this.client = undefined;
    };
    client.on("error", lost).on("end", lost);
    await client.connect();
    this.client = client;
    return client;
  }
}
