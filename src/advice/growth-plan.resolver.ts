import { Max, Min } from "class-validator";
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { GAP_UNITS, type GrowthAdviser } from "../matching/index.js";
import type { Context } from "../platform/graphql/context.js";
import { Cost, ListOf } from "../platform/graphql/cost/cost.decorators.js";
import { proficiencyAt, Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import { Library, type ShownWorker, Worker, workerById } from "../workers/index.js";
import { GrowthPlan, GrowthPlanRaise, GrowthPlanStep, MOST_RAISES } from "./growth-plan.js";

const MOST_STEPS = 20;

@ArgsType()
class GrowthPlanArgs {
  @Field(() => Int, { defaultValue: 5, description: `How many skills at most, 1 to ${MOST_STEPS}.` })
  @Min(1, { message: "must be at least 1" })
  @Max(MOST_STEPS, { message: `must be at most ${MOST_STEPS}` })
  first: number;
}

/** Adds the plan to a library. */
@Resolver(() => Library)
export class LibraryPlanResolver {
  constructor(private readonly adviser: Pick<GrowthAdviser, "planFor">) {}

  @Cost(200)
  @FieldResolver(() => GrowthPlan, {
    nullable: true,
    description:
      "What the staff could learn for the open needs around them. For the library's managers, null for others. Counts only what workers let their library see.",
  })
  async growthPlan(
    @Root() library: Library,
    @Args(() => GrowthPlanArgs) { first }: GrowthPlanArgs,
    @Ctx() { principal }: Context,
  ): Promise<GrowthPlan | null> {
    const plan = await this.adviser.planFor(principal, library, first);
    if (!plan) return null;
    const { staff, needs, gap, closed, atMost, steps, needsAsking } = plan;
    return {
      ...{ staff, needs },
      ...{ gap: levels(gap), closed: levels(closed), atMost: levels(atMost) },
      steps: steps.map(({ skillId, closes, raises }) => ({
        ...{ skillId, raised: raises, people: raises.length },
        closes: levels(closes),
        needsAsking: needsAsking(skillId),
      })),
    };
  }
}

const levels = (units: number): number => units / GAP_UNITS;

@Resolver(() => GrowthPlan)
export class GrowthPlanResolver {
  @ListOf(MOST_STEPS)
  @FieldResolver(() => [GrowthPlanStep], {
    description:
      "The steps, each chosen because it closes most after those before it; none that closes nothing.",
  })
  steps(@Root() { steps }: GrowthPlan): GrowthPlanStep[] {
    return steps;
  }
}

@Resolver(() => GrowthPlanStep)
export class GrowthPlanStepResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @FieldResolver(() => Skill, { description: "The skill." })
  skill(@Root() { skillId }: GrowthPlanStep): SkillNode | null {
    return this.taxonomy.get(skillId);
  }

  @ListOf(MOST_RAISES)
  @FieldResolver(() => [GrowthPlanRaise], {
    description: `In whom: those who close most first, of equals those who want it, then those to whom it is nearest; at most ${MOST_RAISES}.`,
  })
  raises(@Root() { raised }: GrowthPlanStep): GrowthPlanRaise[] {
    return raised.slice(0, MOST_RAISES).map(({ workerId, from, to, isWanted }) => ({
      ...{ workerId, from: proficiencyAt(from), to: proficiencyAt(to)! },
      wanted: isWanted,
    }));
  }
}

@Resolver(() => GrowthPlanRaise)
export class GrowthPlanRaiseResolver {
  @FieldResolver(() => Worker, {
    nullable: true,
    description: "Who; null where the worker has been hidden in this moment.",
  })
  worker(@Root() { workerId }: GrowthPlanRaise, @Ctx() { loaders }: Context): Promise<ShownWorker | null> {
    return loaders.load(workerById, workerId);
  }
}
