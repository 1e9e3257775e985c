import { isVisible, VISIBILITIES, Visibility } from "../platform/auth/visibility.js";
import { SkillKind, type Taxonomy } from "../skills/index.js";
import { Affinities } from "./affinity.js";
import type { NeedCandidate, WorkerCandidate } from "./candidates.js";
import { Rarities } from "./rarity.js";
import { activeGoals, type WorkerProfile } from "./score.js";

/**
 * Everything that can be matched, in memory: the workers in use and the open needs, with what scoring needs to know of
 * the skills. Pure data; `MatchFeed` fills it.
 */
export class MatchPool {
  private workers = new Map<string, WorkerCandidate>();
  private needs = new Map<string, NeedCandidate>();
  private rarities = new Rarities();
  private affinities: { revision: number; value: Affinities } | undefined;
  /** The profile of each candidate as a viewer of each sight may count it, made when first asked for. */
  private profiles = new WeakMap<WorkerCandidate, (WorkerProfile | undefined)[]>();

  constructor(
    private readonly taxonomy: Taxonomy,
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
    return this.rarities.rarity(skillId);
  }

  /** How skills bear on each other, by the taxonomy as it is now. */
  get links(): Affinities {
    if (this.affinities?.revision !== this.taxonomy.revision)
      this.affinities = { revision: this.taxonomy.revision, value: new Affinities(viewOf(this.taxonomy)) };
    return this.affinities.value;
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
    for (const id of ids) {
      const old = this.workers.get(id);
      if (old && isOpen(old)) this.rarities.remove(openSkills(old));
      this.workers.delete(id);
    }
    for (const candidate of candidates) {
      this.workers.set(candidate.id, candidate);
      if (isOpen(candidate)) this.rarities.add(openSkills(candidate));
    }
  }

  /** @param ids which may have changed; those without a candidate are not open any more */
  applyNeeds(ids: readonly string[], candidates: readonly NeedCandidate[]): void {
    for (const id of ids) {
      const old = this.needs.get(id);
      if (old) this.rarities.remove(old.skills.map((skill) => skill.skillId));
      this.needs.delete(id);
    }
    for (const candidate of candidates) {
      this.needs.set(candidate.id, candidate);
      this.rarities.add(candidate.skills.map((skill) => skill.skillId));
    }
  }
}

/** Whether partners may find the worker; only such profiles count for rarity. */
const isOpen = (worker: WorkerCandidate) => isVisible(worker.discoverability, Visibility.PARTNERS);

const openSkills = (worker: WorkerCandidate): string[] =>
  worker.skills
    .filter((skill) => isVisible(skill.visibility, Visibility.PARTNERS))
    .map((skill) => skill.skillId);

const viewOf = (taxonomy: Taxonomy) => ({
  has: (id: string) => taxonomy.get(id) !== null,
  *ids() {
    for (const node of taxonomy.all()) yield node.id;
  },
  broader: (id: string) => taxonomy.get(id)?.broaderIds ?? [],
  narrower: (id: string) => taxonomy.get(id)?.narrowerIds ?? [],
  related: (id: string) => taxonomy.get(id)?.relatedIds ?? [],
  label: (id: string) => taxonomy.get(id)?.preferredLabel ?? "",
  isAssignable: (id: string) => {
    const node = taxonomy.get(id);
    return node !== null && node.kind !== SkillKind.GROUP && node.mergedIntoId === null;
  },
});
