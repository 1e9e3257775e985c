import type { ChangeFeed } from "../database/change-feed.js";

/** What a subscription is given when something may have changed. */
export interface Wake {
  /** The record. */
  readonly id: string;
  /** How far the answers before it got, as `reached` was told; undefined for the first. For lists that grow at their end. */
  readonly since: number | undefined;
  /**
   * Says how far this answer got. What is said twice of one wake counts as said last.
   * @param more whether there is more already, so that the next wake comes at once
   */
  reached(position: number, more: boolean): void;
}

/**
 * Where subscriptions learn that a record may have changed, here or in another process. It tells ids only: whoever is told
 * reads the record anew, with the rights they have then. TypeGraphQL's PubSub.
 */
export class LiveChanges {
  private readonly watches = new Map<string, Set<Watch>>();

  /** Passes on what `feed` tells of `topics`; to be called last, so that what is in memory has been renewed before. */
  follow(feed: ChangeFeed, topics: readonly string[]): void {
    for (const topic of topics) feed.on([topic], async (ids) => this.publish(topic, ids));
  }

  /** @param ids which records of the topic; empty stands for all of them */
  publish(topic: string, ids: unknown): void {
    const keys = (ids as readonly string[]).map((id) => keyOf(topic, id));
    const told = keys.length > 0 ? keys : [...this.watches.keys()].filter((key) => isOf(topic, key));
    for (const key of told) for (const watch of this.watches.get(key) ?? []) watch.changed();
  }

  /**
   * Yields at once, and then after each change of the record; changes that come while nobody asks for the next are one.
   * Whoever subscribes must end it by `return`, or it is watched for ever.
   */
  subscribe(topic: string, id: unknown): AsyncIterableIterator<Wake> {
    const key = keyOf(topic, String(id));
    const watches = this.watches.get(key) ?? new Set();
    const watch = new Watch(String(id), () => {
      if (watches.delete(watch) && watches.size === 0) this.watches.delete(key);
    });
    this.watches.set(key, watches.add(watch));
    return watch;
  }

  /** How many subscriptions there are. */
  get size(): number {
    return [...this.watches.values()].reduce((sum, { size }) => sum + size, 0);
  }
}

const keyOf = (topic: string, id: string) => `${topic} ${id}`;
const isOf = (topic: string, key: string) => key.startsWith(`${topic} `);

/** One subscriber's view of one record. */
class Watch implements AsyncIterableIterator<Wake> {
  private news = true;
  private ended = false;
  private since: number | undefined;
  private wake = () => {};

  constructor(
    private readonly id: string,
    private readonly forget: () => void,
  ) {}

  changed(): void {
    this.news = true;
    this.wake();
  }

  async next(): Promise<IteratorResult<Wake, undefined>> {
    while (!this.news && !this.ended) await new Promise<void>((resolve) => (this.wake = resolve));
    if (this.ended) return { done: true, value: undefined };
    this.news = false;
    return { done: false, value: { id: this.id, since: this.since, reached: this.reached } };
  }

  private readonly reached = (position: number, more: boolean): void => {
    this.since = position;
    if (more) this.changed();
  };

  /** Ends also a `next` that is waiting, which a generator function could not. */
  async return(): Promise<IteratorResult<Wake, undefined>> {
    this.ended = true;
    this.forget();
    this.wake();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
