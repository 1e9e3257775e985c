import { Dive } from "./dive.js";
import type { DualPrices } from "./dual-prices.js";
import { objectiveOf, worthOf } from "./problem.js";
import type { SavedSeats, Seats } from "./seats.js";

/** How fast prices move in one dive after the other, as multiples. */
const PACES: readonly number[] = [1, 1.3, 0.5, 0.7, 1.1, 0.8, 1.5, 0.9];
/**
 * All dives together look at about so many pairs. The fewer there are, the more a dive depends on chance, and the less it
 * takes.
 */
const MOST_PAIRS = 200_000;

export interface BestDiveOptions {
  /** It is good enough once it is this near to the bound, as a share of the slate's total. */
  readonly enough: number;
  /** Told how far it is, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Seats everybody as the best of a few dives does.
 * @param seats those who sit there are sent away; the prices of its choice are changed
 */
export function bestDive(
  seats: Seats,
  { prices, bound }: DualPrices,
  { enough, onProgress }: BestDiveOptions,
): void {
  const { choice } = seats;
  const { problem } = choice;
  const many = Math.floor(MOST_PAIRS / Math.max(1, problem.scores.length));
  const paces = PACES.slice(0, Math.max(1, many));
  let best = Number.NEGATIVE_INFINITY;
  let bestSeats: SavedSeats | undefined;
  for (const [i, pace] of paces.entries()) {
    seats.clear();
    choice.prices.set(prices);
    new Dive(seats, pace).run((share) => onProgress((i + share) / paces.length));
    const worth = worthOf(problem, seats.slate());
    const objective = objectiveOf(worth);
    if (objective > best) [best, bestSeats] = [objective, seats.save()];
    if (bound - best <= enough * worth.total) break;
  }
  if (bestSeats) seats.restore(bestSeats);
}
