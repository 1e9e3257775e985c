import type { NeedCandidate, WorkerCandidate } from "../candidates.js";
import type { LibraryPlace } from "../candidates.reads.js";
import { Interner } from "../interner.js";
import { Consents } from "./consents.js";
import { LearningGoals } from "./learning-goals.js";
import { NeedIndex } from "./need-index.js";
import type { WorkerIndex } from "./worker-index.js";
import { WorkerPool } from "./worker-pool.js";

/** Everything that can be matched, in memory: the workers in use, the open needs, and what partners want to learn. `MatchFeed` fills it. */
export class MatchIndex {
  readonly skills = new Interner();
  readonly consents = new Consents();
  readonly learning = new LearningGoals();
  private pool = new WorkerPool(this.skills);
  private needs = new Map<string, NeedIndex>();
  private openNeeds = new Map<string, NeedCandidate>();

  workersOf(consortiumId: string): WorkerIndex {
    return this.pool.of(consortiumId);
  }

  needsOf(consortiumId: string): NeedIndex {
    let needs = this.needs.get(consortiumId);
    if (!needs) {
      needs = new NeedIndex();
      this.needs.set(consortiumId, needs);
    }
    return needs;
  }

  /** Whether a worker of a consortium is among those in use. */
  hasWorker(workerId: string, consortiumId: string): boolean {
    return this.workersOf(consortiumId).ids.slotOf(workerId) >= 0;
  }

  /** An open need. */
  need(id: string): NeedCandidate | null {
    return this.openNeeds.get(id) ?? null;
  }

  get workerCount(): number {
    return this.pool.size;
  }

  get needCount(): number {
    return this.openNeeds.size;
  }

  /** What the workers take in memory. */
  get bytes(): number {
    return this.pool.bytes;
  }

  /** A pool to load all workers into, beside the one that serves; see `replaceWorkers`. */
  newPool(): WorkerPool {
    return new WorkerPool(this.skills);
  }

  replaceWorkers(pool: WorkerPool): void {
    this.pool = pool;
  }

  replaceNeeds(all: readonly NeedCandidate[]): void {
    this.needs = new Map();
    this.openNeeds = new Map();
    for (const need of all) this.putNeed(need);
  }

  /** @param ids who may have changed; those without a candidate are gone */
  applyWorkers(ids: readonly string[], candidates: readonly WorkerCandidate[]): void {
    const gone = new Set(ids);
    for (const candidate of candidates) {
      gone.delete(candidate.id);
      this.pool.put(candidate);
    }
    for (const id of gone) this.pool.remove(id);
  }

  applyLibraries(places: readonly LibraryPlace[]): void {
    for (const place of places) this.pool.of(place.consortiumId).libraries.put(place.id, place);
  }

  /** @param ids which may have changed; those without a candidate are not open any more */
  applyNeeds(ids: readonly string[], candidates: readonly NeedCandidate[]): void {
    const gone = new Set(ids);
    for (const candidate of candidates) {
      gone.delete(candidate.id);
      this.putNeed(candidate);
    }
    for (const id of gone) this.removeNeed(id);
  }

  /** Which open needs are of one of the partners. */
  needsOfPartners(partnerIds: readonly string[]): string[] {
    return [...this.openNeeds.values()]
      .filter((need) => partnerIds.includes(need.partnerId))
      .map(({ id }) => id);
  }

  private putNeed(need: NeedCandidate): void {
    if (this.need(need.id)?.consortiumId !== need.consortiumId) this.removeNeed(need.id);
    this.openNeeds.set(need.id, need);
    this.needsOf(need.consortiumId).put(need);
  }

  private removeNeed(id: string): void {
    const need = this.openNeeds.get(id);
    if (!need) return;
    this.openNeeds.delete(id);
    this.needsOf(need.consortiumId).remove(id);
  }
}
