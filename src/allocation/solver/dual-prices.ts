import { PriceSteps } from "./price-steps.js";
import { MISSING_WEIGHT, minimumOf } from "./problem.js";
import type { WorkerChoice } from "./worker-choice.js";

/** The first steps, in score for a place too many or too few, and the last ones. */
const FIRST_STEP = 0.1;
const LAST_STEP = 0.001;
/** So many steps shrink from the first to the last. */
const SHRINKING = 180;
/** So many steps at most are made at full length, as long as each improves the bound by this much a place. */
const MOST_FULL = 120;
const WORTHWHILE = 0.0005;
const MOST_IN_VAIN = 5;

/** Prices of needs' places, and what they prove. */
export interface DualPrices {
  readonly prices: Float64Array;
  /** The objective of no slate is higher. */
  readonly bound: number;
}

/**
 * Prices at which about as many workers want a place of each need as there are: the Lagrangian dual of the places, each
 * worker's own limits kept whole (M. L. Fisher, "The Lagrangian Relaxation Method for Solving Integer Programming
 * Problems", Management Science 27, 1981). Its bound is never above that of the LP relaxation. Minimised by deflected
 * subgradient steps of falling length.
 * @param onProgress told how far it is, from 0 to 1
 */
export function dualPrices(choice: WorkerChoice, onProgress: (share: number) => void): DualPrices {
  const { prices, problem } = choice;
  const room = roomOf(choice);
  const everywhere = room.reduce((sum, of) => sum + of, 0);
  const best = prices.slice();
  const steps = new PriceSteps(choice, room);
  let [bound, step, full, inVain, shrunk] = [Number.POSITIVE_INFINITY, FIRST_STEP, 0, 0, 0];
  for (;;) {
    const value = evaluate(choice, room, steps) - owedOf(choice);
    if (full >= 0) {
      inVain = bound - value > WORTHWHILE * everywhere ? 0 : inVain + 1;
      if (++full > MOST_FULL || inVain >= MOST_IN_VAIN) full = -1;
    }
    if (value < bound) {
      bound = value;
      best.set(prices);
    }
    if (full < 0) {
      if (shrunk++ === SHRINKING) break;
      step *= (LAST_STEP / FIRST_STEP) ** (1 / SHRINKING);
      onProgress(shrunk / SHRINKING);
    }
    steps.step(step);
  }
  prices.set(best);
  return { prices: best, bound: problem.workers.length === 0 ? 0 : bound };
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

/** The Lagrangian at the present prices; asks every worker. */
function evaluate(choice: WorkerChoice, room: Int32Array, steps: PriceSteps): number {
  const { prices, problem } = choice;
  let value = 0;
  for (let need = 0; need < room.length; need++) if (room[need]! > 0) value += prices[need]! * room[need]!;
  for (let worker = 0; worker < problem.caps.length; worker++) {
    steps.ask(worker);
    value += choice.bound;
  }
  return value;
}
