import { LEAST_WORKERS, learnedAffinity } from "../../src/matching/affinity/learned.js";
import type { LearnedLinks } from "../../src/matching/affinity/link-finder.js";
import { drawProfiles } from "./draw.js";
import type { Occupation } from "./occupations.js";

interface Profile {
  /** Number of the occupation. */
  readonly occupation: number;
  readonly skills: readonly string[];
}

/**
 * Profiles of people who are not ranked, and what is learned from them. Some occupations can be held out of every count,
 * as if nobody of theirs had ever been there.
 */
export class OtherProfiles {
  private readonly bySkill = new Map<string, Profile[]>();
  private readonly byOccupation: ReadonlyMap<string, number>[];

  /** @param each how many people of each occupation there are */
  constructor(
    occupations: readonly Occupation[],
    seed: number,
    private readonly each: number,
  ) {
    this.byOccupation = occupations.map((occupation, number) => {
      const counts = new Map<string, number>();
      for (const skills of drawProfiles(occupation, number, seed, each))
        for (const skill of skills) {
          counts.set(skill, (counts.get(skill) ?? 0) + 1);
          const profiles = this.bySkill.get(skill) ?? [];
          profiles.push({ occupation: number, skills });
          this.bySkill.set(skill, profiles);
        }
      return counts;
    });
  }

  /** What is learned about a required skill without the profiles of the occupations that are held out. */
  learned(required: string, heldOut: ReadonlySet<number>): LearnedLinks {
    const together = new Map<string, number>();
    for (const { occupation, skills } of this.bySkill.get(required) ?? [])
      if (!heldOut.has(occupation))
        for (const skill of skills) together.set(skill, (together.get(skill) ?? 0) + 1);
    const having = together.get(required) ?? 0;
    together.delete(required);
    const all = (this.byOccupation.length - heldOut.size) * this.each;
    return [...together]
      .filter(([, count]) => count >= LEAST_WORKERS)
      .map(([from, count]) => ({
        from,
        value: learnedAffinity(count, having, this.count(from, heldOut), all),
      }));
  }

  /** How many have a skill. */
  private count(skill: string, heldOut: ReadonlySet<number>): number {
    let count = this.bySkill.get(skill)?.length ?? 0;
    for (const number of heldOut) count -= this.byOccupation[number]!.get(skill) ?? 0;
    return count;
  }
}
