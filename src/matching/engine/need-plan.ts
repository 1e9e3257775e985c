import {
  heldPart,
  type NeedProfile,
  type RequiredSkill,
  reach,
  stretch,
  type WeighedSkill,
  weighSkills,
} from "../formula.js";
import type { Interner } from "../interner.js";
import { STEP_COUNT, STEPS } from "./packed-entries.js";
import type { SkillModel } from "./skill-model.js";
import { neighboursOf } from "./skill-neighbours.js";

/** Levels 0 to 5. */
export const LEVEL_COUNT = 6;

/**
 * What of a need is the same for every worker: its skills' shares, and for every skill that bears on it what each level
 * held covers and each step wanted is worth. The values are those of formula.ts, so whoever adds them up in its order
 * has the numbers of `scoreMatch` to the last bit.
 */
export class NeedPlan {
  readonly skills: readonly WeighedSkill[];
  /** By number of a skill: its place in `bearing` + 1, or 0 where it does not bear on the need. */
  readonly places: Uint16Array;
  /** Numbers of the skills that bear on the need. */
  readonly bearing: readonly number[];
  /** Where the pairs of each of these with a required skill begin; one more entry says where the last end. */
  readonly pairStarts: Uint32Array;
  /** By pair: the place of the required skill in the need. */
  readonly pairSkills: Uint8Array;
  /** By pair and level held, 0 to 5: how far the required skill is covered. */
  readonly held: Float64Array;
  /** By pair and step wanted: how well the required skill serves the goal. */
  readonly wanted: Float64Array;
  /** By bearing skill and step wanted: the best of `wanted`. */
  readonly best: Float64Array;

  /** @param skills numbers of the skills that anybody has or wants */
  constructor(need: NeedProfile, model: SkillModel, skills: Interner) {
    this.skills = weighSkills(need, model);
    const pairs = pairsOf(this.skills, model, skills);
    // Looking neighbours up may have given out numbers.
    this.places = new Uint16Array(skills.size);
    const bearing: number[] = [];
    const counts: number[] = [];
    for (const { skill } of pairs) {
      if (this.places[skill] === 0) {
        this.places[skill] = bearing.push(skill);
        counts.push(0);
      }
      counts[this.places[skill]! - 1]! += 1;
    }
    this.bearing = bearing;
    this.pairStarts = startsOf(counts);
    this.pairSkills = new Uint8Array(pairs.length);
    this.held = new Float64Array(pairs.length * LEVEL_COUNT);
    this.wanted = new Float64Array(pairs.length * STEP_COUNT);
    this.best = new Float64Array(bearing.length * STEP_COUNT);
    const next = this.pairStarts.slice();
    for (const pair of pairs) {
      const place = this.places[pair.skill]! - 1;
      this.fill(next[place]!++, place, pair);
    }
  }

  private fill(pair: number, place: number, { required, affinity }: Pair): void {
    const { parts, stretches, reaches } = requirementOf(this.skills[required]!);
    this.pairSkills[pair] = required;
    for (let level = 1; level < LEVEL_COUNT; level++)
      this.held[pair * LEVEL_COUNT + level] = affinity * parts[level]!;
    for (let step = 0; step < STEP_COUNT; step++) {
      const strength = affinity * stretches[step]! * reaches[step]!;
      this.wanted[pair * STEP_COUNT + step] = strength;
      const at = place * STEP_COUNT + step;
      if (strength > this.best[at]!) this.best[at] = strength;
    }
  }
}

/** A skill that somebody may have, and one that the need asks for. */
interface Pair {
  /** Number of the skill. */
  readonly skill: number;
  /** Place of the required skill in the need. */
  readonly required: number;
  readonly affinity: number;
}

function pairsOf(required: readonly WeighedSkill[], model: SkillModel, skills: Interner): Pair[] {
  const pairs: Pair[] = [];
  required.forEach(({ skillId }, place) => {
    const neighbours = neighboursOf(model, skillId, skills);
    neighbours.skills.forEach((skill, at) => {
      pairs.push({ skill, required: place, affinity: neighbours.affinities[at]! });
    });
  });
  return pairs;
}

function startsOf(counts: readonly number[]): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, place) => {
    starts[place + 1] = starts[place]! + count;
  });
  return starts;
}

/** The factors by which an affinity is multiplied, for each level held and each step wanted. */
interface Requirement {
  readonly parts: readonly number[];
  readonly stretches: readonly number[];
  readonly reaches: readonly number[];
}

const requirements = new Map<number, Requirement>();

function requirementOf(required: Pick<RequiredSkill, "level" | "mentored">): Requirement {
  const { level, mentored } = required;
  const key = level * 2 + Number(mentored);
  let requirement = requirements.get(key);
  if (!requirement) {
    requirement = {
      parts: Array.from({ length: LEVEL_COUNT }, (_, held) => heldPart(held, level)),
      stretches: STEPS.map(({ current }) => stretch(level - current, mentored)),
      reaches: STEPS.map((step) => reach(step, required)),
    };
    requirements.set(key, requirement);
  }
  return requirement;
}
