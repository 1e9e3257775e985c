import type { NeedCandidate, WorkerCandidate } from "../../src/matching/candidates.js";
import { activeGoals, type WorkerProfile } from "../../src/matching/score.js";
import { Modality } from "../../src/needs/index.js";
import { isVisible, Visibility } from "../../src/platform/auth/visibility.js";
import type { World } from "../world/world.js";
import { idOf } from "../world/world-ids.js";

const consortiumId = idOf("consortium", 0);
const isOpen = ({ visibility }: { readonly visibility: Visibility }) =>
  isVisible(visibility, Visibility.PARTNERS);

/** A worker whom partners may find, and what of the profile they may see. */
export interface SeenWorker {
  /** Without skills and goals: those are in `profile`. */
  readonly candidate: WorkerCandidate;
  readonly profile: WorkerProfile;
}

/** The skills' ids, each text in memory once. */
export const skillIdsOf = (world: World): readonly string[] =>
  world.taxonomy.concepts.map((_, number) => idOf("skill", number));

/** A worker of the world as matching reads them from the database. */
export function workerCandidate(world: World, number: number, skillIds: readonly string[]): WorkerCandidate {
  const worker = world.worker(number);
  return {
    id: idOf("worker", number),
    consortiumId,
    libraryId: idOf("library", worker.library),
    ...world.library(worker.library),
    remote: worker.remote,
    languages: worker.languages,
    hoursPerWeek: worker.hours,
    discoverability: worker.discoverability,
    availabilityVisibility: Visibility.PARTNERS,
    libraryVisibility: Visibility.CONSORTIUM,
    introductions: 0,
    skills: worker.skills.map(({ concept, level, visibility }) => ({
      skillId: skillIds[concept]!,
      level,
      visibility,
    })),
    goals: worker.goals.map(({ concept, ...goal }) => ({ skillId: skillIds[concept]!, ...goal })),
  };
}

/** What partners see of a worker of the world; null when they may not find the worker. */
export function seenWorker(world: World, number: number, skillIds: readonly string[]): SeenWorker | null {
  const candidate = workerCandidate(world, number, skillIds);
  if (!isVisible(candidate.discoverability, Visibility.PARTNERS)) return null;
  const skills = candidate.skills.filter(isOpen).map(({ skillId, level }) => ({ skillId, level }));
  const goals = candidate.goals
    .filter(isOpen)
    .map(({ skillId, current, target, priority }) => ({ skillId, current, target, priority }));
  return {
    candidate: { ...candidate, skills: [], goals: [] },
    profile: { skills, goals: activeGoals(goals) },
  };
}

/** The needs of a world, each made when first asked for: whoever ranks has them at hand. */
export class NeedCandidates {
  private readonly made = new Map<number, NeedCandidate>();

  constructor(
    private readonly world: World,
    private readonly skillIds: readonly string[],
  ) {}

  get(number: number): NeedCandidate {
    const need = this.made.get(number) ?? needCandidate(this.world, number, this.skillIds);
    this.made.set(number, need);
    return need;
  }
}

/** A need of the world as matching knows it, its skills in the order in which matching reads them. */
function needCandidate(world: World, number: number, skillIds: readonly string[]): NeedCandidate {
  const need = world.need(number);
  const skills = need.skills
    .map(({ concept, ...skill }) => ({ skillId: skillIds[concept]!, ...skill }))
    .sort(
      (a, b) =>
        Number(a.importance === "NICE") - Number(b.importance === "NICE") || (a.skillId < b.skillId ? -1 : 1),
    );
  return {
    id: idOf("need", number),
    consortiumId,
    partnerId: idOf("partner", need.partner),
    modality: Modality[need.modality],
    country: need.country,
    region: need.region,
    languages: need.languages,
    hoursPerWeek: need.hours,
    endsOn: null,
    skills,
  };
}
