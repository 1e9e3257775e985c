import type { AllocationProblem, SlateGoal } from "../../src/allocation/solver/problem.js";
import { Random } from "../world/random.js";

export interface MadeUp {
  readonly needs: number;
  readonly workers: number;
  readonly candidatesPerNeed: number;
  readonly goal: SlateGoal;
  readonly seed: number;
}

/** What people can and needs ask for are points in a room of so many dimensions; the nearer, the better the match. */
const DIMENSIONS = 4;
/** So many workers are looked at for each need, so that making it up does not take long. */
const LOOKED_AT = 2000;

/**
 * A problem such as a consortium may have, and a hard one: places about as many as workers can fill, needs of 1 to 3
 * places and 1 to 6 hours a week, workers with 2 to 10 hours (a fifth have not said) and at most 1 to 3 places, one of which
 * everybody should get. The candidates of a need are the nearest workers.
 */
export function madeUpProblem({ needs, workers, candidatesPerNeed, goal, seed }: MadeUp): AllocationProblem {
  const stream = new Random(seed);
  const random = () => stream.unit();
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const point = () => Array.from({ length: DIMENSIONS }, random);
  const people = Array.from({ length: workers }, () => ({ at: point(), ability: 0.8 + 0.2 * random() }));
  const pairs: { need: number; worker: number; score: number }[] = [];
  for (let need = 0; need < needs; need++) {
    const asked = point();
    const looked = new Set<number>();
    while (looked.size < Math.min(workers, LOOKED_AT)) looked.add(whole(0, workers - 1));
    const near = [...looked].map((worker) => {
      const { at, ability } = people[worker]!;
      const squares = at.reduce((sum, value, d) => sum + (value - asked[d]!) ** 2, 0);
      return { need, worker, score: ability * Math.exp(-2 * squares) };
    });
    near.sort((one, other) => other.score - one.score || one.worker - other.worker);
    pairs.push(...near.slice(0, candidatesPerNeed));
  }
  return {
    goal,
    minimum: 1,
    places: Int32Array.from({ length: needs }, () => whole(1, 3)),
    effort: Float64Array.from({ length: needs }, () => whole(1, 6)),
    caps: Int32Array.from({ length: workers }, () => whole(1, 3)),
    hours: Float64Array.from({ length: workers }, () => (random() < 0.2 ? Infinity : whole(2, 10))),
    needs: Int32Array.from(pairs, ({ need }) => need),
    workers: Int32Array.from(pairs, ({ worker }) => worker),
    scores: Float64Array.from(pairs, ({ score }) => score),
  };
}
