import { Field, Float, ObjectType } from "type-graphql";
import { IndicatorValue } from "../../partners/index.js";
import { ListOf } from "../../platform/graphql/cost/cost.decorators.js";
import { Proficiency, Skill, type SkillNode } from "../../skills/index.js";
import { OutcomeFeedback } from "./outcome-feedback.js";

@ObjectType({ description: "What became of a skill that a collaboration practised.", simpleResolvers: true })
export class SkillGrowth {
  skillId: string;

  @Field(() => Skill, { nullable: true, description: "The skill." })
  skill?: SkillNode | null;

  @Field(() => Proficiency, {
    nullable: true,
    description: "Where the worker stood when it was agreed, as the partner saw it.",
  })
  start: Proficiency | null;

  @Field(() => Proficiency, { description: "Where the worker was to get." })
  target: Proficiency;

  @Field(() => Proficiency, {
    nullable: true,
    description: "Where the worker says to stand at the end; told as `feedback` is.",
  })
  byWorker: Proficiency | null;

  @Field(() => Proficiency, {
    nullable: true,
    description: "Where the partner says the worker stands; told as `feedback` is.",
  })
  byPartner: Proficiency | null;
}

@ObjectType({ description: "What came of a collaboration. Seen by the two.", simpleResolvers: true })
export class Outcome {
  connectionId: string;

  @ListOf(2)
  @Field(() => [OutcomeFeedback], {
    description: "What each side said; the other side's once both have answered, or 30 days after the end.",
  })
  feedback: OutcomeFeedback[];

  @ListOf(10)
  @Field(() => [SkillGrowth], { description: "What became of each skill that was practised." })
  skills: SkillGrowth[];

  @Field(() => IndicatorValue, { nullable: true, description: "How the goal's indicator moved." })
  indicator: IndicatorValue | null;

  @Field(() => Float, { description: "Hours that were logged." })
  hours: number;
}
