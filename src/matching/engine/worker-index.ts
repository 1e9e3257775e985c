import { type Sight, sightNumber, VISIBILITIES } from "../../platform/auth/visibility.js";
import type { WorkerCandidate } from "../candidates.js";
import { Interner } from "../interner.js";
import type { ActiveGoal, HeldSkill, WorkerProfile } from "../score.js";
import { GoalPostings, PostedGoals } from "./goal-postings.js";
import { grown } from "./grown.js";
import { IdTable } from "./id-table.js";
import { Libraries } from "./libraries.js";
import { LibraryBlocks } from "./library-blocks.js";
import {
  levelOfSkill,
  MOST_SKILL_NUMBERS,
  packGoal,
  packSkill,
  priorityOfGoal,
  STEPS,
  skillOfGoal,
  skillOfSkill,
  stepOf,
  stepOfGoal,
  visibilityOfGoal,
  visibilityOfSkill,
  withVisibilityUpTo,
} from "./packed-entries.js";
import { MOST_SLOTS } from "./posting-list.js";
import { PrioritySums } from "./priority-sums.js";
import type { RowArena } from "./row-arena.js";
import { packTerms, RowView, WorkerRows } from "./worker-rows.js";

/** A search adds growth up in 16 bits; see `PARTS`. */
const MOST_GOALS = 25;

/** A worker as the index takes it in. */
export interface PackedWorker {
  /** Number of the library; 0 for none. */
  readonly library: number;
  /** See `packTerms`. */
  readonly terms: number;
  /** Not a number where it is not said. */
  readonly hoursPerWeek: number;
  /** Packed, each skill once. */
  readonly skills: ArrayLike<number>;
  /** Packed, in any order, each skill once, at most 25. */
  readonly goals: ArrayLike<number>;
}

/**
 * The workers of one consortium: a row for each, which is the truth, and for each skill the list of those who want to
 * grow in it. A plain data structure without input or output; nothing in it knows who asks.
 */
export class WorkerIndex {
  readonly ids = new IdTable();
  readonly rows: WorkerRows;
  readonly prioritySums = new PrioritySums();
  readonly libraries = new Libraries();
  /** Filled before any worker is put, with the slots of `ids` that it speaks of. */
  readonly blocks = new LibraryBlocks(this.libraries);
  readonly languageSets = new Interner();
  readonly postings = new GoalPostings();
  private hours = new Float64Array(0);
  private changes = 0;
  /** For `put` and `remove`, which make no objects: a million workers are loaded at a time. */
  private readonly view = new RowView();
  private readonly before = new PostedGoals(MOST_GOALS);
  private readonly after = new PostedGoals(MOST_GOALS);
  private readonly ordering = new Uint32Array(MOST_GOALS);

  /**
   * @param skills numbers of skills, shared by all consortia
   * @param arena where the rows lie, shared by all consortia
   */
  constructor(
    private readonly skills: Interner,
    arena: RowArena,
  ) {
    this.rows = new WorkerRows(arena);
  }

  get size(): number {
    return this.ids.size;
  }

  /** Grows with every change; whoever reads postings in pieces looks whether they are still the same. */
  get revision(): number {
    return this.changes;
  }

  /** What the workers take in memory, without the arena. */
  get bytes(): number {
    const { ids, rows, prioritySums, postings, hours } = this;
    return ids.bytes + rows.bytes + prioritySums.bytes + postings.bytes + hours.byteLength;
  }

  /** Takes in a worker as read from the database; replaces what was known. */
  putCandidate(worker: WorkerCandidate): void {
    const { libraryId, country, region, languages, discoverability } = worker;
    // Before the id gets a slot, which would be left without a row.
    refuseTooManyGoals(worker.goals.length);
    const skillOf = (id: string) => numbered(this.skills, id);
    const library = this.libraries.put(libraryId, { country, region });
    this.leaveBlock(worker.id, library);
    this.put(this.ids.add(worker.id), {
      library,
      terms: packTerms({
        languageSet: this.languageSets.intern(languages.join(",")),
        remote: worker.remote,
        discoverability: VISIBILITIES.indexOf(discoverability),
        availabilityVisibility: VISIBILITIES.indexOf(worker.availabilityVisibility),
        libraryVisibility: VISIBILITIES.indexOf(worker.libraryVisibility),
        introductions: worker.introductions,
      }),
      hoursPerWeek: worker.hoursPerWeek ?? Number.NaN,
      skills: worker.skills.map(({ skillId, level, visibility }) =>
        packSkill(skillOf(skillId), level, VISIBILITIES.indexOf(visibility)),
      ),
      goals: worker.goals.map(({ skillId, current, target, priority, visibility }) =>
        packGoal(skillOf(skillId), stepOf(current, target), priority, VISIBILITIES.indexOf(visibility)),
      ),
    });
  }

  /**
   * Writes the row of a slot of `ids`, which may be new.
   * @throws RangeError beyond 16,777,216 workers or 25 goals
   */
  put(slot: number, worker: PackedWorker): void {
    if (slot >= MOST_SLOTS) throw new RangeError(`A consortium can have ${MOST_SLOTS} workers at most.`);
    refuseTooManyGoals(worker.goals.length);
    this.changes += 1;
    const goals = this.inOrder(worker.goals);
    this.readPosted(slot, this.before);
    this.rows.write(slot, worker.library, worker.terms, goals, worker.skills);
    this.readPosted(slot, this.after);
    this.postings.move(slot, this.before, this.after);
    this.prioritySums.set(slot, goals);
    this.hours = grown(this.hours, slot + 1);
    this.hours[slot] = worker.hoursPerWeek;
  }

  /** Who moves to another library leaves the block of the old one. */
  private leaveBlock(id: string, library: number): void {
    const slot = this.ids.slotOf(id);
    if (slot < 0 || slot >= this.blocks.end || !this.rows.open(slot, this.view)) return;
    if (this.view.library !== library) this.remove(id);
  }

  /** Forgets a worker; one who is not there stays so. */
  remove(id: string): void {
    const slot = this.ids.slotOf(id);
    if (slot < 0) return;
    this.changes += 1;
    this.readPosted(slot, this.before);
    this.after.count = 0;
    this.postings.move(slot, this.before, this.after);
    this.rows.erase(slot);
    this.ids.remove(slot);
  }

  /** Not a number where it is not said. */
  hoursPerWeek(slot: number): number {
    return this.hours[slot]!;
  }

  /** The languages in a set. */
  languages(set: number): readonly string[] {
    const joined = this.languageSets.valueOf(set);
    return joined === "" ? [] : joined.split(",");
  }

  /** What a viewer of this sight may see of the profile in a row. */
  profile(row: RowView, sight: Sight): WorkerProfile {
    const least = sightNumber(sight);
    const goals: ActiveGoal[] = [];
    for (const goal of row.page.subarray(row.firstGoal, row.firstSkill)) {
      const skillId = this.skills.valueOf(skillOfGoal(goal));
      if (visibilityOfGoal(goal) >= least)
        goals.push({ skillId, ...STEPS[stepOfGoal(goal)]!, priority: priorityOfGoal(goal) });
    }
    const skills: HeldSkill[] = [];
    for (const skill of row.page.subarray(row.firstSkill, row.end))
      if (visibilityOfSkill(skill) >= least)
        skills.push({ skillId: this.skills.valueOf(skillOfSkill(skill)), level: levelOfSkill(skill) });
    return { skills, goals };
  }

  /** The goals in the order in which they count: by priority, equal ones by the skill's id. There are few. */
  private inOrder(goals: ArrayLike<number>): Uint32Array {
    const ordered = this.ordering.subarray(0, goals.length);
    for (let count = 0; count < goals.length; count++) {
      const goal = goals[count]!;
      let at = count;
      for (; at > 0 && this.counts(goal, ordered[at - 1]!); at--) ordered[at] = ordered[at - 1]!;
      ordered[at] = goal;
    }
    return ordered;
  }

  /** Whether one goal counts before another. */
  private counts(goal: number, before: number): boolean {
    const lead = priorityOfGoal(goal) - priorityOfGoal(before);
    if (lead !== 0) return lead > 0;
    return this.skills.valueOf(skillOfGoal(goal)) < this.skills.valueOf(skillOfGoal(before));
  }

  /** Reads the goals in the row of a slot, each as visible as it is with the worker as a whole. */
  private readPosted(slot: number, posted: PostedGoals): void {
    const { view } = this;
    posted.count = 0;
    if (!this.rows.open(slot, view)) return;
    const { discoverability, page, firstSkill } = view;
    for (let at = view.firstGoal; at < firstSkill; at++)
      posted.goals[posted.count++] = withVisibilityUpTo(page[at]!, discoverability);
  }
}

function refuseTooManyGoals(goals: number): void {
  if (goals > MOST_GOALS) throw new RangeError(`A worker can have ${MOST_GOALS} goals at most.`);
}

function numbered(skills: Interner, id: string): number {
  const number = skills.intern(id);
  if (number >= MOST_SKILL_NUMBERS)
    throw new RangeError(`The index can number ${MOST_SKILL_NUMBERS} skills at most.`);
  return number;
}
