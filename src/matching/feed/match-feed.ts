import { LEARNING_TOPIC } from "../../partners/index.js";
import type { ChangeFeed } from "../../platform/database/change-feed.js";
import type { Reads } from "../../platform/database/reads.js";
import {
  readConsents,
  readLearningGoals,
  readLibraryPlaces,
  readNeedCandidates,
  readWorkerCandidates,
} from "../candidates.reads.js";
import type { MatchIndex } from "../engine/match-index.js";
import { type LoadProgress, loadWorkers } from "./load-workers.js";

/** Keeps the index equal to the database: loads it, and reads anew what was changed. The feed calls in sequence. */
export class MatchFeed {
  constructor(
    /** Of the database, for loading over a connection of its own. */
    private readonly url: string,
    private readonly reads: Reads,
    private readonly index: MatchIndex,
    private readonly onProgress: LoadProgress = () => {},
  ) {}

  async load(): Promise<void> {
    await this.loadWorkers();
    await this.needs([]);
    await this.consents([]);
    await this.learning([]);
  }

  follow(feed: ChangeFeed): void {
    feed.on(["worker"], (ids) => this.workers(ids));
    feed.on(["consent"], (ids) => this.consents(ids));
    feed.on(["need"], (ids) => this.needs(ids));
    feed.on([LEARNING_TOPIC], (ids) => this.learning(ids));
    // A library carries the place of its workers, and a partner whether its needs and learning goals count.
    feed.on(["library"], async (ids) => this.index.applyLibraries(await readLibraryPlaces(this.reads, ids)));
    feed.on(["partner"], (ids) => this.partners(ids));
  }

  /** Loads beside what serves, and then takes its place. */
  private async loadWorkers(): Promise<void> {
    const pool = this.index.newPool();
    await loadWorkers(this.url, pool, this.index.skills, this.onProgress);
    this.index.replaceWorkers(pool);
  }

  /** @param ids which workers changed; empty: all */
  private async workers(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return await this.loadWorkers();
    this.index.applyWorkers(ids, await readWorkerCandidates(this.reads, ids));
    // Of somebody who was erased, nothing is left.
    const consenting = ids.filter((id) => this.index.consents.has(id));
    if (consenting.length > 0) await this.consents(consenting);
  }

  /** @param workerIds whose consents changed; empty: all */
  private async consents(workerIds: readonly string[]): Promise<void> {
    const consents = await readConsents(this.reads, workerIds);
    if (workerIds.length === 0) this.index.consents.replaceAll(consents);
    else this.index.consents.apply(workerIds, consents);
  }

  /** @param ids which needs changed; empty: all */
  private async needs(ids: readonly string[]): Promise<void> {
    const candidates = await readNeedCandidates(this.reads, { ids });
    if (ids.length === 0) this.index.replaceNeeds(candidates);
    else this.index.applyNeeds(ids, candidates);
  }

  /** @param partnerIds whose learning goals changed; empty: all */
  private async learning(partnerIds: readonly string[]): Promise<void> {
    const goals = await readLearningGoals(this.reads, partnerIds);
    if (partnerIds.length === 0) this.index.learning.replaceAll(goals);
    else this.index.learning.apply(partnerIds, goals);
  }

  /** @param partnerIds which partners changed; empty: all */
  private async partners(partnerIds: readonly string[]): Promise<void> {
    await this.learning(partnerIds);
    if (partnerIds.length === 0) return await this.needs([]);
    const candidates = await readNeedCandidates(this.reads, { partnerIds });
    this.index.applyNeeds(this.index.needsOfPartners(partnerIds), candidates);
  }
}
