import type { Coverer } from "../matching/index.js";
import { type CoverGroup, groupsOf, widestSets, withoutDominated } from "./cover-group.js";
import { Budget, CoverTree, hasCover } from "./cover-tree.js";
import { greedyCover, harmonic } from "./greedy-cover.js";
import { costOf, leastSize, type Prices, pricesFor } from "./least-size.js";
import { type ScorePrices, scorePricesFor, valueIn } from "./score-prices.js";
import { type SkillSet, sizeOf, unionOf } from "./skill-sets.js";
import { FirstTeams, type Team } from "./team.js";

/** The smallest teams, or small ones. */
export interface TeamChoice {
  /** All that anybody covers. */
  readonly covered: SkillSet;
  /** All of one size, each covering `covered`; the first first. */
  readonly teams: readonly Team[];
  /** Whether no smaller team exists, and none of this size comes before these: both were proved. */
  readonly optimal: boolean;
  /** No team of fewer covers `covered`. */
  readonly lowerBound: number;
}

/** How hard to search. */
export interface Effort {
  /** Beyond so many groups only the greedy cover is looked for. */
  readonly mostGroups: number;
  /** How many branches may be looked at to find the size, and again to find the teams. */
  readonly looks: number;
}

/** Some tenths of a second at most, and milliseconds as a rule. */
export const USUAL_EFFORT: Effort = { mostGroups: 4096, looks: 500_000 };

/**
 * Finds the smallest teams of workers who together cover all that anybody covers. The size is the least for which a
 * search by branch and bound finds a cover, between a bound from below and a greedy cover; teams of that size are searched
 * the same way, from the highest scores down. Where that takes too long the teams are greedy ones, at most
 * `harmonic(n)` times the smallest, where n is the most that anybody covers. The answer depends on the workers alone, not
 * on their order nor on time. Yields now and then.
 * @param keep how many teams, 1 or more
 */
export function* smallestTeams(
  workers: readonly Coverer[],
  keep: number,
  effort: Effort = USUAL_EFFORT,
): Generator<void, TeamChoice> {
  const groups = groupsOf(workers, keep);
  const sets = groups.map(({ musts }) => musts);
  const covered = unionOf(sets);
  if (covered === 0) return { covered, teams: [], optimal: true, lowerBound: 0 };
  const greedy = greedyCover(sets, covered).map((place) => groups[place]!);
  const ratio = harmonic(Math.max(...sets.map(sizeOf)));
  const prices = yield* pricesFor(sets, covered);
  let lowerBound = Math.max(leastSize(costOf(prices, covered)), leastSize(greedy.length / ratio));
  const first = new FirstTeams(keep);
  if (groups.length <= effort.mostGroups) {
    const tree = new CoverTree(widestSets(sets), covered, prices);
    const budget = new Budget(effort.looks);
    while (lowerBound < greedy.length && !(yield* hasCover(tree, covered, lowerBound, budget))) {
      if (budget.isSpent) break;
      lowerBound += 1;
    }
    if (!budget.isSpent) {
      const left = yield* withoutDominated(groups, keep);
      const bounds = yield* scorePricesFor(left, covered, lowerBound);
      const searched = { groups: left, covered, prices, bounds, size: lowerBound };
      const search = new TeamSearch(searched, first, effort.looks);
      yield* search.run();
      if (search.isComplete) return { covered, teams: first.teams, optimal: true, lowerBound };
    }
  }
  // Teams found before the budget was spent are smallest ones; without any, the greedy ones are what there is.
  if (first.teams.length === 0) first.offerOf(greedy);
  return { covered, teams: first.teams, optimal: false, lowerBound };
}

/** Making teams of groups takes as long as so many looks. */
const OFFER = 200;

/** What a search is among. */
interface Searched {
  readonly groups: readonly CoverGroup[];
  readonly covered: SkillSet;
  readonly prices: Prices;
  readonly bounds: ScorePrices;
  /** Of the teams: the least for which there are any. */
  readonly size: number;
}

/** Bounds are sums of fractions of scores, which are whole numbers. */
const HALF = 0.5;

/** Finds the first teams of a size. */
class TeamSearch {
  private readonly tree: CoverTree;
  private readonly budget: Budget;
  /** The one of the highest value first. */
  private readonly groups: readonly CoverGroup[];
  /** By group: its value in the bounds. */
  private readonly values: readonly number[];
  /** By group: whether teams with it have been looked at, further up. */
  private readonly done: boolean[];

  constructor(
    private readonly searched: Searched,
    private readonly first: FirstTeams,
    looks: number,
  ) {
    const { groups, covered, prices, bounds } = searched;
    const valued = groups.map((group) => ({ group, value: valueIn(group, bounds.worth) }));
    valued.sort((one, other) => other.value - one.value || one.group.musts - other.group.musts);
    this.groups = valued.map(({ group }) => group);
    this.values = valued.map(({ value }) => value);
    const sets = this.groups.map(({ musts }) => musts);
    this.tree = new CoverTree(sets, covered, prices);
    this.budget = new Budget(looks);
    this.done = groups.map(() => false);
  }

  get isComplete(): boolean {
    return !this.budget.isSpent;
  }

  run(): Generator<void, void> {
    const { covered, size } = this.searched;
    return this.walk(covered, size, [], 0);
  }

  /**
   * @param missing what is not covered yet
   * @param size how many are still to be taken
   * @param taken places of the groups taken so far
   * @param total of their best workers
   */
  private *walk(
    missing: SkillSet,
    size: number,
    taken: readonly number[],
    total: number,
  ): Generator<void, void> {
    const { tree, groups, values, first, done, budget } = this;
    const { bounds } = this.searched;
    if (missing === 0) {
      budget.spend(OFFER);
      first.offerOf(taken.map((place) => groups[place]!));
      return;
    }
    if (!tree.mayDo(missing, size)) return;
    if (budget.isPauseDue()) yield;
    const others = total + (size - 1) * bounds.most - costOf(bounds.worth, missing);
    const tried: number[] = [];
    for (const place of tree.branches(missing)) {
      budget.spend(1);
      // Whoever comes after has no higher value.
      if (budget.isSpent || others + values[place]! < first.floor - HALF) break;
      if (done[place]) continue;
      const { musts, workers } = groups[place]!;
      const left = missing & ~musts;
      const best = total + workers[0]!.score;
      if (this.mayBeKept(left, size - 1, best)) yield* this.walk(left, size - 1, [...taken, place], best);
      done[place] = true;
      tried.push(place);
    }
    for (const place of tried) done[place] = false;
  }

  private mayBeKept(missing: SkillSet, size: number, total: number): boolean {
    if (size === 0) return missing === 0;
    const { most, worth } = this.searched.bounds;
    return total + size * most - costOf(worth, missing) >= this.first.floor - HALF;
  }
}
