import type { Coverer } from "../matching/index.js";
import { type CoverGroup, groupsOf, widestSets, withoutDominated } from "./cover-group.js";
import { Budget, CoverTree, hasCover } from "./cover-tree.js";
import { greedyCover, harmonic } from "./greedy-cover.js";
import { leastSize } from "./least-size.js";
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
  let lowerBound = Math.max(leastSize(sets, covered), Math.ceil(greedy.length / ratio - ROUNDING));
  const first = new FirstTeams(keep);
  if (groups.length <= effort.mostGroups) {
    const tree = new CoverTree(widestSets(sets), covered);
    const budget = new Budget(effort.looks);
    while (lowerBound < greedy.length && !(yield* hasCover(tree, covered, lowerBound, budget))) {
      if (budget.isSpent) break;
      lowerBound += 1;
    }
    if (!budget.isSpent) {
      const search = new TeamSearch(yield* withoutDominated(groups, keep), covered, first, effort.looks);
      yield* search.run(lowerBound);
      if (search.isComplete) return { covered, teams: first.teams, optimal: true, lowerBound };
    }
  }
  // Teams found before the budget was spent are smallest ones; without any, the greedy ones are what there is.
  if (first.teams.length === 0) first.offerOf(greedy);
  return { covered, teams: first.teams, optimal: false, lowerBound };
}

/** A greedy size that is a whole multiple of the ratio must not be rounded up. */
const ROUNDING = 1e-9;

/** Making teams of groups takes as long as so many looks. */
const OFFER = 200;

/** Finds the first teams of the least size at which there are any. */
class TeamSearch {
  private readonly tree: CoverTree;
  private readonly budget: Budget;
  /** By group: whether teams with it have been looked at, further up. */
  private readonly done: boolean[];

  /** @param groups the one of the highest score first */
  constructor(
    private readonly groups: readonly CoverGroup[],
    private readonly covered: SkillSet,
    private readonly first: FirstTeams,
    looks: number,
  ) {
    this.tree = new CoverTree(
      groups.map(({ musts }) => musts),
      covered,
    );
    this.budget = new Budget(looks);
    this.done = groups.map(() => false);
  }

  get isComplete(): boolean {
    return !this.budget.isSpent;
  }

  run(size: number): Generator<void, void> {
    return this.walk(this.covered, size, [], 0);
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
    const { tree, groups, first, done, budget } = this;
    if (missing === 0) {
      budget.spend(OFFER);
      first.offerOf(taken.map((place) => groups[place]!));
      return;
    }
    if (!tree.mayDo(missing, size)) return;
    if (budget.isPauseDue()) yield;
    const tried: number[] = [];
    for (const place of tree.branches(missing)) {
      budget.spend(1);
      if (budget.isSpent) break;
      if (done[place]) continue;
      const best = total + this.best(place);
      // Whoever comes after has no higher score, and nobody has a higher one than the very first.
      if (best + (size - 1) * this.best(0) < first.floor) break;
      const left = missing & ~groups[place]!.musts;
      if (size > 1 || left === 0) yield* this.walk(left, size - 1, [...taken, place], best);
      done[place] = true;
      tried.push(place);
    }
    for (const place of tried) done[place] = false;
  }

  /** The highest score in a group. */
  private best(place: number): number {
    return this.groups[place]!.workers[0]!.score;
  }
}
