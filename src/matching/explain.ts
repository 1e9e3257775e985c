import type { AffinityLink } from "./affinity/link.js";
import {
  type ActiveGoal,
  activeGoals,
  combine,
  goalShares,
  goalStrength,
  heldCoverage,
  type MatchScore,
  MET,
  type NeedProfile,
  type RequiredSkill,
  reach,
  type ScoringContext,
  stretch,
  type WeighedSkill,
  type WorkerProfile,
  weighSkills,
} from "./formula.js";

/** What one skill of a need adds to the coverage. What matches is null where nothing of the worker bears on it. */
export interface ExplainedSkill {
  readonly skillId: string;
  readonly importance: "MUST" | "NICE";
  readonly mentored: boolean;
  /** 1 to 5 */
  readonly requiredLevel: number;
  /** The worker's skill that is held or wanted. */
  readonly matchedSkillId: string | null;
  readonly matchedBy: "SKILL" | "GOAL" | null;
  readonly link: AffinityLink | null;
  /** The level held, or the goal's current one, 0 to 5. */
  readonly workerLevel: number | null;
  /** Levels from the worker's to the required one; negative above it. */
  readonly gap: number | null;
  /** The level held in this very skill, 0 to 5. */
  readonly heldLevel: number;
  /** Levels of this very skill that are short of the required one, 0 to 5. */
  readonly missingLevels: number;
  /** How much the step teaches, 0.15 to 1; null unless a goal matches. */
  readonly stretch: number | null;
  /** 0.2 to 1 */
  readonly rarity: number;
  /** By importance: 1 or 0.5. */
  readonly weight: number;
  /** How far it is covered, 0 to 1. */
  readonly coverage: number;
  /** 0 to 1; the rows' contributions, added in order, are the coverage of the pair to the last bit. */
  readonly contribution: number;
}

/** What one goal of a worker adds to the growth. What matches is null where no skill of the need serves it. */
export interface ExplainedGoal {
  readonly skillId: string;
  /** 0 to 4 */
  readonly current: number;
  /** 1 to 5 */
  readonly target: number;
  /** 1 to 3; 3 matters most */
  readonly priority: number;
  /** The need's skill. */
  readonly matchedSkillId: string | null;
  readonly link: AffinityLink | null;
  /** Levels from where the worker stands to what the need asks for. */
  readonly gap: number | null;
  /** How much the step teaches, 0.15 to 1. */
  readonly stretch: number | null;
  /** How much of the step leads to the target, above 0 to 1. */
  readonly reach: number | null;
  /** How well the need serves the goal, 0 to 1. */
  readonly strength: number;
  /** 0 to 1; the rows' contributions, added in order, are the growth of the pair to the last bit. */
  readonly contribution: number;
}

/** Why a pair scores as it does. */
export interface ScoreExplanation extends MatchScore {
  /** One row for each skill of the need, in its order. */
  readonly skills: readonly ExplainedSkill[];
  /** One row for each of the worker's `activeGoals`, in their order. */
  readonly goals: readonly ExplainedGoal[];
  /** Ids of the MUST skills of which less than half is covered. */
  readonly unmetMustHaves: readonly string[];
}

/** What explaining has to know of the skills: the links that the affinities come from, too. */
export interface ExplainingContext extends ScoringContext {
  link(from: string, to: string): AffinityLink | null;
}

/**
 * The numbers of `scoreMatch`, bit for bit, with what they are made of. Source: docs/matching.md.
 * Where several of the worker's skills or goals cover a required skill equally, a held skill is named before a goal,
 * then the one with the smaller id; where several required skills serve a goal equally, the one with the smaller id.
 * @param worker what the viewer may count of the worker, and therefore see
 */
export function explainMatch(
  worker: WorkerProfile,
  need: NeedProfile,
  context: ExplainingContext,
): ScoreExplanation {
  const goals = activeGoals(worker.goals);
  const shares = goalShares(goals);
  const skillRows = weighSkills(need, context).map((required) =>
    explainSkill(required, { ...worker, goals }, context),
  );
  const goalRows = goals.map((goal, index) => explainGoal(goal, shares[index]!, need, context));
  return {
    ...combine(total(goalRows), total(skillRows)),
    skills: skillRows,
    goals: goalRows,
    unmetMustHaves: skillRows
      .filter(({ importance, coverage }) => importance === "MUST" && coverage < MET)
      .map(({ skillId }) => skillId),
  };
}

const total = (rows: readonly { readonly contribution: number }[]): number | null =>
  rows.length === 0 ? null : rows.reduce((sum, { contribution }) => sum + contribution, 0);

function explainSkill(
  required: WeighedSkill,
  worker: WorkerProfile,
  context: ExplainingContext,
): ExplainedSkill {
  const { skillId, importance, mentored, level: requiredLevel, rarity, weight, share } = required;
  const best = answerOf(required, worker, context);
  const gap = best && requiredLevel - best.level;
  const heldLevel = worker.skills.find((held) => held.skillId === skillId)?.level ?? 0;
  return {
    skillId,
    importance,
    mentored,
    requiredLevel,
    matchedSkillId: best?.skillId ?? null,
    matchedBy: best?.by ?? null,
    link: best && context.link(best.skillId, skillId),
    workerLevel: best?.level ?? null,
    gap,
    heldLevel,
    missingLevels: Math.max(0, requiredLevel - heldLevel),
    stretch: best?.by === "GOAL" ? stretch(gap!, mentored) : null,
    rarity,
    weight,
    coverage: best?.value ?? 0,
    contribution: share * (best?.value ?? 0),
  };
}

/** Something of the worker that covers a required skill. */
interface Answer {
  readonly by: "SKILL" | "GOAL";
  /** Of the skill; a goal is named by its skill, too. */
  readonly id: string;
  readonly skillId: string;
  readonly level: number;
  readonly value: number;
}

function answerOf(required: RequiredSkill, worker: WorkerProfile, context: ScoringContext): Answer | null {
  const affinity = (skillId: string) => context.affinity(skillId, required.skillId);
  const held = worker.skills.map((skill): Answer => {
    const value = heldCoverage(affinity(skill.skillId), skill, required);
    return { by: "SKILL", id: skill.skillId, skillId: skill.skillId, level: skill.level, value };
  });
  const wanted = worker.goals.map((goal): Answer => {
    const value = goalStrength(affinity(goal.skillId), goal, required);
    return { by: "GOAL", id: goal.skillId, skillId: goal.skillId, level: goal.current, value };
  });
  const best = strongest(held);
  const bestWanted = strongest(wanted);
  return bestWanted && bestWanted.value > (best?.value ?? 0) ? bestWanted : best;
}

function explainGoal(
  goal: ActiveGoal,
  share: number,
  need: NeedProfile,
  context: ExplainingContext,
): ExplainedGoal {
  const { skillId, current, target, priority } = goal;
  const served = need.skills.map((required) => {
    const value = goalStrength(context.affinity(skillId, required.skillId), goal, required);
    return { id: required.skillId, required, value };
  });
  const best = strongest(served);
  const gap = best && best.required.level - current;
  return {
    skillId,
    current,
    target,
    priority,
    matchedSkillId: best?.id ?? null,
    link: best && context.link(skillId, best.id),
    gap,
    stretch: best && stretch(gap!, best.required.mentored),
    reach: best && reach(goal, best.required),
    strength: best?.value ?? 0,
    contribution: share * (best?.value ?? 0),
  };
}

/** The one of the highest value above 0, of equal ones that with the smallest id; null where there is none. */
function strongest<Option extends { readonly id: string; readonly value: number }>(
  options: readonly Option[],
): Option | null {
  let best: Option | null = null;
  for (const option of options) {
    const lead = option.value - (best?.value ?? 0);
    if (lead > 0 || (best && lead === 0 && option.id < best.id)) best = option;
  }
  return best;
}
