import { bestDive } from "./best-dive.js";
import { dualPrices } from "./dual-prices.js";
import { greedySlate } from "./greedy.js";
import { Improvement } from "./improve.js";
import { solveMip } from "./mip.js";
import {
  type AllocationProblem,
  type AllocationSolution,
  MISSING_WEIGHT,
  objectiveOf,
  type Slate,
  worthOf,
} from "./problem.js";
import { Seats } from "./seats.js";
import { WorkerChoice } from "./worker-choice.js";

export interface SolveOptions {
  /** Seconds that it may take, about. */
  readonly seconds: number;
  /** Told how far it is, from 0 to 1, now and then. */
  readonly onProgress?: (share: number) => void;
  /** Up to so many pairs HiGHS solves it to the end, where it can in the time; beyond, prices and dives. */
  readonly mostExactPairs?: number;
}

/** HiGHS solves so many pairs within seconds, mostly. */
const MOST_EXACT_PAIRS = 2_000;
const EXACT_GAP = 1e-6;
/** HiGHS has so much of the time. */
const EXACT_SHARE = 0.4;
/** What is this near to the bound is near enough. */
const ENOUGH = 0.0005;
/** Of the progress, the prices are so much, and so much are prices and dives. */
const PRICES_SHARE = 0.4;
const DIVE_SHARE = 0.8;

/** A slate with what is known of how good it is. */
interface Bounded {
  readonly slate: Slate;
  readonly bound: number;
  readonly method: AllocationSolution["method"];
}

/** Finds a slate that is the best, or proven to be near it. Takes the thread for as long as it needs. */
export async function solveAllocation(
  problem: AllocationProblem,
  options: SolveOptions,
): Promise<AllocationSolution> {
  const greedy = greedySlate(problem);
  const greedyWorth = worthOf(problem, greedy);
  const found = await bestOf(problem, objectiveOf(greedyWorth), options);
  const isBehind = objectiveOf(worthOf(problem, found.slate)) < objectiveOf(greedyWorth);
  const slate = isBehind ? greedy : found.slate;
  const worth = worthOf(problem, slate);
  // Two ways of adding up the same numbers differ in their last digits.
  const upperBound = Math.max(worth.total, found.bound + MISSING_WEIGHT * worth.missing);
  const gap = upperBound === 0 ? 0 : (upperBound - worth.total) / upperBound;
  return { ...worth, slate, upperBound, gap, method: found.method, greedy: greedyWorth };
}

/** @param reached the objective of some slate */
async function bestOf(problem: AllocationProblem, reached: number, options: SolveOptions): Promise<Bounded> {
  const began = Date.now();
  const { seconds, mostExactPairs = MOST_EXACT_PAIRS } = options;
  if (problem.scores.length > mostExactPairs) return byPrices(problem, reached, options, began);
  const exact = await solveMip(problem, { gap: EXACT_GAP, seconds: seconds * EXACT_SHARE }).catch(() => null);
  if (exact && isNear(problem, exact.slate, exact.bound)) return { ...exact, method: "MIP" };
  const other = byPrices(problem, reached, options, began);
  const bound = Math.min(other.bound, exact?.bound ?? other.bound);
  const worthOfSlate = (slate: Slate) => objectiveOf(worthOf(problem, slate));
  const isExactBetter = exact && worthOfSlate(exact.slate) > worthOfSlate(other.slate);
  return { ...(isExactBetter ? { slate: exact.slate, method: "MIP" } : other), bound };
}

function isNear(problem: AllocationProblem, slate: Slate, bound: number): boolean {
  const worth = worthOf(problem, slate);
  return bound - objectiveOf(worth) <= 2 * EXACT_GAP * Math.max(1, worth.total, Math.abs(bound));
}

/** Prices from the dual, a slate by diving from them, and a search for what is better around where it falls short. */
function byPrices(
  problem: AllocationProblem,
  reached: number,
  { seconds, onProgress = () => {} }: SolveOptions,
  began: number,
): Bounded {
  const choice = new WorkerChoice(problem);
  const dual = dualPrices(choice, reached, (share) => onProgress(share * PRICES_SHARE));
  const { prices, bound } = dual;
  const seats = new Seats(choice);
  bestDive(seats, dual, {
    enough: ENOUGH,
    onProgress: (share) => onProgress(PRICES_SHARE + share * (DIVE_SHARE - PRICES_SHARE)),
  });
  const { total } = worthOf(problem, seats.slate());
  new Improvement(seats, prices).run({
    bound,
    enough: ENOUGH * total,
    isOver: () => Date.now() - began > seconds * 1000,
    onProgress: (share) => onProgress(DIVE_SHARE + share * (1 - DIVE_SHARE)),
  });
  return { slate: seats.slate(), bound, method: "AUCTION" };
}
