import type { SkillsAbove } from "../skills-above.js";

/** What one of a library's staff lets the consortium see. */
export interface StaffMember {
  readonly have: readonly string[];
  readonly want: readonly string[];
}

/** How many people have and want a skill, and it or something narrower. */
export interface StaffCount {
  have: number;
  want: number;
  haveWithin: number;
  wantWithin: number;
}

/** Counts people by skill; nobody twice. */
export function countStaff(staff: readonly StaffMember[], above: SkillsAbove): Map<string, StaffCount> {
  const counts = new Map<string, StaffCount>();
  const count = (skillId: string, what: keyof StaffCount) => {
    const known = counts.get(skillId) ?? { have: 0, want: 0, haveWithin: 0, wantWithin: 0 };
    known[what] += 1;
    counts.set(skillId, known);
  };
  for (const { have, want } of staff) {
    const [held, wished] = [namedBy(have, above), namedBy(want, above)];
    for (const skillId of held.themselves) count(skillId, "have");
    for (const skillId of held.within) count(skillId, "haveWithin");
    for (const skillId of wished.themselves) count(skillId, "want");
    for (const skillId of wished.within) count(skillId, "wantWithin");
  }
  return counts;
}

/** The skills that some ids stand for, and all those that these count for. */
export function namedBy(skillIds: readonly string[], above: SkillsAbove) {
  const [themselves, within] = [new Set<string>(), new Set<string>()];
  for (const skillId of skillIds) {
    const [itself, ...broader] = above.of(skillId);
    themselves.add(itself!);
    for (const id of [itself!, ...broader]) within.add(id);
  }
  return { themselves, within };
}
