import type { SkillModel } from "../engine/skill-model.js";
import type { WorkerProfile } from "../formula.js";
import { nextLevel } from "../improvements.js";

/** What of a worker a skill is near to. */
export interface Nearest {
  readonly skillId: string;
  /** Whether the worker has it or wants to grow in it. */
  readonly by: "SKILL" | "GOAL";
  /** How far it stands in for the other, 0.1 to 1; 1 for the same. */
  readonly affinity: number;
}

/** A skill that a worker could have one level higher, because something that they have or want is near to it. */
export interface NearSkill {
  readonly skillId: string;
  /** 0 to 4; 0 for none. */
  readonly held: number;
  /** The level after one step, 1 to 5. */
  readonly next: number;
  /** Whether it is a growth goal. */
  readonly isWanted: boolean;
  readonly nearest: Nearest;
}

/**
 * The skills in which a worker could take a step: those held below EXPERT, those wanted, and those that one of them
 * stands in for. The nearest is the skill held that has the greatest affinity, and a goal only where nothing held is near;
 * of equals the smaller id.
 * @param profile what the viewer may see of the worker, each skill once
 */
export function nearSkills(
  { skills, goals }: WorkerProfile,
  model: Pick<SkillModel, "bearsOn">,
): NearSkill[] {
  const nearest = new Map<string, Nearest>();
  const offer = (to: string, from: Nearest) => {
    const known = nearest.get(to);
    if (!known || isNearer(from, known)) nearest.set(to, from);
  };
  const offerAll = (skillId: string, by: Nearest["by"]) => {
    offer(skillId, { skillId, by, affinity: 1 });
    for (const [to, affinity] of model.bearsOn(skillId)) offer(to, { skillId, by, affinity });
  };
  for (const { skillId } of skills) offerAll(skillId, "SKILL");
  for (const { skillId } of goals) offerAll(skillId, "GOAL");
  const levels = new Map(skills.map(({ skillId, level }) => [skillId, level]));
  const wanted = new Map(goals.map((goal) => [goal.skillId, goal]));
  const near: NearSkill[] = [];
  for (const [skillId, from] of nearest) {
    const held = levels.get(skillId) ?? 0;
    const goal = wanted.get(skillId);
    const next = nextLevel(held, goal ? [goal] : []);
    if (held < MOST_LEVEL) near.push({ skillId, held, next, isWanted: goal !== undefined, nearest: from });
  }
  return near;
}

const MOST_LEVEL = 5;

/** Where somebody stands says more about a step than where they want to get. */
const isNearer = (one: Nearest, other: Nearest): boolean => {
  if (one.by !== other.by) return one.by === "SKILL";
  return one.affinity > other.affinity || (one.affinity === other.affinity && one.skillId < other.skillId);
};
