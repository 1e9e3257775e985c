import type { SkillModel } from "../engine/skill-model.js";
import { nearSkills } from "./near-skills.js";
import type { Raise, SkillGap, StaffMember } from "./skill-gap.js";

/** Somebody whom a step of a plan raises. */
export interface PlannedRaise {
  readonly workerId: string;
  /** 0 to 4 */
  readonly from: number;
  /** 1 to 5 */
  readonly to: number;
  /** Whether they want to grow in it. */
  readonly isWanted: boolean;
}

/** One skill of a plan: whoever of the staff can help is raised by one level in it. */
export interface PlanStep {
  readonly skillId: string;
  /** How much of the gap it closes after the steps before it, in units of `SkillGap`. */
  readonly closes: number;
  readonly raises: readonly PlannedRaise[];
}

export interface GrowthPlan {
  /** The gap before any step, in units of `SkillGap`, as the next two are. */
  readonly gap: number;
  readonly closed: number;
  /** No choice of as many skills closes more. */
  readonly atMost: number;
  readonly steps: readonly PlanStep[];
}

/** One of the staff who could take a step in a skill. */
interface Ready extends Raise {
  readonly workerId: string;
  readonly isWanted: boolean;
  /** How near what they have or want is, 0.1 to 1. */
  readonly affinity: number;
}

/** A skill with everybody who could take a step in it. */
interface Option {
  readonly skillId: string;
  readonly ready: readonly Ready[];
  /** What it closed when that was last worked out: an upper bound since. */
  bound: number;
}

/** So many options are looked at at a stretch. */
const STRETCH = 32;

/**
 * The few skills that, raised by one level in those of the staff who can help, close most of the gap between what local
 * needs ask for and what the staff have. In a skill those can help to whom it is near, as in the advice for each of them.
 *
 * What a set of skills closes is a monotone submodular function of the set: in each cell of the gap it is the weight of the
 * best choice of so many people, each by one of the skills, which is the rank of a weighted matroid. So taking the skill that closes most, again and again, closes
 * at least 1 - 1/e, 63 %, of what the best choice of as many skills closes (Nemhauser, Wolsey and Fisher 1978). What a
 * skill closes never grows as others are taken, so what was worked out earlier is a bound, and only skills whose bound is
 * the highest are worked out anew (Minoux 1978). For the same reason no choice closes more than what is closed already
 * and the highest bounds of as many skills together, which is `atMost`.
 * @param gap of the local needs, with none of the staff counted yet; changes as people are counted and raised
 * @param most how many skills, 1 or more
 */
export function* planGrowth(
  gap: SkillGap,
  staff: readonly StaffMember[],
  model: Pick<SkillModel, "bearsOn">,
  most: number,
): Generator<void, GrowthPlan> {
  for (const [member, { profile }] of staff.entries()) {
    gap.add(member, profile);
    if (member % STRETCH === STRETCH - 1) yield;
  }
  const before = gap.units;
  const options = yield* optionsOf(gap, staff, model);
  let [closed, atMost] = [0, before];
  const steps: PlanStep[] = [];
  for (;;) {
    atMost = Math.min(atMost, closed + sumOfBounds(options.sort(byBound), most));
    const best = steps.length < most ? yield* bestOf(options, gap) : undefined;
    if (!best) return { gap: before, closed, atMost, steps };
    steps.push({ skillId: best.skillId, closes: best.bound, raises: raiseAll(gap, best) });
    closed += best.bound;
    best.bound = 0;
  }
}

const sumOfBounds = (options: readonly Option[], most: number): number =>
  options.slice(0, most).reduce((sum, { bound }) => sum + bound, 0);

/** Every skill in which somebody could take a step that closes some of the gap. */
function* optionsOf(
  gap: SkillGap,
  staff: readonly StaffMember[],
  model: Pick<SkillModel, "bearsOn">,
): Generator<void, Option[]> {
  const ready = new Map<string, Ready[]>();
  for (const [member, { id, profile }] of staff.entries()) {
    for (const { skillId, held, next, isWanted, nearest } of nearSkills(profile, model)) {
      const { affinity } = nearest;
      const one = { member, workerId: id, from: held, to: next, isWanted, affinity };
      const known = ready.get(skillId);
      if (known) known.push(one);
      else ready.set(skillId, [one]);
    }
    if (member % STRETCH === STRETCH - 1) yield;
  }
  const options: Option[] = [];
  for (const [skillId, those] of ready) {
    const bound = gap.closedBy(skillId, those);
    if (bound > 0) options.push({ skillId, ready: those, bound });
    if (options.length % STRETCH === 0) yield;
  }
  return options;
}

const byBound = (one: Option, other: Option): number =>
  other.bound - one.bound || (one.skillId < other.skillId ? -1 : 1);

/**
 * The option that closes most now, of equals the one with the smaller id; undefined when none closes anything.
 * @param options the highest bound first
 */
function* bestOf(options: Option[], gap: SkillGap): Generator<void, Option | undefined> {
  let best: Option | undefined;
  let looked = 0;
  for (const option of options) {
    if (option.bound === 0 || (best && byBound(best, option) < 0)) break;
    option.bound = gap.closedBy(option.skillId, option.ready);
    if (option.bound > 0 && (!best || byBound(option, best) < 0)) best = option;
    if (++looked % STRETCH === 0) yield;
  }
  return best;
}

/**
 * Raises those who are ready, whoever closes most by themselves first; of equals those who want it, then those to whom it
 * is nearest, then by id. Whoever closes nothing more by then is left out, and so costs nobody any time.
 */
function raiseAll(gap: SkillGap, { skillId, ready }: Option): PlannedRaise[] {
  const alone = new Map(ready.map((one) => [one, gap.closedBy(skillId, [one])]));
  const inOrder = ready.toSorted(
    (one, other) =>
      alone.get(other)! - alone.get(one)! ||
      Number(other.isWanted) - Number(one.isWanted) ||
      other.affinity - one.affinity ||
      (one.workerId < other.workerId ? -1 : 1),
  );
  const raised: PlannedRaise[] = [];
  for (const one of inOrder) {
    if (gap.closedBy(skillId, [one]) === 0) continue;
    gap.raise(skillId, one);
    const { workerId, from, to, isWanted } = one;
    raised.push({ workerId, from, to, isWanted });
  }
  return raised;
}
