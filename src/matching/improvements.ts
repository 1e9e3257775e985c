import type { ActiveGoal, NeedProfile, RequiredSkill, ScoringContext, WorkerProfile } from "./formula.js";
import { type PreparedNeed, prepareNeed, scorePrepared } from "./score.js";

/** In the order in which equal gains about one skill are named: that of a lower bar comes last. */
const KINDS = ["RAISE_SKILL", "ADD_GOAL", "OFFER_MENTOR", "LOWER_LEVEL"] as const;
export type ImprovementKind = (typeof KINDS)[number];

/** A single step of one side, all else as it is, that would raise the score of a pair. */
export interface Improvement {
  /** Whose step it is. */
  readonly side: "WORKER" | "PARTNER";
  readonly kind: ImprovementKind;
  /** The skill of the need that it is about. */
  readonly skillId: string;
  /** The level held or asked for now, 0 to 5; null where levels stay. */
  readonly fromLevel: number | null;
  /** The level held, wanted or asked for afterwards, 1 to 5; null where levels stay. */
  readonly toLevel: number | null;
  /** The exact score of the pair afterwards, above 0 to 1. */
  readonly score: number;
  /** How much more that is than now, above 0 to 1; a pair without a score counts as 0. */
  readonly gain: number;
}

/** A step that one side can take, with both sides as they are afterwards. */
interface Step extends Omit<Improvement, "score" | "gain"> {
  readonly worker: WorkerProfile;
  readonly need: PreparedNeed;
}

/** How many improvements are listed for each side. */
export const MOST_IMPROVEMENTS = 5;
/** Gains are compared in these units; what is less comes from rounding. */
export const GAIN_UNIT = 1e-9;
export const PRIORITY_OF_NEW_GOALS = 2;

/**
 * The single steps that would raise the score of a pair, the greatest gain first, equal ones by skill id: at most 5 of
 * the worker's and 5 of the partner's. Each is scored as `scoreMatch` scores the pair afterwards, with affinities and
 * rarities as they are now. Source of what counts as a step: docs/matching.md, what would raise the score.
 * @param worker what the viewer may see of the worker, with all active goals and not only the five that count: where one
 *   is reached, the next one counts
 */
export function improvementsOf(
  worker: WorkerProfile,
  need: NeedProfile,
  context: ScoringContext,
): Improvement[] {
  const prepared = prepareNeed(need, context);
  const now = scorePrepared(worker, prepared).score ?? 0;
  const sides = [workerSteps(worker, prepared), partnerSteps(worker, prepared)];
  const best = (steps: readonly Step[]) =>
    steps
      .map((step) => improvementBy(step, now))
      .filter((improvement) => unitsOf(improvement) > 0)
      .sort(byGain)
      .slice(0, MOST_IMPROVEMENTS);
  return sides.flatMap(best).sort(byGain);
}

function improvementBy({ worker, need, ...step }: Step, now: number): Improvement {
  const score = scorePrepared(worker, need).score ?? 0;
  return { ...step, score, gain: score - now };
}

const unitsOf = ({ gain }: Improvement): number => Math.round(gain / GAIN_UNIT);

/** A total order: of two raises of one skill that gain the same, the smaller one comes first. */
const byGain = (a: Improvement, b: Improvement): number =>
  unitsOf(b) - unitsOf(a) ||
  (a.skillId < b.skillId ? -1 : Number(a.skillId > b.skillId)) ||
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  (a.toLevel ?? 0) - (b.toLevel ?? 0);

/** What the worker can do about each skill of the need that is held below the level asked for. */
function workerSteps(worker: WorkerProfile, need: PreparedNeed): Step[] {
  const levels = new Map(worker.skills.map(({ skillId, level }) => [skillId, level]));
  return need.skills.flatMap((required) => {
    const held = levels.get(required.skillId) ?? 0;
    if (held >= required.level) return [];
    const goals = worker.goals.filter((goal) => goal.skillId === required.skillId);
    const about = { side: "WORKER", skillId: required.skillId, fromLevel: held, need } as const;
    const steps = raisedLevels(held, required.level, goals).map((toLevel): Step => {
      return { ...about, kind: "RAISE_SKILL", toLevel, worker: holding(worker, required.skillId, toLevel) };
    });
    if (goals.length > 0) return steps;
    const wanting = withGoal(worker, required, held);
    return [...steps, { ...about, kind: "ADD_GOAL", toLevel: required.level, worker: wanting }];
  });
}

/**
 * The levels to hold a skill at next: one more, and the one asked for. Where a goal says that the worker stands higher
 * than the skill held, one more is that level: nobody is advised to step back.
 */
function raisedLevels(held: number, required: number, goals: readonly ActiveGoal[]): number[] {
  const next = nextLevel(held, goals);
  return next < required ? [next, required] : [next];
}

/** One level above the one held, 0 to 4, or where the goals in the skill say that the worker stands already. */
export const nextLevel = (held: number, goals: readonly Pick<ActiveGoal, "current">[]): number =>
  Math.max(held + 1, ...goals.map(({ current }) => current));

/** The worker holding a skill at a level. Goals in it move along, as they do in a profile; one that is reached is over. */
export function holding({ skills, goals }: WorkerProfile, skillId: string, level: number): WorkerProfile {
  return {
    skills: [...skills.filter((held) => held.skillId !== skillId), { skillId, level }],
    goals: goals
      .map((goal) => (goal.skillId === skillId ? { ...goal, current: level } : goal))
      .filter((goal) => goal.target > goal.current),
  };
}

/** The worker wanting to grow in a skill from where they stand to what the need asks for. */
const withGoal = (worker: WorkerProfile, required: RequiredSkill, current: number): WorkerProfile => {
  const { skillId, level: target } = required;
  const goal = { skillId, current, target, priority: PRIORITY_OF_NEW_GOALS };
  return { ...worker, goals: [...worker.goals, goal] };
};

/** What the partner can do about each skill of the need: offer a mentor, or ask for one level less. */
function partnerSteps(worker: WorkerProfile, need: PreparedNeed): Step[] {
  return need.skills.flatMap(({ skillId, level, mentored }, index) => {
    const about = { side: "PARTNER", skillId, worker } as const;
    const steps: Step[] = [];
    if (!mentored) {
      const offering = asking(need, index, { mentored: true });
      steps.push({ ...about, kind: "OFFER_MENTOR", fromLevel: null, toLevel: null, need: offering });
    }
    if (level > 1) {
      const lowered = asking(need, index, { level: level - 1 });
      steps.push({ ...about, kind: "LOWER_LEVEL", fromLevel: level, toLevel: level - 1, need: lowered });
    }
    return steps;
  });
}

/** The need with one skill asked for otherwise. Neither change bears on what skills weigh or on what covers them. */
function asking(
  need: PreparedNeed,
  index: number,
  change: Partial<Pick<RequiredSkill, "level" | "mentored">>,
): PreparedNeed {
  return { ...need, skills: need.skills.with(index, { ...need.skills[index]!, ...change }) };
}
