import type { Logger } from "pino";
import type { ChangeFeed } from "../platform/database/change-feed.js";
import { enqueueJob, type SqlRunner } from "../platform/jobs/enqueue-job.js";
import { SEEK_MATCHES, type Sought, SWEEP_ALERTS } from "./seek-matches.js";

/** Changes that come within so long are looked at once. */
const TOGETHER_MS = 100;
/** What changes more records at once, as imports do, is for a sweep. */
const MOST_AT_ONCE = 50;

/**
 * Has it looked for matches when needs, workers or consents change. What is lost when the process dies is found by the
 * sweep; so whoever made the change does not wait for this.
 */
export class AlertsFollowingChanges {
  private readonly changed = { needs: new Set<string>(), workers: new Set<string>() };
  private isBulk = false;
  private timer: NodeJS.Timeout | undefined;

  /** @param isWorking whether this process runs jobs; then it also sees to it that there are any */
  constructor(
    private readonly sql: SqlRunner,
    private readonly isWorking: () => boolean,
    private readonly logger: Logger,
  ) {}

  /** Follows a feed, behind those that keep what is in memory. */
  follow(feed: ChangeFeed): void {
    feed.on(["need"], async (ids) => this.collect("needs", ids));
    feed.on(["worker", "consent"], async (ids) => this.collect("workers", ids));
  }

  private collect(what: "needs" | "workers", ids: readonly string[]): void {
    if (!this.isWorking()) return;
    const known = this.changed[what];
    for (const id of ids) known.add(id);
    if (ids.length === 0 || known.size > MOST_AT_ONCE) {
      this.isBulk = true;
      known.clear();
    }
    this.timer ??= setTimeout(() => void this.enqueue(), TOGETHER_MS).unref();
  }

  private async enqueue(): Promise<void> {
    const { isBulk } = this;
    const needs = [...this.changed.needs].map((id) => ({ needs: [id] }));
    const workers = [...this.changed.workers].map((id) => ({ workers: [id] }));
    this.timer = undefined;
    this.isBulk = false;
    this.changed.needs.clear();
    this.changed.workers.clear();
    try {
      // By its key, what several replicas are told of is looked at once.
      for (const sought of [...needs, ...workers])
        await enqueueJob(this.sql, SEEK_MATCHES, sought, { key: keyOf(sought) });
      if (isBulk) await enqueueJob(this.sql, SWEEP_ALERTS, {}, { key: SWEEP_ALERTS });
    } catch (error) {
      this.logger.warn({ err: error }, "alerts are looked at in the next sweep only");
    }
  }
}

const keyOf = ({ needs, workers }: Sought) => `${SEEK_MATCHES} ${needs?.[0] ?? workers?.[0]}`;
