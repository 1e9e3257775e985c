import { type SkillSet, sizeOf, skillsIn } from "./skill-sets.js";

/**
 * A number of sets below which no cover exists, by weak duality: where every skill has a price, and no set costs more than
 * 1, a cover needs at least as many sets as all prices together. Two ways of setting prices are tried:
 * - each skill at 1 / (size of the largest set that has it), then raised as far as its sets allow;
 * - each skill in turn as high as its sets allow, the one in the fewest sets first: 1 for skills of which no set has two.
 * @param sets that together have all of `wanted`
 * @returns 0 when nothing is wanted
 */
export function leastSize(sets: readonly SkillSet[], wanted: SkillSet): number {
  const all = skillsIn(wanted).map((skill) => {
    const having = [...sets.keys()].filter((set) => (sets[set]! >>> skill) & 1);
    const largest = having.reduce((most, set) => Math.max(most, sizeOf(sets[set]! & wanted)), 1);
    return { having, even: 1 / largest };
  });
  all.sort((one, other) => one.having.length - other.having.length);
  const sums = [1, 0].map((part) => {
    const costs = new Float64Array(sets.length);
    let sum = 0;
    for (const { having, even } of all) sum += raise(costs, having, part * even);
    for (const { having } of all) sum += raise(costs, having, slackOf(costs, having));
    return sum;
  });
  return Math.ceil(Math.max(...sums) - ROUNDING);
}

/** Prices are sums of fractions. */
const ROUNDING = 1e-9;

/** By how much a skill may become dearer. */
const slackOf = (costs: Float64Array, having: readonly number[]): number =>
  having.reduce((least, set) => Math.min(least, 1 - costs[set]!), 1);

function raise(costs: Float64Array, having: readonly number[], price: number): number {
  const more = Math.max(0, price);
  for (const set of having) costs[set]! += more;
  return more;
}
