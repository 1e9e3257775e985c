import { goalStrength, harmonicMean, heldCoverage, type WorkerProfile } from "../formula.js";
import { holding, PRIORITY_OF_NEW_GOALS } from "../improvements.js";
import { type CoveringStep, CoveringSteps } from "./covering-steps.js";
import { type NearSkill, nearSkills } from "./near-skills.js";
import type { StepEffect } from "./step-effect.js";
import { type GrowthQuestion, type PassingNeed, STRETCH, Survey } from "./survey.js";

/** A step in one skill, with what comes of it. */
export interface GrowthStep extends NearSkill {
  /** Of having the skill one level higher; a growth goal in it moves along, and is over once it is reached. */
  readonly raised: StepEffect;
  /** Of wanting to get one level higher instead; null where the skill is a growth goal already. Works it out now. */
  asGoal(): Generator<void, StepEffect | null>;
}

/** The needs that serve a goal before any step, by id. */
type Standing = Map<string, { readonly passing: PassingNeed; readonly score: number | null }>;

/** More than a need can ask for. */
const MOST_SKILLS = 255;

/**
 * The single steps that are of use to a worker, the best first: those that open the most needs, of these those that gain
 * the most, then by skill id. Scores are what `scoreMatch` gives afterwards, to the last bit. Without goals there is no
 * score that a skill could raise; then these are the steps that would be of use as a first goal, in the order of that.
 * Source of what a step is: docs/advice.md.
 *
 * Exact without trying each skill on each need: a need that serves no goal has no score above 0, and a step in a skill
 * that is no goal changes none of the growth. So of the needs only those count that serve a goal, which the postings
 * name, and with each of them only the skills that bear on it.
 */
export function* growthSteps(question: GrowthQuestion): Generator<void, GrowthStep[]> {
  const near = nearSkills(question.profile, question.model);
  const survey = new Survey(question);
  if (question.profile.goals.length === 0) return yield* firstGoals(survey, near);
  return yield* raises(survey, near);
}

/** What raising each skill would do for a worker with goals. */
function* raises(survey: Survey, near: readonly NearSkill[]): Generator<void, GrowthStep[]> {
  const { profile } = survey.question;
  const plain = near.filter(({ isWanted }) => !isWanted);
  const before: Standing = new Map();
  const tried = yield* raisesOfOthers(survey, plain, before);
  const effects = new Map(plain.map((skill, step) => [skill, tried[step]!]));
  for (const skill of near.filter(({ isWanted }) => isWanted)) {
    const after = holding(profile, skill.skillId, skill.next);
    effects.set(skill, yield* effectOf(survey, before, after));
  }
  const steps = [...effects].map(([skill, raised]): GrowthStep => {
    const asGoal = () => effectOf(survey, before, withGoal(profile, skill));
    return { ...skill, raised, asGoal: skill.isWanted ? none : asGoal };
  });
  return usefulFirst(steps, ({ raised }) => raised);
}

/**
 * What raising skills that are no goals would do.
 * @param before gets the score of each need that serves a goal
 */
function* raisesOfOthers(
  survey: Survey,
  skills: readonly NearSkill[],
  before: Standing,
): Generator<void, StepEffect[]> {
  const effects = skills.map(() => survey.effect());
  const covering = new CoveringSteps(skills.map(raiseOf), survey.question.model, true);
  const covers = new Float64Array(MOST_SKILLS);
  for (const passing of yield* survey.serving(survey.plan)) {
    const { need, skills: asked } = passing;
    const { score, growth } = survey.plan.scoreWeighed(asked, covers);
    before.set(need.id, { passing, score });
    covering.forEach({ skills: asked, covers }, (step, coverage) => {
      effects[step]!.add(need.id, score, harmonicMean(growth!, coverage));
    });
    if (before.size % STRETCH === 0) yield;
  }
  return effects;
}

/** What it would do if the worker were another one. */
function* effectOf(survey: Survey, before: Standing, profile: WorkerProfile): Generator<void, StepEffect> {
  const effect = survey.effect();
  const plan = survey.planOf(profile);
  const standing = [...before.values()];
  for (const passing of yield* survey.serving(plan)) {
    // A need that has changed meanwhile counts as it was.
    if (before.has(passing.need.id)) continue;
    standing.push({ passing, score: survey.plan.scoreWeighed(passing.skills).score });
  }
  let scored = 0;
  for (const { passing, score } of standing) {
    effect.add(passing.need.id, score, plan.scoreWeighed(passing.skills).score ?? 0);
    if (++scored % STRETCH === 0) yield;
  }
  return effect;
}

/** What a first goal in each skill would do. The only goal is all of the growth. */
function* firstGoals(survey: Survey, near: readonly NearSkill[]): Generator<void, GrowthStep[]> {
  const effects = near.map(() => survey.effect());
  const covering = new CoveringSteps(near.map(goalOf), survey.question.model, false);
  const covers = new Float64Array(MOST_SKILLS);
  let scored = 0;
  for (const { need, skills } of yield* survey.asking(covering.covered)) {
    survey.plan.scoreWeighed(skills, covers);
    covering.forEach({ skills, covers }, (step, coverage, strongest) => {
      effects[step]!.add(need.id, null, harmonicMean(strongest, coverage));
    });
    if (++scored % STRETCH === 0) yield;
  }
  const raised = survey.effect();
  const steps = near.map((skill, step) => ({ ...skill, raised, asGoal: () => known(effects[step]!) }));
  const byStep = new Map(steps.map((step, place) => [step, effects[place]!]));
  return usefulFirst(steps, (step) => byStep.get(step)!);
}

// biome-ignore lint/correctness/useYield: there is nothing to work out
function* known<Effect>(effect: Effect): Generator<void, Effect> {
  return effect;
}
const none = () => known(null);

function usefulFirst<Step extends GrowthStep>(
  steps: readonly Step[],
  effectOf: (step: Step) => StepEffect,
): Step[] {
  return steps
    .filter((step) => effectOf(step).isUseful)
    .sort((one, other) => effectOf(one).compare(effectOf(other)) || (one.skillId < other.skillId ? -1 : 1));
}

const raiseOf = ({ skillId, next }: NearSkill): CoveringStep => ({
  skillId,
  covers: (affinity, required) => heldCoverage(affinity, { level: next }, required),
});

const goalOf = ({ skillId, held, next }: NearSkill): CoveringStep => ({
  skillId,
  covers: (affinity, required) => goalStrength(affinity, { current: held, target: next }, required),
});

/** The worker wanting to get one level higher in a skill than they are. */
const withGoal = ({ skills, goals }: WorkerProfile, { skillId, held, next }: NearSkill): WorkerProfile => ({
  skills,
  goals: [...goals, { skillId, current: held, target: next, priority: PRIORITY_OF_NEW_GOALS }],
});
