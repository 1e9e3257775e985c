import type { NeedCandidate } from "../candidates.js";
import type { SkillModel } from "../engine/skill-model.js";
import type { WorkerProfile } from "../formula.js";
import { BestPeople } from "./best-people.js";

const LEVELS = [1, 2, 3, 4, 5] as const;
/** What stands in for a skill counts in these parts of 1: in whole numbers nothing depends on the order of people and needs. */
const PARTS = 1_000_000;
/** One level of a MUST skill of one need is so many units of the gap, and of a NICE skill half as many. */
export const GAP_UNITS = 2 * PARTS;

/** One of the staff, reduced to what the library may see. */
export interface StaffMember {
  readonly id: string;
  readonly profile: WorkerProfile;
}

/** A step of one member of staff in a skill. */
export interface Raise {
  /** Number of the member. */
  readonly member: number;
  /** The level held before it, 0 to 4. */
  readonly from: number;
  /** And after it, 1 to 5. */
  readonly to: number;
}

/** What is asked for of one skill at one level or more, and who has it. */
interface Cell {
  /** How many needs ask for it, and how many of these as a MUST. */
  all: number;
  musts: number;
  readonly people: BestPeople;
}

/** Of one skill that needs ask for, its cells by level; place 0 stands for none. */
interface SkillRow {
  readonly cells: readonly Cell[];
  /** How many needs ask for the skill. */
  needs: number;
}

/**
 * What local needs ask for, and how much of it the staff have, skill by skill and level by level. Whoever has a level has
 * those below it, too, and what stands in for a skill counts by its affinity. In each skill each need gets a person of
 * its own, as long as there are any, the best person first and the MUSTs before the others:
 *
 *     met(skill, level) = 1/2 * the `musts` best affinities + 1/2 * the `all` best affinities, each added up
 *     gap               = sum over skills and levels of 1/2 * musts + 1/2 * all - met
 *
 * So the gap is how many levels are missing, of a NICE skill at half.
 */
export class SkillGap {
  private readonly rows = new Map<string, SkillRow>();

  constructor(
    needs: Iterable<NeedCandidate>,
    private readonly model: Pick<SkillModel, "bearsOn">,
  ) {
    for (const need of needs)
      for (const { skillId, level, importance } of need.skills) {
        const row = this.rowOf(skillId);
        row.needs += 1;
        for (const cell of row.cells.slice(1, level + 1)) {
          cell.all += 1;
          if (importance === "MUST") cell.musts += 1;
        }
      }
  }

  /** Counts what a member of staff has. */
  add(member: number, { skills }: Pick<WorkerProfile, "skills">): void {
    for (const { skillId, level } of skills) this.raise(skillId, { member, from: 0, to: level });
  }

  /** How many needs ask for a skill. */
  needsAsking(skillId: string): number {
    return this.rows.get(skillId)?.needs ?? 0;
  }

  /** The gap now, in units. */
  get units(): number {
    let units = 0;
    for (const { cells } of this.rows.values())
      for (const level of LEVELS) units += wanted(cells[level]!) - met(cells[level]!);
    return units;
  }

  /** How much of the gap would be closed if all of these were raised in a skill, in units. */
  closedBy(skillId: string, raises: readonly Raise[]): number {
    let closed = 0;
    this.supply(skillId, ({ cells }, parts) => {
      for (const level of LEVELS) {
        const cell = cells[level]!;
        if (met(cell) === wanted(cell)) continue;
        const members = raises.filter(({ from, to }) => from < level && level <= to);
        if (members.length > 0) closed += cell.people.moreBy(members, parts, cell.musts, cell.all);
      }
    });
    return closed;
  }

  /** Raises somebody in a skill. */
  raise(skillId: string, { member, from, to }: Raise): void {
    this.supply(skillId, ({ cells }, parts) => {
      for (let level = from + 1; level <= to; level++) {
        const { people, all } = cells[level]!;
        people.put(member, parts, all);
      }
    });
  }

  /** Tells the skills asked for that a skill stands in for, and how far, in parts. */
  private supply(skillId: string, tell: (row: SkillRow, parts: number) => void): void {
    const own = this.rows.get(skillId);
    if (own) tell(own, PARTS);
    for (const [required, affinity] of this.model.bearsOn(skillId)) {
      const row = this.rows.get(required);
      if (row) tell(row, Math.round(affinity * PARTS));
    }
  }

  private rowOf(skillId: string): SkillRow {
    let row = this.rows.get(skillId);
    if (!row) {
      const cells = [0, ...LEVELS].map(() => ({ all: 0, musts: 0, people: new BestPeople() }));
      row = { cells, needs: 0 };
      this.rows.set(skillId, row);
    }
    return row;
  }
}

/** In units, as the next. */
const wanted = ({ musts, all }: Cell): number => (musts + all) * PARTS;
const met = ({ musts, all, people }: Cell): number => people.sumOf(musts) + people.sumOf(all);
