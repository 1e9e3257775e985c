import type { CandidateGoal, CandidateSkill, WorkerCandidate } from "../../src/matching/candidates.js";
import type { Random } from "../world/random.js";
import type { World } from "../world/world.js";
import { workerCandidate } from "./partner-view.js";

/** What is different about a changed worker: one skill, one goal, or all of them. */
export type ChangeKind = "skill" | "goal" | "all";

/**
 * Some worker of the world, of whom skills have another level or goals another target. What was changed before is as it
 * was again, so that the world stays what it is on the whole.
 */
export function changedWorker(
  world: World,
  kind: ChangeKind,
  skillIds: readonly string[],
  random: Random,
): WorkerCandidate {
  const worker = workerCandidate(world, random.below(world.spec.workers), skillIds);
  const { skills, goals } = worker;
  if (kind === "all")
    return {
      ...worker,
      skills: skills.map((skill) => changedSkill(skill, random)),
      goals: goals.map((goal) => changedGoal(goal, random)),
    };
  const place = random.below(kind === "skill" ? skills.length : goals.length);
  return kind === "skill"
    ? { ...worker, skills: skills.with(place, changedSkill(skills[place]!, random)) }
    : { ...worker, goals: goals.with(place, changedGoal(goals[place]!, random)) };
}

/** How many skills and goals are different in one who was changed so. */
export const entriesChanged = (kind: ChangeKind, { skills, goals }: WorkerCandidate): number =>
  kind === "all" ? skills.length + goals.length : 1;

/** Another level. */
const changedSkill = (skill: CandidateSkill, random: Random): CandidateSkill => ({
  ...skill,
  level: 1 + ((skill.level + random.below(4)) % 5),
});

/** Another target; where there is none above the current level, another priority. */
function changedGoal(goal: CandidateGoal, random: Random): CandidateGoal {
  const targets = 5 - goal.current;
  if (targets === 1) return { ...goal, priority: 1 + ((goal.priority + random.below(2)) % 3) };
  const step = goal.target - goal.current - 1;
  return { ...goal, target: goal.current + 1 + ((step + 1 + random.below(targets - 1)) % targets) };
}
