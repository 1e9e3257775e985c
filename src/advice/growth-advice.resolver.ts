import { Max, Min } from "class-validator";
import { Args, ArgsType, Ctx, Field, FieldResolver, Float, Int, Resolver, Root } from "type-graphql";
import {
  type GrowthAdviser,
  MatchedBy,
  SkillLink,
  SkillLinkKind,
  type StepEffect,
  shownScore,
} from "../matching/index.js";
import { Need, needById } from "../needs/index.js";
import type { Context } from "../platform/graphql/context.js";
import { Cost, ListOf, Sliced } from "../platform/graphql/cost/cost.decorators.js";
import { proficiencyAt, Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import { type ShownWorker, Worker } from "../workers/index.js";
import { demandBySkill } from "./demand.reads.js";
import {
  GrowthAdvice,
  GrowthEffect,
  MOST_OPENED,
  NearestSkill,
  OpenedNeed,
  SkillDemand,
} from "./growth-advice.js";

const MOST_ADVICE = 20;

@ArgsType()
class GrowthAdviceArgs {
  @Field(() => Int, { defaultValue: 5, description: `How many at most, 1 to ${MOST_ADVICE}.` })
  @Min(1, { message: "must be at least 1" })
  @Max(MOST_ADVICE, { message: `must be at most ${MOST_ADVICE}` })
  first: number;

  @Field(() => Float, {
    defaultValue: 25,
    description: "From which score on a need counts as open to the worker, 0.1 to 100.",
  })
  @Min(0.1, { message: "must be at least 0.1" })
  @Max(100, { message: "must be at most 100" })
  minScore: number;
}

/** Adds the advice to a worker. */
@Resolver(() => Worker)
export class WorkerAdviceResolver {
  constructor(private readonly adviser: Pick<GrowthAdviser, "stepsFor">) {}

  @Cost(20)
  @Sliced()
  @FieldResolver(() => [GrowthAdvice], {
    description:
      "The skills which, raised by one level, would open the most needs to the worker or improve them the most: those that open the most first, of these those that gain the most, then by id. Near what the worker has or wants; as far as you see the worker's skills and goals. For a worker without goals, who has no scores, the skills that would do so as a first goal. Empty for partners.",
  })
  async growthAdvice(
    @Root() worker: ShownWorker,
    @Args(() => GrowthAdviceArgs) { first, minScore }: GrowthAdviceArgs,
    @Ctx() { principal }: Context,
  ): Promise<GrowthAdvice[]> {
    const steps = await this.adviser.stepsFor(principal, worker.id, { first, bar: minScore });
    return steps.map((step) => ({
      step,
      skillId: step.skillId,
      from: proficiencyAt(step.held),
      to: proficiencyAt(step.next)!,
    }));
  }
}

@Resolver(() => GrowthAdvice)
export class GrowthAdviceResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @FieldResolver(() => Skill, { description: "The skill." })
  skill(@Root() { skillId }: GrowthAdvice): SkillNode | null {
    return this.taxonomy.get(skillId);
  }

  @FieldResolver(() => GrowthEffect, {
    description:
      "What having the skill at `to` would do, all else as it is. A growth goal in it moves along, and is over once it is reached.",
  })
  raised(@Root() { step }: GrowthAdvice): GrowthEffect {
    return shownEffect(step.raised);
  }

  @Cost(20)
  @FieldResolver(() => GrowthEffect, {
    nullable: true,
    description:
      "What it would do if the skill became a growth goal of priority 2, from the level held to `to`; null where it is a growth goal.",
  })
  async asGoal(@Root() { step }: GrowthAdvice): Promise<GrowthEffect | null> {
    const effect = await step.asGoal();
    return effect && shownEffect(effect);
  }

  @Cost(0)
  @FieldResolver(() => NearestSkill, {
    description: "What of the worker is nearest to it: a skill held or, where none is near, a growth goal.",
  })
  nearest(@Root() { step }: GrowthAdvice): NearestSkill {
    const { skillId, by, link } = step.nearest;
    return { skillId, by: MatchedBy[by], link };
  }

  @Cost(3)
  @FieldResolver(() => SkillDemand, { description: "How many needs ask for it, now and 90 days ago." })
  demand(@Root() { skillId }: GrowthAdvice, @Ctx() { loaders }: Context): Promise<SkillDemand> {
    return loaders.load(demandBySkill, skillId);
  }
}

@Resolver(() => GrowthEffect)
export class GrowthEffectResolver {
  @ListOf(MOST_OPENED)
  @FieldResolver(() => [OpenedNeed], {
    description: `The needs that it opens, those of the highest score first; at most ${MOST_OPENED}.`,
  })
  opens(@Root() { effect }: GrowthEffect): OpenedNeed[] {
    return effect.opened(MOST_OPENED).map(({ needId, before, after }) => ({
      needId,
      before: shownScore(before),
      after: shownScore(after)!,
    }));
  }
}

@Resolver(() => OpenedNeed)
export class OpenedNeedResolver {
  @FieldResolver(() => Need, {
    nullable: true,
    description: "The need; null where it has been closed in this moment.",
  })
  need(@Root() { needId }: OpenedNeed, @Ctx() { loaders }: Context): Promise<Need | null> {
    return loaders.load(needById, needId);
  }
}

@Resolver(() => NearestSkill)
export class NearestSkillResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @FieldResolver(() => Skill, { description: "The worker's skill or growth goal." })
  skill(@Root() { skillId }: NearestSkill): SkillNode | null {
    return this.taxonomy.get(skillId);
  }

  @Cost(0)
  @FieldResolver(() => SkillLink, { description: "The link from there to the skill of the advice." })
  link(@Root() { link }: NearestSkill): SkillLink {
    return { ...link, kind: SkillLinkKind[link.kind] };
  }
}

const shownEffect = (effect: StepEffect): GrowthEffect => ({
  effect,
  needsOpened: effect.needsOpened,
  needsImproved: effect.needsImproved,
  gain: effect.gain,
});
