import { type SkillSet, sizeOf, skillsIn } from "./skill-sets.js";

/**
 * The covers of some skills by sets, as a tree: at each node one of the skills still missing is decided, the one that the
 * fewest sets have, and every set that has it is a branch.
 */
export class CoverTree {
  /** By skill: places of the sets that have it, in the order of the sets. */
  private readonly places: readonly (readonly number[])[];
  /** By skill: all that is in one set with it. */
  private readonly together: readonly SkillSet[];
  private readonly rarestFirst: readonly number[];
  private readonly largest: number;

  /** @param sets that together have all of `wanted` */
  constructor(
    readonly sets: readonly SkillSet[],
    readonly wanted: SkillSet,
  ) {
    const places: number[][] = [];
    const together: SkillSet[] = [];
    for (const skill of skillsIn(wanted)) {
      places[skill] = [...sets.keys()].filter((place) => (sets[place]! >>> skill) & 1);
      together[skill] = places[skill].reduce((all, place) => all | sets[place]!, 0);
    }
    this.places = places;
    this.largest = Math.max(...sets.map(sizeOf));
    this.together = together;
    this.rarestFirst = skillsIn(wanted).sort((one, other) => places[one]!.length - places[other]!.length);
  }

  /** Which sets are the branches where these skills are missing; something is. */
  branches(missing: SkillSet): readonly number[] {
    return this.places[this.rarestFirst.find((skill) => (missing >>> skill) & 1)!]!;
  }

  /**
   * Whether so many sets may have all that is missing: not where more skills are missing than they can have by their size,
   * or more of which no set has two.
   */
  mayDo(missing: SkillSet, sets: number): boolean {
    if (sizeOf(missing) > sets * this.largest) return false;
    let [rest, apart] = [missing, 0];
    for (const skill of this.rarestFirst) {
      if (!((rest >>> skill) & 1)) continue;
      apart += 1;
      if (apart > sets) return false;
      rest &= ~this.together[skill]!;
    }
    return true;
  }
}

/** How much a search may look at: counted, not timed, so that the same question has the same answer everywhere. */
export class Budget {
  private paused: number;

  constructor(private looks: number) {
    this.paused = looks;
  }

  get isSpent(): boolean {
    return this.looks < 0;
  }

  spend(looks: number): void {
    this.looks -= looks;
  }

  /** Whether it is time for a pause: a yield goes through all levels of a search, so not each of them can afford one. */
  isPauseDue(): boolean {
    if (this.paused - this.looks < STRETCH) return false;
    this.paused = this.looks;
    return true;
  }
}

/** So much is looked at in some tenths of a millisecond. */
const STRETCH = 1024;

/**
 * Whether so many sets have all that is missing. Yields now and then.
 * @returns false, too, where the budget was spent before that was known
 */
export function* hasCover(
  tree: CoverTree,
  missing: SkillSet,
  sets: number,
  budget: Budget,
): Generator<void, boolean> {
  if (missing === 0) return true;
  if (!tree.mayDo(missing, sets)) return false;
  const branches = tree.branches(missing);
  budget.spend(branches.length);
  if (budget.isSpent) return false;
  if (budget.isPauseDue()) yield;
  if (sets === 1) return branches.some((place) => (missing & ~tree.sets[place]!) === 0);
  for (const place of branches)
    if (yield* hasCover(tree, missing & ~tree.sets[place]!, sets - 1, budget)) return true;
  return false;
}
