import { holds, type SkillSet, sizeOf, unionOf } from "./skill-sets.js";

/**
 * A small cover, found by taking the set that adds most until nothing is missing, the first of equal ones; sets that turn
 * out not to be needed are left out again. It has at most `harmonic(size of the largest set)` times as many sets as the
 * smallest one (V. Chvatal, A greedy heuristic for the set-covering problem, Mathematics of Operations Research 4, 1979).
 * @param sets that together have all of `wanted`
 * @returns places of the sets, in the order in which they were taken
 */
export function greedyCover(sets: readonly SkillSet[], wanted: SkillSet): number[] {
  const taken: number[] = [];
  let missing = wanted;
  while (missing !== 0) {
    let best = 0;
    for (let place = 1; place < sets.length; place++)
      if (sizeOf(sets[place]! & missing) > sizeOf(sets[best]! & missing)) best = place;
    taken.push(best);
    missing &= ~sets[best]!;
  }
  for (const place of taken.toReversed()) {
    const others = taken.filter((other) => other !== place);
    if (holds(unionOf(others.map((other) => sets[other]!)), wanted)) taken.splice(taken.indexOf(place), 1);
  }
  return taken;
}

/** 1 + 1/2 + ... + 1/n, which is at most ln n + 1. */
export function harmonic(n: number): number {
  let sum = 0;
  for (let part = 1; part <= n; part++) sum += 1 / part;
  return sum;
}
