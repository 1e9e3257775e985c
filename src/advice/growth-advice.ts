import { Field, Float, Int, ObjectType } from "type-graphql";
import { type AdvisedStep, type AffinityLink, MatchedBy, type StepEffect } from "../matching/index.js";
import { Cost } from "../platform/graphql/cost/cost.decorators.js";
import { Proficiency } from "../skills/index.js";

/** So many of the needs that a step opens are listed. */
export const MOST_OPENED = 10;

@ObjectType({ description: "A need that a step would open to the worker.", simpleResolvers: true })
export class OpenedNeed {
  needId: string;

  @Field(() => Float, {
    nullable: true,
    description: "The score of the match now, 0 to 100 with one decimal; null where there is none.",
  })
  before: number | null;

  @Field(() => Float, { description: "The score after the step, 0 to 100 with one decimal." })
  after: number;
}

@Cost(0)
@ObjectType({ description: "What one step would do to the worker's matches.", simpleResolvers: true })
export class GrowthEffect {
  effect: StepEffect;

  @Field(() => Int, { description: "How many needs reach `minScore` by it." })
  needsOpened: number;

  @Field(() => Int, { description: "How many needs score higher after it, opened or not." })
  needsImproved: number;

  @Field(() => Float, {
    description:
      "How many points the scores of all open needs together gain, where a score is 0 to 100; losses count, so it can be negative.",
  })
  gain: number;
}

@ObjectType({ description: "What of the worker is nearest to a skill.", simpleResolvers: true })
export class NearestSkill {
  skillId: string;
  link: AffinityLink;

  @Field(() => MatchedBy, { description: "Whether the worker has it or wants to grow in it." })
  by: MatchedBy;
}

@ObjectType({
  description: "How many needs ask for a skill now, and how many did some time ago.",
  simpleResolvers: true,
})
export class SkillDemand {
  @Field(() => Int, { description: "Open needs of your consortium that ask for it." })
  now: number;

  @Field(() => Int, {
    description:
      "Needs of your consortium that were open 90 days ago and ask for it. One that was filled and opened again counts as open in between.",
  })
  before: number;

  @Field(() => Int, { description: "`now` less `before`: above 0 where more is asked for than before." })
  change: number;
}

/** A step that a worker is advised to take; the resolvers of its fields make the rest. */
@ObjectType({
  description:
    "A skill which, one level higher, would open or improve needs for the worker. Only what you may see of the worker counts.",
  simpleResolvers: true,
})
export class GrowthAdvice {
  step: AdvisedStep;
  skillId: string;

  @Field(() => Proficiency, { nullable: true, description: "The proficiency held now; null for none." })
  from: Proficiency | null;

  @Field(() => Proficiency, { description: "The proficiency after the step." })
  to: Proficiency;
}
