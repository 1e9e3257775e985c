import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { Change } from "./outbox.js";

/** Reacts to changed records; an empty list stands for all of them. */
export type ChangeHandler = (ids: readonly string[]) => Promise<void>;

const RETRY_MS = [50, 200, 1000, 5000];

/** Tells the parts of this process that hold data in memory what was committed, here or in another process. */
export class ChangeFeed {
  private readonly handlers = new Map<string, ChangeHandler[]>();
  private queue: Promise<void> = Promise.resolve();
  private failing = 0;
  private closed = false;

  constructor(private readonly logger: Logger) {}

  /** Calls `handler` after each commit that changed records of one of `topics`. */
  on(topics: readonly string[], handler: ChangeHandler): void {
    for (const topic of topics) this.handlers.set(topic, [...(this.handlers.get(topic) ?? []), handler]);
  }

  /** Whether something that was committed could not be applied yet. */
  get isBehind(): boolean {
    return this.failing > 0;
  }

  /**
   * Resolves when every handler has been told, one change after the other: of two readings of a record the later must
   * win. Never rejects, because what was committed stays so: a handler that fails is told again until it succeeds.
   */
  publish(changes: readonly Change[]): Promise<void> {
    return this.inSequence(async () => {
      for (const change of this.closed ? [] : changes) {
        for (const handler of this.handlers.get(change.topic) ?? []) await this.tell(handler, change);
      }
    });
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
      await handler(change.ids);
    } catch (error) {
      this.logger.error({ err: error, topic: change.topic }, "a change could not be applied; will try again");
      if (!this.closed) void this.tellAgain(handler, change);
    }
  }

  private async tellAgain(handler: ChangeHandler, change: Change): Promise<void> {
    this.failing += 1;
    for (let attempt = 0; ; attempt++) {
      await delay(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)], undefined, { ref: false });
      if (this.closed) return;
      const told = this.inSequence(() => handler(change.ids)).then(
        () => true,
        () => false,
      );
      if (await told) break;
    }
    this.failing -= 1;
  }
}
