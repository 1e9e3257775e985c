import type { CoverGroup } from "./cover-group.js";
import { costOf, type Prices } from "./least-size.js";
import type { SkillSet } from "./skill-sets.js";

/**
 * What covering each skill is worth in scores, so that teams can be bounded from above: who covers some skills with r groups
 * has a total of at most r * most - (what these skills are worth). For what a team covers is worth at least as much as the
 * skills, so that is what its groups' values, each at most `most`, have too much (a Lagrange relaxation).
 */
export interface ScorePrices {
  /** By skill, 0 or more. */
  readonly worth: Prices;
  /** The highest value of a group: of its score and what it covers is worth. */
  readonly most: number;
}

const ROUNDS = 200;

/**
 * Prices that make the bound for teams of a size low, found by steps along its subgradient. Yields between them.
 * @param size 1 or more
 */
export function* scorePricesFor(
  groups: readonly CoverGroup[],
  covered: SkillSet,
  size: number,
): Generator<void, ScorePrices> {
  const highest = Math.max(...groups.map(({ workers }) => workers[0]!.score));
  let worth: Prices = new Float64Array(32);
  let best = { worth, most: highest, bound: size * highest };
  for (let round = 0; round < ROUNDS; round++) {
    const { group, value } = dearest(groups, worth);
    const bound = size * value - costOf(worth, covered);
    if (bound < best.bound) best = { worth, most: value, bound };
    // The bound rises by `size` with each skill of that group, and falls by 1 with each that is covered.
    const step = highest / (4 + round / 2) / size;
    worth = worth.map((price, skill) =>
      (covered >>> skill) & 1 ? Math.max(0, price + step * (1 - size * ((group.musts >>> skill) & 1))) : 0,
    );
    yield;
  }
  return best;
}

/** The score of a group's best worker, and what it covers is worth. */
export const valueIn = ({ musts, workers }: CoverGroup, worth: Prices): number =>
  workers[0]!.score + costOf(worth, musts);

function dearest(groups: readonly CoverGroup[], worth: Prices): { group: CoverGroup; value: number } {
  let [found, most] = [groups[0]!, Number.NEGATIVE_INFINITY];
  for (const group of groups) {
    const value = valueIn(group, worth);
    if (value > most) [found, most] = [group, value];
  }
  return { group: found, value: most };
}
