import type { AffinityLink } from "./affinity/link.js";
import type { ExplainingContext } from "./explain.js";
import { type HeldSkill, harmonicMean, type ScoringContext, type WorkerProfile } from "./formula.js";

/** A skill that the people of a partner want to learn. */
export interface LearningGoal {
  /** UUID */
  readonly id: string;
  readonly skillId: string;
  /** 0 to 4; 0: not yet novices */
  readonly current: number;
  /** 1 to 5, above `current` */
  readonly target: number;
  /** 1 to 3; 3 matters most */
  readonly priority: number;
}

/** How much a priority of 3 counts, in which those of learning goals are measured. */
const MOST_PRIORITY = 3;

/**
 * How much of the way to the target somebody of a level can lead, 0 to 1: nothing from no higher than where the learners
 * stand, all of it from the target on. Source of all of this file: docs/exchange.md.
 * @param level 0 to 5
 */
export const taughtPart = (level: number, { current, target }: Pick<LearningGoal, "current" | "target">) =>
  level > current ? Math.min(1, (level - current) / (target - current)) : 0;

/** How far a held skill teaches what a learning goal is about, 0 to 1. */
export const taughtBy = (affinity: number, { level }: Pick<HeldSkill, "level">, goal: LearningGoal): number =>
  affinity * taughtPart(level, goal);

/** What part of what could be gained a goal decides: a third for each step of priority. */
export const learningWeight = ({ priority }: Pick<LearningGoal, "priority">): number =>
  priority / MOST_PRIORITY;

/**
 * What is taught with one goal more, 0 to 1: of what the goals before leave, the part that this one gives. So a goal never
 * lowers the value, and what each adds is its contribution.
 * @param before with the goals before
 * @param weight of the goal, above 0 to 1
 * @param taught 0 to 1
 */
export const withTaught = (before: number, weight: number, taught: number): number =>
  before + (1 - before) * (weight * taught);

/** The goals in the order in which they are counted: by priority, equal ones by the skill's id. */
export const inLearningOrder = <Goal extends LearningGoal>(goals: readonly Goal[]): Goal[] =>
  goals.toSorted(
    (a, b) => b.priority - a.priority || (a.skillId < b.skillId ? -1 : Number(a.skillId > b.skillId)),
  );

/**
 * What a worker teaches the people of a partner, 0 to 1.
 * @param worker what the viewer may count of the worker
 * @param goals of the partner, in the order of `inLearningOrder`
 */
export function teachingOf(
  { skills }: Pick<WorkerProfile, "skills">,
  goals: readonly LearningGoal[],
  context: Pick<ScoringContext, "affinity">,
): number {
  let teaching = 0;
  for (const goal of goals) {
    let taught = 0;
    for (const held of skills)
      taught = Math.max(taught, taughtBy(context.affinity(held.skillId, goal.skillId), held, goal));
    teaching = withTaught(teaching, learningWeight(goal), taught);
  }
  return teaching;
}

/** What both sides learn from each other, 0 to 1; 0 where one of them learns nothing. */
export const exchangeOf = (growth: number, teaching: number): number => harmonicMean(growth, teaching);

/** What the order EXCHANGE ranks by, 0 to 2: the score, with up to as much again on top for the exchange. */
export const exchangeRank = (score: number, exchange: number): number => score * (1 + exchange);

/**
 * The least that the score of a pair of this rank can be where the exchange is bounded by what bounds the score: the
 * positive root of s + s^2 = rank.
 */
export const leastScoreOfExchangeRank = (rank: number): number => (Math.sqrt(1 + 4 * rank) - 1) / 2;

/** What both sides of a pair learn from each other. */
export interface Exchange {
  /** What the worker teaches the partner's people, 0 to 1. */
  readonly teaching: number;
  /** Both directions together, 0 to 1; 0 where one side learns nothing. */
  readonly value: number;
  /** What the worker teaches, goal by goal. */
  readonly toPartner: readonly Taught[];
}

/**
 * What both sides of a pair learn from each other.
 * @param worker what the viewer may count of the worker
 * @param growth of the pair, 0 to 1; null for none
 * @param goals of the need's partner, in the order of `inLearningOrder`
 */
export function explainExchange(
  worker: Pick<WorkerProfile, "skills">,
  growth: number | null,
  goals: readonly LearningGoal[],
  context: Pick<ExplainingContext, "affinity" | "link">,
): Exchange {
  const teaching = teachingOf(worker, goals, context);
  return {
    teaching,
    value: exchangeOf(growth ?? 0, teaching),
    toPartner: explainTeaching(worker, goals, context),
  };
}

/** What a worker teaches towards one learning goal, and by which skill. */
export interface Taught {
  readonly goal: LearningGoal;
  /** The worker's skill. */
  readonly skillId: string;
  /** 1 to 5 */
  readonly level: number;
  readonly link: AffinityLink;
  /** Above 0 to 1. */
  readonly value: number;
  /** Above 0 to 1; those of all goals, added in order, are the worth of the whole to the last bit. */
  readonly contribution: number;
}

/**
 * The rows behind `teachingOf`, one for each goal towards which the worker teaches anything. Of skills that teach equally
 * the one with the smaller id is named.
 */
export function explainTeaching(
  { skills }: Pick<WorkerProfile, "skills">,
  goals: readonly LearningGoal[],
  context: Pick<ExplainingContext, "affinity" | "link">,
): Taught[] {
  let teaching = 0;
  return goals.flatMap((goal) => {
    const best = bestTeaching(skills, goal, context);
    if (!best) return [];
    const { held, value } = best;
    const before = teaching;
    teaching = withTaught(before, learningWeight(goal), value);
    return {
      goal,
      skillId: held.skillId,
      level: held.level,
      link: context.link(held.skillId, goal.skillId)!,
      value,
      contribution: (1 - before) * (learningWeight(goal) * value),
    };
  });
}

function bestTeaching(
  skills: readonly HeldSkill[],
  goal: LearningGoal,
  context: Pick<ScoringContext, "affinity">,
) {
  let best: { readonly held: HeldSkill; readonly value: number } | null = null;
  for (const held of skills) {
    const value = taughtBy(context.affinity(held.skillId, goal.skillId), held, goal);
    const lead = value - (best?.value ?? 0);
    if (lead > 0 || (best && lead === 0 && held.skillId < best.held.skillId)) best = { held, value };
  }
  return best;
}
