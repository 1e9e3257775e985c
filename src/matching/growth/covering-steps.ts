import { requiredClass } from "../engine/need-index.js";
import { CLASSES } from "../engine/posting-list.js";
import type { SkillModel } from "../engine/skill-model.js";
import type { WeighedSkill } from "../formula.js";

/** A step in a skill that leaves all else as it is. */
export interface CoveringStep {
  readonly skillId: string;
  /** How far the skill, after the step, covers or serves one that is asked for, 0 to 1. */
  covers(affinity: number, required: WeighedSkill): number;
}

/** An open need as it stands with a worker before any step. */
export interface StandingNeed {
  readonly skills: readonly WeighedSkill[];
  /** How far each of the skills is covered now, in their order. */
  readonly covers: Float64Array;
}

/** The steps, by their numbers, that count for a skill asked for at one level, and how far they cover it. */
interface Bearing {
  readonly steps: number[];
  readonly values: number[];
}

const NONE: Bearing = { steps: [], values: [] };
const END = -1;

/**
 * Finds, for one need after the other, which of some steps bear on it, and what its coverage is after each, to the last
 * bit of `scoreMatch`: a skill is covered by whatever covers it best, and what no step touches stays. How far a step
 * covers a skill depends on the level asked for and on whether it is mentored, and on nothing else of the need, so which
 * steps bear on it is worked out once for each of these and not for each need.
 */
export class CoveringSteps {
  /** By id of a skill that is asked for: the steps that bear on it. */
  private readonly bearing = new Map<string, { readonly step: number; readonly affinity: number }[]>();
  private readonly byClass = new Map<string, (Bearing | undefined)[]>();
  /** By step: its first entry in the three lists below, each of which stands for a skill of the need. */
  private readonly first: Int32Array;
  private readonly next: number[] = [];
  private readonly places: number[] = [];
  private readonly values: number[] = [];

  /** @param onlyMore whether a step counts only where it covers a skill further than it is now */
  constructor(
    private readonly steps: readonly CoveringStep[],
    model: Pick<SkillModel, "bearsOn">,
    private readonly onlyMore: boolean,
  ) {
    this.first = new Int32Array(steps.length).fill(END);
    steps.forEach(({ skillId }, step) => {
      this.add(skillId, step, 1);
      for (const [required, affinity] of model.bearsOn(skillId)) this.add(required, step, affinity);
    });
  }

  private add(required: string, step: number, affinity: number): void {
    const known = this.bearing.get(required);
    if (known) known.push({ step, affinity });
    else this.bearing.set(required, [{ step, affinity }]);
  }

  /** The skills that a step would cover where a need asks for them. */
  get covered(): Iterable<string> {
    return this.bearing.keys();
  }

  /**
   * @param tell told each step that counts for the need: its number, the coverage afterwards, and the most that it covers
   *   of one skill
   */
  forEach(
    { skills, covers }: StandingNeed,
    tell: (step: number, coverage: number, strongest: number) => void,
  ): void {
    const touched = this.touch(skills, covers);
    for (const step of touched) {
      let strongest = 0;
      const after = scratch(skills.length);
      for (let place = 0; place < skills.length; place++) after[place] = covers[place]!;
      for (let entry = this.first[step]!; entry !== END; entry = this.next[entry]!) {
        const place = this.places[entry]!;
        after[place] = Math.max(covers[place]!, this.values[entry]!);
        strongest = Math.max(strongest, this.values[entry]!);
      }
      let coverage = 0;
      for (let place = 0; place < skills.length; place++) coverage += skills[place]!.share * after[place]!;
      this.first[step] = END;
      tell(step, coverage, strongest);
    }
  }

  /** Lists, for each step that counts for the need, what it covers of which skill. */
  private touch(skills: readonly WeighedSkill[], covers: Float64Array): number[] {
    const touched: number[] = [];
    let entry = 0;
    for (let place = 0; place < skills.length; place++) {
      const { steps, values } = this.bearingFor(skills[place]!, covers[place]!);
      for (let at = 0; at < steps.length; at++) {
        const step = steps[at]!;
        if (this.first[step] === END) touched.push(step);
        this.next[entry] = this.first[step]!;
        this.places[entry] = place;
        this.values[entry] = values[at]!;
        this.first[step] = entry++;
      }
    }
    return touched;
  }

  private bearingFor(required: WeighedSkill, now: number): Bearing {
    let ofSkill = this.byClass.get(required.skillId);
    if (!ofSkill) {
      ofSkill = new Array<Bearing | undefined>(CLASSES);
      this.byClass.set(required.skillId, ofSkill);
    }
    const kind = requiredClass(required);
    let found = ofSkill[kind];
    if (!found) {
      found = this.findBearing(required, now);
      ofSkill[kind] = found;
    }
    return found;
  }

  private findBearing(required: WeighedSkill, now: number): Bearing {
    const bearing = this.bearing.get(required.skillId);
    if (!bearing) return NONE;
    const found: Bearing = { steps: [], values: [] };
    for (const { step, affinity } of bearing) {
      const value = this.steps[step]!.covers(affinity, required);
      if (this.onlyMore && value <= now) continue;
      found.steps.push(step);
      found.values.push(value);
    }
    return found;
  }
}

let room = new Float64Array(32);

/** Room for so many numbers, which the next caller uses again. */
function scratch(length: number): Float64Array {
  if (room.length < length) room = new Float64Array(length);
  return room;
}
