import type { DemoNeedSkill, Level } from "./demonstration-data.js";

/** A skill the work cannot do without. */
export function must(skill: string, level: Level, { mentored = false } = {}): DemoNeedSkill {
  return { skill, importance: "MUST", level, mentored };
}

/** A skill that helps. */
export function nice(skill: string, level: Level, { mentored = false } = {}): DemoNeedSkill {
  return { skill, importance: "NICE", level, mentored };
}
