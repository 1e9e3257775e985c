/** Sets of at most 30 skills, as bits. */
export type SkillSet = number;

/** How many skills are in a set. */
export function sizeOf(set: SkillSet): number {
  let pairs = set - ((set >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Whether one set holds all of another. */
export const holds = (set: SkillSet, other: SkillSet): boolean => (other & ~set) === 0;

/** The numbers of the skills in a set, from low to high. */
export function skillsIn(set: SkillSet): number[] {
  const skills: number[] = [];
  for (let rest = set; rest !== 0; rest &= rest - 1) skills.push(31 - Math.clz32(rest & -rest));
  return skills;
}

/** All that is in one of the sets. */
export const unionOf = (sets: readonly SkillSet[]): SkillSet => sets.reduce((all, set) => all | set, 0);
