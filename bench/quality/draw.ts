import { Random } from "../world/random.js";
import type { Occupation } from "./occupations.js";

/** Lists of skills (URIs) by occupation: what one need asks for, or what one worker lists. */
export type SkillLists = readonly (readonly string[])[];

/** A need and a worker of every occupation; each is a small part of what the occupation has. */
export interface Round {
  readonly needs: SkillLists;
  readonly workers: SkillLists;
}

const SKILLS_OF_A_NEED = 5;
const SKILLS_OF_A_WORKER = 8;
/** What the streams of random numbers are for. */
const STREAM = { needs: 1, workers: 2, profiles: 3 } as const;

/** Draws a round; the same seed gives the same one. An occupation that has fewer skills gives all of them. */
export const drawRound = (occupations: readonly Occupation[], seed: number): Round => ({
  needs: occupations.map(({ skills }, number) =>
    sample(skills, SKILLS_OF_A_NEED, new Random(seed, STREAM.needs, number)),
  ),
  workers: occupations.map(({ skills }, number) =>
    sample(skills, SKILLS_OF_A_WORKER, new Random(seed, STREAM.workers, number)),
  ),
});

/**
 * Draws what other people of an occupation list, to learn from; they are nobody who is ranked.
 * @param number of the occupation
 * @param count how many people
 */
export function drawProfiles(
  { skills }: Occupation,
  number: number,
  seed: number,
  count: number,
): SkillLists {
  const random = new Random(seed, STREAM.profiles, number);
  return Array.from({ length: count }, () => sample(skills, SKILLS_OF_A_WORKER, random));
}

/** `count` of `all` without putting any back, all sets being equally likely. */
function sample(all: readonly string[], count: number, random: Random): string[] {
  const left = [...all];
  return Array.from({ length: Math.min(count, all.length) }, () => {
    const [drawn] = left.splice(random.below(left.length), 1);
    return drawn!;
  });
}
