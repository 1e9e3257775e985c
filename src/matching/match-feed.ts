import type { ChangeFeed } from "../platform/database/change-feed.js";
import type { Reads } from "../platform/database/reads.js";
import { readNeedCandidates, readWorkerCandidates } from "./candidates.reads.js";
import type { MatchPool } from "./match-pool.js";

/** Keeps the pool equal to the database: loads it, and reads anew what was changed. */
export class MatchFeed {
  constructor(
    private readonly reads: Reads,
    private readonly pool: MatchPool,
  ) {}

  async load(): Promise<void> {
    await Promise.all([this.workers([]), this.needs([])]);
  }

  follow(feed: ChangeFeed): void {
    feed.on(["worker"], (ids) => this.workers(ids));
    feed.on(["need"], (ids) => this.needs(ids));
    // A library carries the place of its workers, and a partner its needs; both change rarely.
    feed.on(["library"], () => this.workers([]));
    feed.on(["partner"], () => this.needs([]));
  }

  /** @param ids which workers changed; empty: all */
  private async workers(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return this.pool.replaceWorkers(await readWorkerCandidates(this.reads, null));
    this.pool.applyWorkers(ids, await readWorkerCandidates(this.reads, ids));
  }

  /** @param ids which needs changed; empty: all */
  private async needs(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return this.pool.replaceNeeds(await readNeedCandidates(this.reads, null));
    this.pool.applyNeeds(ids, await readNeedCandidates(this.reads, ids));
  }
}
