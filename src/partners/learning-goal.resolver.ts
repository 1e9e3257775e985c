import { Arg, Ctx, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import {
  CreatePartnerLearningGoalInput,
  RemovePartnerLearningGoalInput,
  UpdatePartnerLearningGoalInput,
} from "./learning-goal.inputs.js";
import { PartnerLearningGoal } from "./learning-goal.js";
import { learningGoalById, learningGoalsByPartner } from "./learning-goal.loaders.js";
import type { LearningGoalReference, LearningGoalService } from "./learning-goal.service.js";
import { Partner } from "./partner.js";
import { partnerById } from "./partner.loaders.js";

@ObjectType({
  description: "The answer to a mutation about a partner's learning goal.",
  simpleResolvers: true,
})
export class PartnerLearningGoalPayload extends Payload {
  learningGoalId?: string;
}

@Resolver(() => PartnerLearningGoal)
export class LearningGoalResolver {
  constructor(
    private readonly service: LearningGoalService,
    private readonly taxonomy: Taxonomy,
  ) {}

  @Mutate(() => PartnerLearningGoalPayload, {
    description:
      "Says what a partner's own people want to learn; at most 20 goals. For the partner's members and administrators.",
  })
  createPartnerLearningGoal(
    @Arg("input", () => CreatePartnerLearningGoalInput, { description: "The goal." })
    input: CreatePartnerLearningGoalInput,
    @Ctx() { principal }: Context,
  ): Promise<LearningGoalReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => PartnerLearningGoalPayload, {
    description: "Changes a learning goal. For the partner's members and administrators.",
  })
  updatePartnerLearningGoal(
    @Arg("input", () => UpdatePartnerLearningGoalInput, { description: "What to change." })
    input: UpdatePartnerLearningGoalInput,
    @Ctx() { principal }: Context,
  ): Promise<LearningGoalReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => PartnerLearningGoalPayload, {
    description: "Takes a learning goal out of use. For the partner's members and administrators.",
  })
  removePartnerLearningGoal(
    @Arg("input", () => RemovePartnerLearningGoalInput, { description: "Which one." })
    input: RemovePartnerLearningGoalInput,
    @Ctx() { principal }: Context,
  ): Promise<LearningGoalReference> {
    return this.service.remove(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() goal: PartnerLearningGoal): string {
    return typedId("learning_goal", goal.id);
  }

  @FieldResolver(() => Partner, { description: "Whose goal it is." })
  async partner(@Root() goal: PartnerLearningGoal, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return await loaders.load(partnerById, goal.partnerId);
  }

  @Cost(0)
  @FieldResolver(() => Skill, { description: "The skill to learn." })
  skill(@Root() { skillId }: PartnerLearningGoal): SkillNode | null {
    return this.taxonomy.current(skillId);
  }
}

/** Adds to a partner what its people want to learn. */
@Resolver(() => Partner)
export class PartnerLearningResolver {
  @ListOf(20)
  @FieldResolver(() => [PartnerLearningGoal], {
    description:
      "What its own people want to learn, what matters most first; at most 20. For users of its consortium, and of those that discover each other with it; empty for others.",
  })
  learningGoals(@Root() partner: Partner, @Ctx() { loaders }: Context): Promise<PartnerLearningGoal[]> {
    return loaders.load(learningGoalsByPartner, partner.id);
  }
}

@Resolver(() => PartnerLearningGoalPayload)
export class LearningGoalPayloadResolver {
  @FieldResolver(() => PartnerLearningGoal, {
    nullable: true,
    description: "The goal as it is now; null when refused.",
  })
  async learningGoal(
    @Root() { learningGoalId }: PartnerLearningGoalPayload,
    @Ctx() { loaders }: Context,
  ): Promise<PartnerLearningGoal | null> {
    return learningGoalId ? await loaders.load(learningGoalById, learningGoalId) : null;
  }
}
