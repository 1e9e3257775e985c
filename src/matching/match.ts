import { Directive, Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Importance, type Need } from "../needs/index.js";
import { Proficiency } from "../skills/index.js";
import type { MatchScore, ScoreExplanation } from "./score.js";

/** Why a pair has no score. */
export enum NoScoreReason {
  WORKER_HAS_NO_GOALS = "WORKER_HAS_NO_GOALS",
  NEED_HAS_NO_SKILLS = "NEED_HAS_NO_SKILLS",
}

registerEnumType(NoScoreReason, {
  name: "NoScoreReason",
  description: "Why a pair has no score: it is left out rather than made up.",
  valuesConfig: {
    WORKER_HAS_NO_GOALS: { description: "The worker has no active growth goal that you may see." },
    NEED_HAS_NO_SKILLS: { description: "The need does not say which skills it asks for." },
  },
});

/** What keeps a worker from taking on a need, however well they fit. */
export enum MatchObstacle {
  PLACE = "PLACE",
  LANGUAGE = "LANGUAGE",
  DATES = "DATES",
}

registerEnumType(MatchObstacle, {
  name: "MatchObstacle",
  description:
    "What keeps a worker from taking on a need, however well they fit. Lists leave such pairs out.",
  valuesConfig: {
    PLACE: { description: "The work is done in another region or country." },
    LANGUAGE: { description: "The worker lacks a language that the work demands." },
    DATES: { description: "The last day of the work has passed." },
  },
});

export enum MatchedBy {
  SKILL = "SKILL",
  GOAL = "GOAL",
}

registerEnumType(MatchedBy, {
  name: "MatchedBy",
  description: "What of the worker answers a skill that a need asks for.",
  valuesConfig: {
    SKILL: { description: "A skill that the worker has." },
    GOAL: { description: "A growth goal that the work lets the worker pursue." },
  },
});

export enum SkillLinkKind {
  SAME = "SAME",
  BROADER = "BROADER",
  NARROWER = "NARROWER",
  RELATED = "RELATED",
  SIBLING = "SIBLING",
  LEXICAL = "LEXICAL",
  LEARNED = "LEARNED",
}

registerEnumType(SkillLinkKind, {
  name: "SkillLinkKind",
  description: "How a worker's skill bears on the one that a need asks for.",
  valuesConfig: {
    SAME: { description: "It is the same concept." },
    BROADER: { description: "The worker's skill is broader." },
    NARROWER: { description: "The worker's skill is narrower." },
    RELATED: { description: "The taxonomy relates them." },
    SIBLING: { description: "They share a broader concept." },
    LEXICAL: { description: "Their names share telling words." },
    LEARNED: { description: "Many people have both." },
  },
});

/** A pair with its numbers; `need` is there when it is at hand already. */
@ObjectType({
  description:
    "One worker and one need, scored for both: does the need let the worker grow, and does the worker get it done? Two viewers may see two scores, because only what the worker lets a viewer see counts for them.",
  simpleResolvers: true,
})
@Directive('@key(fields: "need { id } worker { id }")')
export class Match {
  needId: string;
  workerId: string;
  needRow?: Need;
  exact: MatchScore;
  /** The rows behind `exact`, worked out when first asked for. */
  explain: () => ScoreExplanation;

  @Field(() => [MatchObstacle], { description: "What stands in the way; empty in lists." })
  obstacles: MatchObstacle[];
}

@ObjectType({
  description: "How a worker's skill bears on the one that a need asks for.",
  simpleResolvers: true,
})
export class SkillLink {
  @Field(() => SkillLinkKind, { description: "The kind of link." })
  kind: SkillLinkKind;

  @Field(() => Float, { description: "How strong it is, above 0 to 1; 1 for the same concept." })
  value: number;

  path: readonly string[];
}

@ObjectType({ description: "What one skill of the need adds to the coverage.", simpleResolvers: true })
export class SkillContribution {
  skillId: string;
  matchedSkillId: string | null;

  @Field(() => Importance, { description: "How much the need depends on it." })
  importance: Importance;

  @Field(() => Proficiency, { description: "The proficiency it asks for." })
  required: Proficiency;

  @Field(() => Boolean, { description: "Whether the partner offers a mentor for it." })
  mentored: boolean;

  @Field(() => MatchedBy, {
    nullable: true,
    description: "Whether a skill or a goal of the worker answers it; null when nothing does.",
  })
  matchedBy: MatchedBy | null;

  @Field(() => SkillLink, { nullable: true, description: "How the worker's skill or goal bears on it." })
  link: SkillLink | null;

  @Field(() => Proficiency, {
    nullable: true,
    description: "The worker's proficiency in what answers it; null for none.",
  })
  current: Proficiency | null;

  @Field(() => Int, {
    nullable: true,
    description: "Levels from the worker's to the required one; negative when above it.",
  })
  gap: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "How much the step teaches, 0 to 1, when a goal answers it.",
  })
  stretch: number | null;

  @Field(() => Float, { description: "How rare the skill is, 0.2 to 1; 1 while there is little data." })
  rarity: number;

  @Field(() => Float, { description: "Its weight by importance: 1 or 0.5." })
  weight: number;

  @Field(() => Float, { description: "How far it is covered, 0 to 1." })
  coverage: number;

  @Field(() => Float, { description: "What it adds to the need's coverage. These add up to it exactly." })
  contribution: number;
}

@ObjectType({ description: "What one growth goal of the worker adds to the growth.", simpleResolvers: true })
export class GoalContribution {
  skillId: string;
  matchedSkillId: string | null;

  @Field(() => Proficiency, {
    nullable: true,
    description: "Where the worker stands; null: not yet a novice.",
  })
  current: Proficiency | null;

  @Field(() => Proficiency, { description: "Where the worker wants to get." })
  target: Proficiency;

  @Field(() => Int, { description: "How much it matters to the worker, 1 to 3." })
  priority: number;

  @Field(() => SkillLink, {
    nullable: true,
    description: "How the goal's skill bears on the one of the need.",
  })
  link: SkillLink | null;

  @Field(() => Int, {
    nullable: true,
    description: "Levels from where the worker stands to what the need asks for.",
  })
  gap: number | null;

  @Field(() => Float, { nullable: true, description: "How much the step teaches, 0 to 1." })
  stretch: number | null;

  @Field(() => Float, { nullable: true, description: "How much of the step leads to the target, 0 to 1." })
  reach: number | null;

  @Field(() => Float, { description: "How well the need serves this goal, 0 to 1." })
  strength: number;

  @Field(() => Float, { description: "What it adds to the worker's growth. These add up to it exactly." })
  contribution: number;
}

@ObjectType({ description: "Why a match scores as it does, in numbers that add up.", simpleResolvers: true })
export class MatchExplanation {
  @Field(() => Float, {
    nullable: true,
    description: "The exact score, 0 to 1: the harmonic mean of growth and coverage.",
  })
  score: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The exact growth, 0 to 1: the sum of the goals' contributions.",
  })
  growth: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The exact coverage, 0 to 1: the sum of the skills' contributions.",
  })
  coverage: number | null;

  @Field(() => [SkillContribution], { description: "One row for each skill of the need; at most 30." })
  skills: SkillContribution[];

  @Field(() => [GoalContribution], { description: "One row for each growth goal that counts; at most 5." })
  goals: GoalContribution[];
}
