import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { Metrics } from "../observability/metrics.js";
import type { Change } from "./outbox.js";
import { DatabaseUnavailable } from "./unavailable.js";

/** Reacts to changed records; an empty list stands for all of them. */
export type ChangeHandler = (ids: readonly string[]) => Promise<void>;

const RETRY_MS = [50, 200, 500, 1000, 5000];
/** As often as this when it is the database that is away, which comes back sooner than a fault heals. */
const RETRY_UNAVAILABLE_MS = 500;
const APPLYING_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30, 120];

/** Tells the parts of this process that hold data in memory what was committed, here or in another process. */
export class ChangeFeed {
  private readonly handlers = new Map<string, ChangeHandler[]>();
  private queue: Promise<void> = Promise.resolve();
  /** What is told next, and when that is done. */
  private next: { readonly changes: Change[]; readonly told: Promise<void> } | undefined;
  private failing = 0;
  private closed = false;
  /** Until when nothing is tried, because the database was just found away: each try could take seconds. */
  private pausedUntil = 0;
  private readonly applied: ReturnType<typeof measuresIn>;

  constructor(
    private readonly logger: Logger,
    metrics = new Metrics(),
  ) {
    this.applied = measuresIn(metrics);
    metrics.gauge(
      "changes_failing",
      "Changes that could not be applied and are tried again.",
      () => this.failing,
    );
  }

  /** Calls `handler` after each commit that changed records of one of `topics`. */
  on(topics: readonly string[], handler: ChangeHandler): void {
    for (const topic of topics) this.handlers.set(topic, [...(this.handlers.get(topic) ?? []), handler]);
  }

  /** Whether something that was committed could not be applied yet. */
  get isBehind(): boolean {
    return this.failing > 0;
  }

  /** How many changes are tried again because they could not be applied. */
  get retrying(): number {
    return this.failing;
  }

  /**
   * Resolves when every handler has been told, one change after the other: of two readings of a record the later must
   * win. What comes while others are told is told together, records of one kind in one go: under load each transaction
   * would else wait for a reading of each of those before it. Never rejects, because what was committed stays so: a handler
   * that fails is told again until it succeeds.
   */
  publish(changes: readonly Change[]): Promise<void> {
    if (!this.next) {
      const collected: Change[] = [];
      const told = this.inSequence(async () => {
        this.next = undefined;
        for (const change of this.closed ? [] : together(collected)) {
          for (const handler of this.handlers.get(change.topic) ?? []) await this.tell(handler, change);
        }
      });
      this.next = { changes: collected, told };
    }
    this.next.changes.push(...changes);
    return this.next.told;
  }

  /** Runs `work`, such as a first load, after what is being told and before what will be. Rejects as `work` does. */
  inSequence<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.queue.then(work);
    this.queue = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  /** Makes every handler start over, as when changes may have been missed. */
  async publishAll(): Promise<void> {
    await this.publish([...this.handlers.keys()].map((topic) => ({ topic, ids: [] })));
  }

  /** Tells nobody anything any more; resolves when the change at hand has been applied. */
  async close(): Promise<void> {
    this.closed = true;
    await this.queue;
  }

  private async tell(handler: ChangeHandler, change: Change): Promise<void> {
    try {
      if (!this.isPaused) return await this.apply(handler, change);
    } catch (error) {
      this.logger.error({ err: error, topic: change.topic }, "a change could not be applied; will try again");
    }
    if (!this.closed) void this.tellAgain(handler, change);
  }

  private async tellAgain(handler: ChangeHandler, change: Change): Promise<void> {
    this.failing += 1;
    for (let attempt = 0; ; attempt++) {
      const ms = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]!;
      await delay(this.isPaused ? RETRY_UNAVAILABLE_MS : ms, undefined, { ref: false });
      if (this.closed) return;
      const told = this.inSequence(async () => {
        if (this.isPaused) return false;
        await this.apply(handler, change);
        return true;
      });
      if (await told.catch(() => false)) break;
    }
    this.failing -= 1;
  }

  private get isPaused(): boolean {
    return performance.now() < this.pausedUntil;
  }

  private async apply(handler: ChangeHandler, { topic, ids }: Change): Promise<void> {
    const measured = this.applied.seconds.startTimer({ topic });
    try {
      await handler(ids);
    } catch (error) {
      const unavailable = DatabaseUnavailable.from(error) instanceof DatabaseUnavailable;
      this.pausedUntil = unavailable ? performance.now() + RETRY_UNAVAILABLE_MS : 0;
      throw error;
    }
    measured();
    this.applied.total.inc({ topic });
  }
}

/** Those next to each other that are of one topic, as one; the order of the topics stays. */
function together(changes: readonly Change[]): Change[] {
  const joined: Change[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    if (last?.topic === change.topic) joined[joined.length - 1] = bothOf(last, change);
    else joined.push(change);
  }
  return joined;
}

/** No ids stand for all of them. */
const bothOf = (one: Change, other: Change): Change => {
  const isAll = one.ids.length === 0 || other.ids.length === 0;
  return { topic: one.topic, ids: isAll ? [] : [...new Set([...one.ids, ...other.ids])] };
};

const measuresIn = (metrics: Metrics) => ({
  total: metrics.counter(
    "changes_applied_total",
    "Changes applied to what is held in memory; one that concerns several parts counts for each.",
    ["topic"],
  ),
  seconds: metrics.histogram(
    "change_applying_seconds",
    "How long a part takes to apply a change.",
    APPLYING_SECONDS,
    ["topic"],
  ),
});
