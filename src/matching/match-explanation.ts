import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Importance } from "../needs/index.js";
import { Cost, ListOf } from "../platform/graphql/cost/cost.decorators.js";
import { Proficiency } from "../skills/index.js";
import type { Improvement } from "./improvements.js";

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

@Cost(0)
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

@Cost(0)
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
    description:
      "Levels from `current` to the required one, -4 to 5; negative when above it, null when nothing answers it.",
  })
  gap: number | null;

  @Field(() => Proficiency, {
    nullable: true,
    description:
      "The worker's proficiency in this very skill, as far as you may see; null for none, even where another skill or a goal answers it.",
  })
  held: Proficiency | null;

  @Field(() => Int, {
    description:
      "Levels of this very skill that the worker is short of the required one, 0 to 5: from `held`, absent as level 0. Another skill or a goal may cover part of it; see `coverage`.",
  })
  missingLevels: number;

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

@Cost(0)
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

export enum MatchSide {
  WORKER = "WORKER",
  PARTNER = "PARTNER",
}

registerEnumType(MatchSide, {
  name: "MatchSide",
  description: "The two sides of a match.",
  valuesConfig: {
    WORKER: { description: "The worker." },
    PARTNER: { description: "The partner whose need it is." },
  },
});

export enum MatchImprovementKind {
  RAISE_SKILL = "RAISE_SKILL",
  ADD_GOAL = "ADD_GOAL",
  OFFER_MENTOR = "OFFER_MENTOR",
  LOWER_LEVEL = "LOWER_LEVEL",
}

registerEnumType(MatchImprovementKind, {
  name: "MatchImprovementKind",
  description: "A single step that would raise the score of a match.",
  valuesConfig: {
    RAISE_SKILL: {
      description:
        "The worker holds the skill at a higher level, or at all. A growth goal in it moves along, and is over once its target is reached.",
    },
    ADD_GOAL: {
      description:
        "The worker makes the skill a growth goal of priority 2, from the level held to the one that the need asks for.",
    },
    OFFER_MENTOR: { description: "The partner offers a mentor for the skill." },
    LOWER_LEVEL: {
      description:
        "The partner asks for one level less of the skill. The need then fits more people because it gets less: right only where less will do.",
    },
  },
});

@ObjectType({
  description:
    "A single step of one side that would raise the score, all else as it is now. Whoever sees the match sees the steps of both sides; they count only what you may see of the worker.",
  simpleResolvers: true,
})
export class MatchImprovement {
  skillId: string;

  @Field(() => MatchSide, { description: "Whose step it is." })
  side: MatchSide;

  @Field(() => MatchImprovementKind, { description: "What the step is." })
  kind: MatchImprovementKind;

  @Field(() => Proficiency, {
    nullable: true,
    description:
      "For the worker's steps the proficiency held now, null for none; for LOWER_LEVEL the one asked for now; null for OFFER_MENTOR.",
  })
  from: Proficiency | null;

  @Field(() => Proficiency, {
    nullable: true,
    description: "The proficiency held, wanted or asked for afterwards; null for OFFER_MENTOR.",
  })
  to: Proficiency | null;

  @Field(() => Float, {
    description:
      "The exact score afterwards, above 0 to 1. Of a skill that is new in a profile, the rarity may change a little besides.",
  })
  score: number;

  @Field(() => Float, {
    description: "How much more that is than now, above 0 to 1; a match without a score counts as 0.",
  })
  gain: number;
}

@ObjectType({ description: "Why a match scores as it does, in numbers that add up.", simpleResolvers: true })
export class MatchExplanation {
  improve: () => readonly Improvement[];

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

  @ListOf(30)
  @Field(() => [SkillContribution], { description: "One row for each skill of the need; at most 30." })
  skills: SkillContribution[];

  @ListOf(5)
  @Field(() => [GoalContribution], { description: "One row for each growth goal that counts; at most 5." })
  goals: GoalContribution[];
}
