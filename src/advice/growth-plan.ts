import { Field, Float, Int, ObjectType } from "type-graphql";
import type { PlannedRaise } from "../matching/index.js";
import { Cost } from "../platform/graphql/cost/cost.decorators.js";
import { Proficiency } from "../skills/index.js";

/** So many of those whom a step raises are listed. */
export const MOST_RAISES = 20;

@Cost(0)
@ObjectType({ description: "Somebody whom a step of a growth plan raises.", simpleResolvers: true })
export class GrowthPlanRaise {
  workerId: string;

  @Field(() => Proficiency, { nullable: true, description: "The proficiency held now; null for none." })
  from: Proficiency | null;

  @Field(() => Proficiency, { description: "The proficiency after the step." })
  to: Proficiency;

  @Field(() => Boolean, {
    description: "Whether it is one of the worker's growth goals, as far as the library sees them.",
  })
  wanted: boolean;
}

@Cost(0)
@ObjectType({
  description: "A skill of a growth plan, to be raised by one level in some of the staff.",
  simpleResolvers: true,
})
export class GrowthPlanStep {
  skillId: string;
  raised: readonly PlannedRaise[];

  @Field(() => Float, {
    description: "How many levels of the gap it closes, after the steps before it; see `GrowthPlan.gap`.",
  })
  closes: number;

  @Field(() => Int, { description: "How many local open needs ask for the skill." })
  needsAsking: number;

  @Field(() => Int, { description: "In how many of the staff it is to be raised by one level." })
  people: number;
}

@ObjectType({
  description:
    "Which few skills, raised by one level in some of a library's staff, close most of the gap between what local open needs ask for and what the staff have.",
  simpleResolvers: true,
})
export class GrowthPlan {
  steps: GrowthPlanStep[];

  @Field(() => Int, { description: "How many of the staff count: those whom their library may find." })
  staff: number;

  @Field(() => Int, {
    description: "How many open needs count: those of the consortium that the library's place fits.",
  })
  needs: number;

  @Field(() => Float, {
    description:
      "How many levels are missing when, in each skill, each need gets a person of its own; of a NICE skill a level counts half. What stands in for a skill counts by its affinity.",
  })
  gap: number;

  @Field(() => Float, {
    description:
      "How many levels of the gap the steps close together: at least 63 % of what the best choice of as many skills closes.",
  })
  closed: number;

  @Field(() => Float, { description: "No choice of as many skills closes more than so many levels." })
  atMost: number;
}
