import { PriceSteps } from "./price-steps.js";
import { MISSING_WEIGHT, minimumOf } from "./problem.js";
import type { WorkerChoice } from "./worker-choice.js";

/** A step goes so far of the way to what is thought to be the bound: at first all of it, each time halved, and so little at last. */
const WHOLE_WAY = 1;
const LEAST_OF_WAY = 1e-4;
/** It is halved when so many steps in a row bring the bound nearer by less than this share of the way. */
const PATIENCE = 20;
const WORTHWHILE = 1e-4;
const NOTHING = 1e-9;
/** Steps to find one price for all, and what it may come to: no place is worth more than a missing one and its score. */
const HALVINGS = 10;
const HIGHEST = MISSING_WEIGHT + 1;

/** Prices of needs' places, and what they prove. */
export interface DualPrices {
  readonly prices: Float64Array;
  /** The objective of no slate is higher. */
  readonly bound: number;
}

/**
 * Prices at which about as many workers want a place of each need as there are: the Lagrangian dual of the places, each
 * worker's own limits kept whole (M. L. Fisher, "The Lagrangian Relaxation Method for Solving Integer Programming
 * Problems", Management Science 27, 1981). Its bound is never above that of the LP relaxation. It begins with one price for
 * all, which is high where places are too few for everybody's minimum, and is minimised by deflected subgradient steps, as
 * long as what is known of the bound lets them be (B. T. Polyak, "Minimization of unsmooth functionals", USSR Computational
 * Mathematics and Mathematical Physics 9, 1969; halved as Fisher does).
 * @param reached the objective of some slate
 * @param onProgress told how far it is, from 0 to 1
 */
export function dualPrices(
  choice: WorkerChoice,
  reached: number,
  onProgress: (share: number) => void,
): DualPrices {
  const { prices, problem } = choice;
  const room = roomOf(choice);
  const owed = owedOf(choice);
  const steps = new PriceSteps(choice, room);
  setAll(prices, room, priceForAll(choice, room, steps));
  const best = prices.slice();
  let [bound, share, inVain] = [Number.POSITIVE_INFINITY, WHOLE_WAY, 0];
  while (share > LEAST_OF_WAY) {
    const value = evaluate(choice, room, steps) - owed;
    const gained = bound - value;
    if (gained > 0) {
      bound = value;
      best.set(prices);
    }
    // That slate is the best, but for what sums lose in their last digits.
    if (bound - reached < NOTHING) break;
    inVain = gained > WORTHWHILE * (bound - reached) ? 0 : inVain + 1;
    if (inVain >= PATIENCE) {
      [share, inVain] = [share / 2, 0];
      prices.set(best);
      steps.halt();
      onProgress(Math.log(share) / Math.log(LEAST_OF_WAY));
      continue;
    }
    const square = steps.turn();
    if (square === 0) break;
    steps.move((share * (value - reached)) / square);
  }
  prices.set(best);
  return { prices: best, bound: problem.workers.length === 0 ? 0 : bound };
}

/** Places that cannot be taken keep the price at which nobody wants them. */
function setAll(prices: Float64Array, room: Int32Array, price: number): void {
  for (let need = 0; need < prices.length; need++) if (room[need]! > 0) prices[need] = price;
}

/** The one price of all places at which no more are wanted than there are. */
function priceForAll(choice: WorkerChoice, room: Int32Array, steps: PriceSteps): number {
  const sum = (of: Int32Array) => of.reduce((all, one) => all + one, 0);
  let [low, high] = [0, HIGHEST];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    setAll(choice.prices, room, middle);
    evaluate(choice, room, steps);
    if (sum(steps.demand) > sum(room)) low = middle;
    else high = middle;
  }
  return high;
}

/** Of each need, the places that can be taken at all: no more than it has pairs. */
export function roomOf({ problem, needs }: WorkerChoice): Int32Array {
  const offers = new Int32Array(problem.places.length);
  for (const need of needs) offers[need]!++;
  return problem.places.map((places, need) => Math.min(places, offers[need]!));
}

/** What all minima together weigh: the worth of choices counts from none of them being kept. */
export function owedOf({ problem, starts }: WorkerChoice): number {
  let places = 0;
  for (let worker = 0; worker < problem.caps.length; worker++)
    if (starts[worker + 1]! > starts[worker]!) places += minimumOf(problem, worker);
  return MISSING_WEIGHT * places;
}

/** The Lagrangian at the present prices; notes how many workers want each need. */
function evaluate(choice: WorkerChoice, room: Int32Array, steps: PriceSteps): number {
  const { prices, problem } = choice;
  let value = 0;
  steps.demand.fill(0);
  for (let need = 0; need < room.length; need++) if (room[need]! > 0) value += prices[need]! * room[need]!;
  for (let worker = 0; worker < problem.caps.length; worker++) {
    steps.ask(worker);
    value += choice.bound;
  }
  return value;
}
