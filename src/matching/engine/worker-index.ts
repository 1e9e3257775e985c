import { VISIBILITIES, type Visibility } from "../../platform/auth/visibility.js";
import type { WorkerCandidate } from "../candidates.js";
import type { ActiveGoal, HeldSkill, WorkerProfile } from "../score.js";
import { GoalPostings } from "./goal-postings.js";
import { grown } from "./grown.js";
import { IdTable } from "./id-table.js";
import { Interner } from "./interner.js";
import { Libraries } from "./libraries.js";
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
  readonly languageSets = new Interner();
  readonly postings = new GoalPostings();
  private hours = new Float64Array(0);
  private readonly view = new RowView();

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

  /** What the workers take in memory, without the arena. */
  get bytes(): number {
    const { ids, rows, prioritySums, postings, hours } = this;
    return ids.bytes + rows.bytes + prioritySums.bytes + postings.bytes + hours.byteLength;
  }

  /** Takes in a worker as read from the database; replaces what was known. */
  putCandidate(worker: WorkerCandidate): void {
    const { libraryId, country, region, languages, discoverability } = worker;
    const skillOf = (id: string) => numbered(this.skills, id);
    this.put(this.ids.add(worker.id), {
      library: this.libraries.put(libraryId, { country, region }),
      terms: packTerms({
        languageSet: this.languageSets.intern(languages.join(",")),
        remote: worker.remote,
        discoverability: VISIBILITIES.indexOf(discoverability),
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
    if (worker.goals.length > MOST_GOALS)
      throw new RangeError(`A worker can have ${MOST_GOALS} goals at most.`);
    const goals = this.inOrder(worker.goals);
    const before = this.postedGoals(slot);
    this.rows.write(slot, worker.library, worker.terms, goals, worker.skills);
    this.postings.move(slot, before, this.postedGoals(slot));
    this.prioritySums.set(slot, goals);
    this.hours = grown(this.hours, slot + 1);
    this.hours[slot] = worker.hoursPerWeek;
  }

  /** Forgets a worker; one who is not there stays so. */
  remove(id: string): void {
    const slot = this.ids.slotOf(id);
    if (slot < 0) return;
    this.postings.move(slot, this.postedGoals(slot), []);
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
  profile(row: RowView, sight: Visibility): WorkerProfile {
    const least = VISIBILITIES.indexOf(sight);
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

  /** The goals in the order in which they count: by priority, equal ones by the skill's id. */
  private inOrder(goals: ArrayLike<number>): number[] {
    const ordered = Array.from(goals);
    if (ordered.length < 2) return ordered;
    const idOf = (goal: number) => this.skills.valueOf(skillOfGoal(goal));
    return ordered.sort((a, b) => priorityOfGoal(b) - priorityOfGoal(a) || (idOf(a) < idOf(b) ? -1 : 1));
  }

  /** The goals in the row of a slot, each as visible as it is with the worker as a whole. */
  private postedGoals(slot: number): number[] {
    const { view } = this;
    if (!this.rows.open(slot, view)) return [];
    const { discoverability } = view;
    return Array.from(view.page.subarray(view.firstGoal, view.firstSkill), (goal) =>
      packGoal(
        skillOfGoal(goal),
        stepOfGoal(goal),
        priorityOfGoal(goal),
        Math.min(discoverability, visibilityOfGoal(goal)),
      ),
    );
  }
}

function numbered(skills: Interner, id: string): number {
  const number = skills.intern(id);
  if (number >= MOST_SKILL_NUMBERS)
    throw new RangeError(`The index can number ${MOST_SKILL_NUMBERS} skills at most.`);
  return number;
}
