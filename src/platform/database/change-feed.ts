import type { Change } from "./outbox.js";

/** Reacts to changed records; an empty list stands for all of them. */
export type ChangeHandler = (ids: readonly string[]) => Promise<void>;

/** Tells the parts of this process that hold data in memory what was committed, here or in another process. */
export class ChangeFeed {
  private readonly handlers = new Map<string, ChangeHandler[]>();

  /** Calls `handler` after each commit that changed records of one of `topics`. */
  on(topics: readonly string[], handler: ChangeHandler): void {
    for (const topic of topics) this.handlers.set(topic, [...(this.handlers.get(topic) ?? []), handler]);
  }

  /** Resolves when every handler has applied the changes. */
  async publish(changes: readonly Change[]): Promise<void> {
    for (const { topic, ids } of changes) {
      for (const handler of this.handlers.get(topic) ?? []) await handler(ids);
    }
  }

  /** Makes every handler start over, as when changes may have been missed. */
  async publishAll(): Promise<void> {
    await this.publish([...this.handlers.keys()].map((topic) => ({ topic, ids: [] })));
  }
}
