import {
  type ActiveGoal,
  activeGoals,
  combine,
  goalShares,
  goalStrength,
  type HeldSkill,
  heldCoverage,
  type MatchScore,
  type NeedProfile,
  type ScoringContext,
  type WeighedSkill,
  type WorkerProfile,
  weighSkills,
} from "./formula.js";

export { type ExplainedGoal, type ExplainedSkill, explainMatch, type ScoreExplanation } from "./explain.js";
export {
  type ActiveGoal,
  activeGoals,
  type HeldSkill,
  type MatchScore,
  type NeedProfile,
  type NoScoreReason,
  type RequiredSkill,
  SCORING_VERSION,
  type ScoringContext,
  stretch,
  type WorkerProfile,
} from "./formula.js";

/** A need with everything about it that does not depend on the worker. Good for as long as its context. */
export interface PreparedNeed {
  readonly skills: readonly WeighedSkill[];
  readonly context: ScoringContext;
  /** On which of the need's skills a worker's skill bears; filled as workers are scored. */
  readonly bearings: Map<string, readonly Bearing[]>;
  /** Where `scorePrepared` notes how far each skill is covered, so that a pair costs no array. */
  readonly covered: Float64Array;
}

interface Bearing {
  readonly index: number;
  readonly affinity: number;
}

const NO_BEARINGS: readonly Bearing[] = [];

/** Works out what of a need is the same for every worker; worth it where many are scored. */
export function prepareNeed(need: NeedProfile, context: ScoringContext): PreparedNeed {
  const skills = weighSkills(need, context);
  return { skills, context, bearings: new Map(), covered: new Float64Array(skills.length) };
}

/**
 * Scores one worker and one need for both sides: does it let the worker grow, and does the worker get it done?
 * This is the definition of a score; whatever ranks faster must give the same numbers, to the last bit.
 * @param worker what the viewer may count of the worker; only `activeGoals` of the goals count
 * @param need the skills it asks for, in the order in which their contributions are added up
 */
export const scoreMatch = (worker: WorkerProfile, need: NeedProfile, context: ScoringContext): MatchScore =>
  scorePrepared(worker, prepareNeed(need, context));

/** `scoreMatch` with a need prepared once for many workers. */
export function scorePrepared(worker: WorkerProfile, need: PreparedNeed): MatchScore {
  need.covered.fill(0);
  const growth = growthAndCoverByGoals(activeGoals(worker.goals), need);
  coverBySkills(worker.skills, need);
  if (need.skills.length === 0) return combine(null, null);
  let coverage = 0;
  for (let index = 0; index < need.skills.length; index++)
    coverage += need.skills[index]!.share * need.covered[index]!;
  return combine(growth, coverage);
}

/** The growth, null without goals; notes in `need.covered` what the goals cover. */
function growthAndCoverByGoals(goals: readonly ActiveGoal[], need: PreparedNeed): number | null {
  if (goals.length === 0) return null;
  const shares = goalShares(goals);
  let growth = 0;
  for (let position = 0; position < goals.length; position++) {
    const goal = goals[position]!;
    let strongest = 0;
    for (const { index, affinity } of bearingsOf(goal.skillId, need)) {
      const strength = goalStrength(affinity, goal, need.skills[index]!);
      strongest = Math.max(strongest, strength);
      need.covered[index] = Math.max(need.covered[index]!, strength);
    }
    growth += shares[position]! * strongest;
  }
  return growth;
}

function coverBySkills(skills: readonly HeldSkill[], need: PreparedNeed): void {
  for (const held of skills)
    for (const { index, affinity } of bearingsOf(held.skillId, need))
      need.covered[index] = Math.max(need.covered[index]!, heldCoverage(affinity, held, need.skills[index]!));
}

function bearingsOf(skillId: string, need: PreparedNeed): readonly Bearing[] {
  let bearings = need.bearings.get(skillId);
  if (!bearings) {
    bearings = findBearings(skillId, need);
    need.bearings.set(skillId, bearings);
  }
  return bearings;
}

function findBearings(skillId: string, { skills, context }: PreparedNeed): readonly Bearing[] {
  const found: Bearing[] = [];
  for (let index = 0; index < skills.length; index++) {
    const affinity = context.affinity(skillId, skills[index]!.skillId);
    if (affinity > 0) found.push({ index, affinity });
  }
  return found.length > 0 ? found : NO_BEARINGS;
}

/** A score, growth or coverage as people read it: 0 to 100 with one decimal. Null stays null. */
export const shownScore = (score: number | null): number | null =>
  score === null ? null : Math.round(score * 1000) / 10;

/**
 * What a fair ranking orders by: the score, less for who has been introduced often of late.
 * @param score 0 to 1
 * @param introductionsInLast30Days 0 or more
 * @returns 0.6 to 1 times the score
 */
export const fairRank = (score: number, introductionsInLast30Days: number): number =>
  score * Math.max(0.6, 0.9 ** introductionsInLast30Days);
