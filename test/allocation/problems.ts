import fc from "fast-check";
import {
  type AllocationProblem,
  objectiveOf,
  type SlateGoal,
  type SlateWorth,
  worthOf,
} from "../../src/allocation/solver/problem.js";

interface Sizes {
  readonly needs: number;
  readonly workers: number;
  readonly pairs: number;
}

/** Any problem of at most so many needs, workers and pairs. */
export const anyProblem = ({ needs, workers, pairs }: Sizes): fc.Arbitrary<AllocationProblem> =>
  fc
    .record({
      goal: fc.constantFrom<SlateGoal>("TOTAL_SCORE", "FAIRNESS_WEIGHTED"),
      minimum: fc.integer({ min: 0, max: 2 }),
      places: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: needs, maxLength: needs }),
      effort: fc.array(fc.constantFrom(0, 1, 1.5, 2, 4), { minLength: needs, maxLength: needs }),
      caps: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: workers, maxLength: workers }),
      hours: fc.array(fc.constantFrom(0, 1, 2.5, 4, Number.POSITIVE_INFINITY), {
        ...{ minLength: workers, maxLength: workers },
      }),
      pairs: fc.uniqueArray(
        fc.record({
          need: fc.integer({ min: 0, max: needs - 1 }),
          worker: fc.integer({ min: 0, max: workers - 1 }),
          score: fc.integer({ min: 1, max: 100 }),
        }),
        { maxLength: pairs, selector: ({ need, worker }) => need * workers + worker },
      ),
    })
    .map(({ pairs: some, ...rest }) => ({
      ...rest,
      places: Int32Array.from(rest.places),
      effort: Float64Array.from(rest.effort),
      caps: Int32Array.from(rest.caps),
      hours: Float64Array.from(rest.hours),
      needs: Int32Array.from(some, ({ need }) => need),
      workers: Int32Array.from(some, ({ worker }) => worker),
      scores: Float64Array.from(some, ({ score }) => score / 100),
    }));

/** What a slate is worth, or null when it breaks a constraint; written apart from the service's own reckoning. */
export function reckon(problem: AllocationProblem, slate: readonly number[]): SlateWorth | null {
  const { goal, minimum, places, effort, caps, hours, needs, workers, scores } = problem;
  for (const need of places.keys())
    if (slate.filter((pair) => needs[pair] === need).length > places[need]!) return null;
  let [total, score, missing] = [0, 0, 0];
  for (const worker of caps.keys()) {
    const own = slate.filter((pair) => workers[pair] === worker);
    const busy = own.reduce((sum, pair) => sum + effort[needs[pair]!]!, 0);
    if (own.length > caps[worker]! || busy > hours[worker]! + 1e-9) return null;
    const best = own.map((pair) => scores[pair]!).sort((one, other) => other - one);
    best.forEach((value, rank) => {
      score += value;
      total += goal === "TOTAL_SCORE" ? value : value / (rank + 1);
    });
    if (workers.includes(worker)) missing += Math.max(0, Math.min(minimum, caps[worker]!) - own.length);
  }
  return { total, score, missing };
}

/** The highest objective of all slates, each of which is looked at. */
export function bestObjective(problem: AllocationProblem): number {
  const count = problem.scores.length;
  let best = Number.NEGATIVE_INFINITY;
  for (let subset = 0; subset < 2 ** count; subset++) {
    const slate = Array.from({ length: count }, (_, pair) => pair).filter((pair) => (subset >> pair) & 1);
    const worth = reckon(problem, slate);
    if (worth) best = Math.max(best, worth.total - 3 * worth.missing);
  }
  return best;
}

export const objectiveIn = (problem: AllocationProblem, slate: Int32Array): number =>
  objectiveOf(worthOf(problem, slate));
