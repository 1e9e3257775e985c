/** What a best slate is: the most score, or the most of it fairly spread. */
export type SlateGoal = "TOTAL_SCORE" | "FAIRNESS_WEIGHTED";

/**
 * Which workers to give which needs, as numbers only. Needs and workers are counted from 0; the arrays of pairs run along
 * each other, and a pair stands in them once at most.
 */
export interface AllocationProblem {
  readonly goal: SlateGoal;
  /** Places that each worker with a pair should get, as far as their cap allows; 0 or more. */
  readonly minimum: number;
  /** Of each need: places left, 0 or more. */
  readonly places: Int32Array;
  /** Of each need: hours a week that a place takes; 0 where that is not known. */
  readonly effort: Float64Array;
  /** Of each worker: places at most, 0 to `MOST_PLACES`. */
  readonly caps: Int32Array;
  /** Of each worker: hours a week; Infinity where that is not known. */
  readonly hours: Float64Array;
  /** Of each pair: the need, the worker, and the score from 0 to 1. */
  readonly needs: Int32Array;
  readonly workers: Int32Array;
  readonly scores: Float64Array;
}

/** A slate: which pairs were chosen, in rising order of their numbers. */
export type Slate = Int32Array;

/** What a slate is worth. */
export interface SlateWorth {
  /** Sum of the scores, each weighted as the goal says. */
  readonly total: number;
  /** Sum of the scores as they are. */
  readonly score: number;
  /** Places that workers have too few of for the minimum. */
  readonly missing: number;
}

export interface AllocationSolution extends SlateWorth {
  readonly slate: Slate;
  /** No slate that misses no more places of the minimum has a higher total. */
  readonly upperBound: number;
  /** What the total may be short of the best: (upperBound - total) / upperBound, 0 when both are 0. */
  readonly gap: number;
  /** Which way it was found. */
  readonly method: "MIP" | "AUCTION";
  /** What taking the best pairs first comes to, by the same goal. */
  readonly greedy: SlateWorth;
}

/** More places has no worker. */
export const MOST_PLACES = 5;

/**
 * A place missing to a minimum weighs as much as so many perfect matches. So one is missing only where it has to be, or
 * where all others together would lose more than that.
 */
export const MISSING_WEIGHT = 3;

/**
 * What the score of a worker's k-th best place counts, k from 0. For a fair slate the harmonic weights of Thiele's rule
 * (T. N. Thiele, "Om Flerfoldsvalg", 1895; M. Lackner and P. Skowron, "Multi-Winner Voting with Approval Preferences",
 * 2023, section 2.2), which are concave: a second place is worth half a first one.
 */
export const weightOf = (goal: SlateGoal, rank: number): number =>
  goal === "TOTAL_SCORE" ? 1 : 1 / (rank + 1);

/** The places that a worker should get. */
export const minimumOf = ({ minimum, caps }: AllocationProblem, worker: number): number =>
  Math.min(minimum, caps[worker]!);

/**
 * What a slate is worth.
 * @throws Error when it breaks a constraint, which no solver's slate may
 */
export function worthOf(problem: AllocationProblem, slate: Slate): SlateWorth {
  const { goal, places, effort, caps, hours, needs, workers, scores } = problem;
  const taken = new Int32Array(places.length);
  const spent = new Float64Array(caps.length);
  const given: number[][] = Array.from(caps, () => []);
  for (const [at, pair] of slate.entries()) {
    if (at > 0 && slate[at - 1]! >= pair) throw new Error("A slate names a pair twice, or out of order.");
    const [need, worker] = [needs[pair]!, workers[pair]!];
    taken[need]!++;
    spent[worker]! += effort[need]!;
    given[worker]!.push(scores[pair]!);
    if (taken[need]! > places[need]!) throw new Error(`Need ${need} has more workers than places.`);
    if (given[worker]!.length > caps[worker]!)
      throw new Error(`Worker ${worker} has more places than allowed.`);
    if (spent[worker]! > hours[worker]! + HOURS_TOLERANCE)
      throw new Error(`Worker ${worker} has more work than hours.`);
  }
  const isWanted = new Uint8Array(caps.length);
  for (const worker of workers) isWanted[worker] = 1;
  let [total, score, missing] = [0, 0, 0];
  for (const [worker, of] of given.entries()) {
    if (isWanted[worker]) missing += Math.max(0, minimumOf(problem, worker) - of.length);
    of.sort((one, other) => other - one);
    for (const [rank, value] of of.entries()) {
      total += weightOf(goal, rank) * value;
      score += value;
    }
  }
  return { total, score, missing };
}

/** Sums of hours are not exact. */
export const HOURS_TOLERANCE = 1e-9;

/** What solvers maximise. */
export const objectiveOf = ({ total, missing }: SlateWorth): number => total - MISSING_WEIGHT * missing;
