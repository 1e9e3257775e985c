import type { ChangeFeed } from "../platform/database/change-feed.js";
import type { Reads } from "../platform/database/reads.js";
import { readNeedCandidates, readWorkerCandidates } from "./candidates.reads.js";
import type { MatchPool } from "./match-pool.js";

/** Keeps the pool equal to the database: loads it, and reads anew what was changed. The feed calls in sequence. */
export class MatchFeed {
  constructor(
    private readonly reads: Reads,
    private readonly pool: MatchPool,
  ) {}

  async load(): Promise<void> {
    await this.workers([]);
    await this.needs([]);
  }

  follow(feed: ChangeFeed): void {
    feed.on(["worker"], (ids) => this.workers(ids));
    feed.on(["need"], (ids) => this.needs(ids));
    // A library carries the place of its workers, and a partner whether its needs count.
    feed.on(["library"], (ids) => this.workers(this.pool.workersOf(ids)));
    feed.on(["partner"], (ids) => this.partners(ids));
  }

  /** @param ids which workers changed; empty: all; null: none */
  private async workers(ids: readonly string[] | null): Promise<void> {
    if (ids === null) return;
    const candidates = await readWorkerCandidates(this.reads, ids);
    if (ids.length === 0) this.pool.replaceWorkers(candidates);
    else this.pool.applyWorkers(ids, candidates);
  }

  /** @param ids which needs changed; empty: all */
  private async needs(ids: readonly string[]): Promise<void> {
    const candidates = await readNeedCandidates(this.reads, { ids });
    if (ids.length === 0) this.pool.replaceNeeds(candidates);
    else this.pool.applyNeeds(ids, candidates);
  }

  /** @param partnerIds whose needs to read; empty: all */
  private async partners(partnerIds: readonly string[]): Promise<void> {
    if (partnerIds.length === 0) return await this.needs([]);
    const candidates = await readNeedCandidates(this.reads, { partnerIds });
    this.pool.applyNeeds(this.pool.needsOf(partnerIds), candidates);
  }
}
