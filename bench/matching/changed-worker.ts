import type { WorkerCandidate } from "../../src/matching/candidates.js";
import type { Random } from "../world/random.js";
import type { World } from "../world/world.js";
import { workerCandidate } from "./partner-view.js";

/** What is different about a changed worker. */
export type ChangeKind = "skill" | "goal";

/**
 * Some worker of the world, of whom one skill has another level or one goal another target. What was changed before is
 * as it was again, so that the world stays what it is on the whole.
 */
export function changedWorker(
  world: World,
  kind: ChangeKind,
  skillIds: readonly string[],
  random: Random,
): WorkerCandidate {
  const worker = workerCandidate(world, random.below(world.spec.workers), skillIds);
  if (kind === "skill") {
    const place = random.below(worker.skills.length);
    const level = 1 + random.below(5);
    return { ...worker, skills: worker.skills.with(place, { ...worker.skills[place]!, level }) };
  }
  const place = random.below(worker.goals.length);
  const goal = worker.goals[place]!;
  const target = goal.current + 1 + random.below(5 - goal.current);
  return { ...worker, goals: worker.goals.with(place, { ...goal, target }) };
}
