/** Which formula this is; numbers of two versions do not compare. Source of all of it: docs/matching.md. */
export const SCORING_VERSION = "2";

/** A skill that a worker has. One that the worker lacks is not listed. */
export interface HeldSkill {
  readonly skillId: string;
  /** 1 to 5 */
  readonly level: number;
}

/** A skill that a worker wants to grow in. */
export interface ActiveGoal {
  readonly skillId: string;
  /** 0 to 4; 0: not yet a novice */
  readonly current: number;
  /** 1 to 5, above `current` */
  readonly target: number;
  /** 1 to 3; 3 matters most */
  readonly priority: number;
}

/** A worker, reduced already to what the viewer may count. Each skill is in `skills`, and in `goals`, at most once. */
export interface WorkerProfile {
  readonly skills: readonly HeldSkill[];
  readonly goals: readonly ActiveGoal[];
}

/** A skill that a need asks for. */
export interface RequiredSkill {
  readonly skillId: string;
  /** 1 to 5 */
  readonly level: number;
  readonly importance: "MUST" | "NICE";
  /** Whether the partner offers a mentor for it. */
  readonly mentored: boolean;
}

/** What a need asks for. Each skill is in `skills` at most once. */
export interface NeedProfile {
  readonly skills: readonly RequiredSkill[];
}

/** What scoring has to know of the skills themselves. */
export interface ScoringContext {
  /** How far the worker's skill stands in for the required one, 0 to 1; 1 for the same. */
  affinity(heldOrWanted: string, required: string): number;
  /** 0.2 to 1 */
  rarity(skillId: string): number;
}

export type NoScoreReason = "WORKER_HAS_NO_GOALS" | "NEED_HAS_NO_SKILLS";

/** The numbers of a pair at full precision. */
export interface MatchScore {
  /** The harmonic mean of growth and coverage, 0 to 1; null where one of them is. */
  readonly score: number | null;
  /** What the worker gains, 0 to 1; null for a worker without goals or a need without skills. */
  readonly growth: number | null;
  /** What the need gets, 0 to 1; null for a need without skills. */
  readonly coverage: number | null;
  /** Why `score` is null; where both reasons hold, NEED_HAS_NO_SKILLS. */
  readonly noScoreReason: NoScoreReason | null;
}

/** A required skill with what it weighs. */
export interface WeighedSkill extends RequiredSkill {
  /** By importance: 1 or 0.5. */
  readonly weight: number;
  /** 0.2 to 1 */
  readonly rarity: number;
  /** Its part of the coverage, above 0 to 1; the shares of a need add up to exactly 1. */
  readonly share: number;
}

const WEIGHTS = { MUST: 1, NICE: 0.5 } as const;
const MOST_GOALS = 5;
/** A MUST skill that is covered to this part or more is met. */
export const MET = 0.5;

/**
 * How much a step teaches, 0.15 to 1: one level up the most, less with every further one unless somebody helps.
 * @param gap whole levels from the worker's to the required one; 0 or less where the worker is there already
 * @param mentored whether the need offers a mentor for the skill
 */
export function stretch(gap: number, mentored: boolean): number {
  if (gap <= 0) return 0.25;
  if (gap === 1) return 1;
  if (gap === 2) return mentored ? 0.9 : 0.6;
  return mentored ? 0.4 : 0.15;
}

/**
 * The goals that count: the five first by priority (3 before 1), equal ones by the skill's id, in this order. Gives back the same
 * array where it is that already, so a profile that keeps its goals so costs nothing.
 */
export function activeGoals(goals: readonly ActiveGoal[]): readonly ActiveGoal[] {
  const ordered = goals.every((goal, index) => index === 0 || byPriority(goals[index - 1]!, goal) <= 0);
  const sorted = ordered ? goals : goals.toSorted(byPriority);
  return sorted.length > MOST_GOALS ? sorted.slice(0, MOST_GOALS) : sorted;
}

const byPriority = (a: ActiveGoal, b: ActiveGoal): number =>
  b.priority - a.priority || (a.skillId < b.skillId ? -1 : Number(a.skillId > b.skillId));

/** Where a goal leads from and to. */
type Step = Pick<ActiveGoal, "current" | "target">;

/** What part of a required level one held is, 0 to 1. */
export const heldPart = (held: number, required: number): number => Math.min(1, held / required);

/** How far a held skill covers a required one, 0 to 1. */
export const heldCoverage = (
  affinity: number,
  held: Pick<HeldSkill, "level">,
  required: Pick<RequiredSkill, "level">,
): number => affinity * heldPart(held.level, required.level);

/** How much of the step to the required level leads to the goal's target, above 0 to 1. */
export function reach(goal: Step, required: Pick<RequiredSkill, "level">): number {
  const gap = required.level - goal.current;
  return gap > 0 ? Math.min(1, (goal.target - goal.current) / gap) : 1;
}

/** How well a required skill serves a goal, and the goal the need, 0 to 1. */
export const goalStrength = (
  affinity: number,
  goal: Step,
  required: Pick<RequiredSkill, "level" | "mentored">,
): number => affinity * stretch(required.level - goal.current, required.mentored) * reach(goal, required);

/**
 * Parts of 1 in proportion to weights, in their order. The last is what the others leave, so that they add up to
 * exactly 1 and no sum of contributions can round to more.
 * @param weights each above 0
 */
function sharesOf(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let given = 0;
  return weights.map((weight, index) => {
    const share = index === weights.length - 1 ? 1 - given : weight / total;
    given += share;
    return share;
  });
}

/** What part of the growth each goal decides, in their order: in proportion to priority. */
export const goalShares = (goals: readonly ActiveGoal[]): number[] =>
  sharesOf(goals.map((goal) => goal.priority));

/** The score of two subscores, and why there is none; see `MatchScore`. */
export function combine(growth: number | null, coverage: number | null): MatchScore {
  if (coverage === null)
    return { score: null, growth: null, coverage: null, noScoreReason: "NEED_HAS_NO_SKILLS" };
  if (growth === null) return { score: null, growth, coverage, noScoreReason: "WORKER_HAS_NO_GOALS" };
  return { score: harmonicMean(growth, coverage), growth, coverage, noScoreReason: null };
}

/** Both together, 0 to 1: near the lesser of the two, and 0 where either is 0. */
export const harmonicMean = (growth: number, coverage: number): number =>
  growth === 0 || coverage === 0 ? 0 : (2 * growth * coverage) / (growth + coverage);

/** The skills of a need, in its order, with their shares of the coverage: in proportion to weight times rarity. */
export function weighSkills(need: NeedProfile, context: Pick<ScoringContext, "rarity">): WeighedSkill[] {
  const rarities = need.skills.map(({ skillId }) => context.rarity(skillId));
  const shares = sharesOf(need.skills.map(({ importance }, index) => WEIGHTS[importance] * rarities[index]!));
  return need.skills.map(({ skillId, level, importance, mentored }, index) => ({
    skillId,
    level,
    importance,
    mentored,
    weight: WEIGHTS[importance],
    rarity: rarities[index]!,
    share: shares[index]!,
  }));
}
