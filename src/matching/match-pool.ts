import { isVisible, VISIBILITIES, type Visibility } from "../platform/auth/visibility.js";
import type { Affinities } from "./affinity/affinities.js";
import type { AffinityFeed } from "./affinity/affinity-feed.js";
import type { NeedCandidate, WorkerCandidate } from "./candidates.js";
import { activeGoals, type WorkerProfile } from "./score.js";

/**
 * Everything that can be matched, in memory: the workers in use and the open needs, with what scoring needs to know of
 * the skills. Pure data; `MatchFeed` fills it.
 */
export class MatchPool {
  private workers = new Map<string, WorkerCandidate>();
  private needs = new Map<string, NeedCandidate>();
  /** The profile of each candidate as a viewer of each sight may count it, made when first asked for. */
  private profiles = new WeakMap<WorkerCandidate, (WorkerProfile | undefined)[]>();

  constructor(
    private readonly affinities: Pick<AffinityFeed, "current">,
    /** Today's date as YYYY-MM-DD. */
    readonly today: () => string,
  ) {}

  worker(id: string): WorkerCandidate | null {
    return this.workers.get(id) ?? null;
  }

  need(id: string): NeedCandidate | null {
    return this.needs.get(id) ?? null;
  }

  allWorkers(): Iterable<WorkerCandidate> {
    return this.workers.values();
  }

  allNeeds(): Iterable<NeedCandidate> {
    return this.needs.values();
  }

  /** How rare a skill is among what everybody who sees matches may see, so that it reveals nothing hidden. */
  rarity(skillId: string): number {
    return this.links.rarity(skillId);
  }

  /** How skills bear on each other now. */
  get links(): Affinities {
    return this.affinities.current;
  }

  /** What of a worker counts for a viewer of this sight. */
  profile(worker: WorkerCandidate, sight: Visibility): WorkerProfile {
    const bySight = this.profiles.get(worker) ?? [];
    this.profiles.set(worker, bySight);
    const index = VISIBILITIES.indexOf(sight);
    bySight[index] ??= {
      skills: worker.skills.filter((skill) => isVisible(skill.visibility, sight)),
      goals: activeGoals(worker.goals.filter((goal) => isVisible(goal.visibility, sight))),
    };
    return bySight[index];
  }

  /** Who belongs to one of the libraries; empty stands for all in both, null for none. */
  workersOf(libraryIds: readonly string[]): string[] | null {
    if (libraryIds.length === 0) return [];
    const found = [...this.workers.values()].filter(
      ({ libraryId }) => libraryId && libraryIds.includes(libraryId),
    );
    return found.length === 0 ? null : found.map(({ id }) => id);
  }

  /** Which needs are of one of the partners. */
  needsOf(partnerIds: readonly string[]): string[] {
    return [...this.needs.values()].filter((need) => partnerIds.includes(need.partnerId)).map(({ id }) => id);
  }

  replaceWorkers(all: readonly WorkerCandidate[]): void {
    this.applyWorkers([...this.workers.keys()], all);
  }

  replaceNeeds(all: readonly NeedCandidate[]): void {
    this.applyNeeds([...this.needs.keys()], all);
  }

  /** @param ids who may have changed; those without a candidate are gone */
  applyWorkers(ids: readonly string[], candidates: readonly WorkerCandidate[]): void {
    for (const id of ids) this.workers.delete(id);
    for (const candidate of candidates) this.workers.set(candidate.id, candidate);
  }

  /** @param ids which may have changed; those without a candidate are not open any more */
  applyNeeds(ids: readonly string[], candidates: readonly NeedCandidate[]): void {
    for (const id of ids) this.needs.delete(id);
    for (const candidate of candidates) this.needs.set(candidate.id, candidate);
  }
}
