import { type SkillSet, sizeOf, skillsIn } from "./skill-sets.js";

/**
 * What each skill costs, by skill, such that no set costs more than 1 altogether. Then a cover of some of the skills needs at
 * least as many sets as these cost (weak duality: it is a feasible solution of the dual of the linear program).
 */
export type Prices = Float64Array;

const SKILLS = 32;
const ROUNDS = 100;
/** There are fewer rounds where there are many sets: so many are looked at in all. */
const LOOKS = 200_000;
/** How far each round goes towards where the dearest set of each skill would cost 1; further, and it swings. */
const STEP = 0.4;

/**
 * Prices whose sum is large. Of two ways to begin the better one counts:
 * - each skill in turn as high as its sets allow, the one in the fewest sets first: 1 for skills of which no set has two;
 * - each skill at 1 / (size of the largest set that has it), then again and again a little cheaper where a set of it costs too
 *   much, and dearer where none costs 1.
 * Yields now and then.
 * @param sets that together have all of `wanted`
 */
export function* pricesFor(sets: readonly SkillSet[], wanted: SkillSet): Generator<void, Prices> {
  const havings = skillsIn(wanted).map((skill) => ({
    skill,
    places: [...sets.keys()].filter((place) => (sets[place]! >>> skill) & 1),
  }));
  havings.sort((one, other) => one.places.length - other.places.length);
  const starts = [new Float64Array(SKILLS), yield* evenPrices(sets, havings)];
  const [first, second] = starts.map((prices) => raised(prices, sets, havings));
  return costOf(second!, wanted) > costOf(first!, wanted) ? second! : first!;
}

/** What some skills cost together. */
export function costOf(prices: Prices, skills: SkillSet): number {
  let cost = 0;
  for (let rest = skills; rest !== 0; rest &= rest - 1) cost += prices[31 - Math.clz32(rest & -rest)]!;
  return cost;
}

/** A number of sets below which there is no cover of skills that cost so much; prices are sums of fractions. */
export const leastSize = (cost: number): number => Math.ceil(cost - ROUNDING);
const ROUNDING = 1e-6;

/** A skill, and where the sets are that have it. */
interface Having {
  readonly skill: number;
  readonly places: readonly number[];
}

function* evenPrices(sets: readonly SkillSet[], havings: readonly Having[]): Generator<void, Prices> {
  const wanted = havings.reduce((all, { skill }) => all | (1 << skill), 0);
  const prices = new Float64Array(SKILLS);
  for (const { skill, places } of havings)
    prices[skill] = 1 / places.reduce((most, place) => Math.max(most, sizeOf(sets[place]! & wanted)), 1);
  const rounds = Math.min(ROUNDS, LOOKS / sets.length);
  for (let round = 0; round < rounds; round++) {
    const costs = sets.map((set) => costOf(prices, set & wanted));
    for (const { skill, places } of havings) prices[skill]! *= (1 / highest(costs, places)) ** STEP;
    yield;
  }
  const most = Math.max(...sets.map((set) => costOf(prices, set & wanted)));
  return prices.map((price) => price / Math.max(1, most));
}

/** Each skill made as dear as its sets allow, one after the other. */
function raised(start: Prices, sets: readonly SkillSet[], havings: readonly Having[]): Prices {
  const prices = start.slice();
  const costs = sets.map((set) => costOf(prices, set));
  for (const { skill, places } of havings) {
    const more = Math.max(0, 1 - highest(costs, places));
    prices[skill]! += more;
    for (const place of places) costs[place]! += more;
  }
  return prices;
}

const highest = (costs: readonly number[], places: readonly number[]): number =>
  places.reduce((most, place) => Math.max(most, costs[place]!), 0);
