import type { DemoGrowthGoal, DemoWorkerSkill, Level } from "./demonstration-data.js";

/** A skill the worker has. */
export function has(
  skill: string,
  level: Level,
  details: Omit<DemoWorkerSkill, "skill" | "level"> = {},
): DemoWorkerSkill {
  return { skill, level, ...details };
}

/** A skill the worker wants to grow from `current` (0 where it is not held yet) to `target`. */
export function wants(
  skill: string,
  current: DemoGrowthGoal["current"],
  target: Level,
  details: Omit<DemoGrowthGoal, "skill" | "current" | "target">,
): DemoGrowthGoal {
  return { skill, current, target, ...details };
}
