import type { Coverer } from "../matching/index.js";
import { holds, type SkillSet, sizeOf } from "./skill-sets.js";

/**
 * The workers who cover exactly the same must-haves. A smallest team has one of a group at most, because a second one
 * would add nothing.
 */
export interface CoverGroup {
  readonly musts: SkillSet;
  /** The highest score first, equal ones by id; at least one. */
  readonly workers: readonly Coverer[];
}

/** Whether one worker comes before another who covers the same. */
const byScore = (one: Coverer, other: Coverer): number =>
  other.score - one.score || (one.workerId < other.workerId ? -1 : 1);

/**
 * Groups workers by what they cover.
 * @param keep how many of each group
 * @returns the group of the highest score first
 */
export function groupsOf(workers: readonly Coverer[], keep: number): CoverGroup[] {
  const groups = new Map<SkillSet, Coverer[]>();
  for (const worker of workers.toSorted(byScore)) {
    const group = groups.get(worker.musts);
    if (!group) groups.set(worker.musts, [worker]);
    else if (group.length < keep) group.push(worker);
  }
  return [...groups].map(([musts, all]) => ({ musts, workers: all }));
}

/**
 * Takes out who is in none of the first teams: where `keep` others cover all that a worker covers, and more, with a higher
 * score each, the worker's place in a smallest team can be given to each of them, which makes as many better ones.
 * (None of them is in that team already: the worker would add nothing to it.) Yields between groups.
 * @param groups as `groupsOf` gives them
 */
export function* withoutDominated(
  groups: readonly CoverGroup[],
  keep: number,
): Generator<void, CoverGroup[]> {
  const left: CoverGroup[] = [];
  for (const { musts, workers } of groups) {
    // Whoever comes later has a lower score, and no fewer who are better.
    const until = workers.findIndex(({ score }, before) => hasBetter(musts, score, groups, keep - before));
    const kept = until < 0 ? workers : workers.slice(0, until);
    if (kept.length > 0) left.push({ musts, workers: kept });
    yield;
  }
  return left;
}

/** Whether so many workers have a higher score and cover all of `musts` and more. */
function hasBetter(musts: SkillSet, score: number, groups: readonly CoverGroup[], many: number): boolean {
  let missing = many;
  for (const group of groups) {
    if (group.workers[0]!.score <= score) return false;
    if (group.musts === musts || !holds(group.musts, musts)) continue;
    for (const worker of group.workers) if (worker.score > score) missing -= 1;
    if (missing <= 0) return true;
  }
  return false;
}

/** The sets that no other one holds, the largest first, equal ones by their bits. */
export function widestSets(sets: readonly SkillSet[]): SkillSet[] {
  const widest: SkillSet[] = [];
  for (const set of [...new Set(sets)].sort((one, other) => sizeOf(other) - sizeOf(one) || one - other))
    if (!widest.some((wider) => holds(wider, set))) widest.push(set);
  return widest;
}
