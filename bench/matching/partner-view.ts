import type { NeedCandidate, WorkerCandidate } from "../../src/matching/candidates.js";
import { activeGoals, type WorkerProfile } from "../../src/matching/score.js";
import { Modality } from "../../src/needs/index.js";
import { isVisible, Visibility } from "../../src/platform/auth/visibility.js";
import type { World } from "../world/world.js";
import { idOf } from "../world/world-ids.js";
import { goalId } from "../world/world-rows.js";

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

/** What partners see of a worker of the world; null when they may not find the worker. */
export function seenWorker(world: World, number: number, skillIds: readonly string[]): SeenWorker | null {
  const worker = world.worker(number);
  if (!isVisible(worker.discoverability, Visibility.PARTNERS)) return null;
  const candidate = {
    id: idOf("worker", number),
    consortiumId,
    libraryId: idOf("library", worker.library),
    ...world.library(worker.library),
    remote: worker.remote,
    languages: worker.languages,
    hoursPerWeek: worker.hours,
    discoverability: worker.discoverability,
    skills: [],
    goals: [],
  };
  const skills = worker.skills
    .filter(isOpen)
    .map(({ concept, level }) => ({ skillId: skillIds[concept]!, level }));
  const goals = worker.goals.flatMap((goal, place) =>
    isOpen(goal)
      ? [
          {
            id: goalId(number, place),
            skillId: skillIds[goal.concept]!,
            current: goal.current,
            target: goal.target,
            priority: goal.priority,
          },
        ]
      : [],
  );
  return { candidate, profile: { skills, goals: activeGoals(goals) } };
}

/** A need of the world as matching knows it, its skills in the order in which matching reads them. */
export function needCandidate(world: World, number: number, skillIds: readonly string[]): NeedCandidate {
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
