import { Arg, Ctx, FieldResolver, Float, ID, ObjectType, Resolver, Root } from "type-graphql";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import {
  ArchiveCommunityGoalInput,
  CreateCommunityGoalInput,
  UpdateCommunityGoalInput,
} from "./community-goal.inputs.js";
import { CommunityGoal, Indicator } from "./community-goal.js";
import type { CommunityGoalReference, CommunityGoalService } from "./community-goal.service.js";
import { Partner } from "./partner.js";
import { communityGoalById, partnerById } from "./partner.loaders.js";

@ObjectType({ description: "The answer to a mutation about a community goal.", simpleResolvers: true })
export class CommunityGoalPayload extends Payload {
  communityGoalId?: string;
}

@Resolver(() => CommunityGoal)
export class CommunityGoalResolver {
  constructor(private readonly service: CommunityGoalService) {}

  @Mutate(() => CommunityGoalPayload, {
    description: "Sets a new goal. For the partner's members and administrators.",
  })
  createCommunityGoal(
    @Arg("input", () => CreateCommunityGoalInput, { description: "The goal." })
    input: CreateCommunityGoalInput,
    @Ctx() { principal }: Context,
  ): Promise<CommunityGoalReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => CommunityGoalPayload, {
    description: "Changes a goal or its indicator. For the partner's members and administrators.",
  })
  updateCommunityGoal(
    @Arg("input", () => UpdateCommunityGoalInput, { description: "What to change." })
    input: UpdateCommunityGoalInput,
    @Ctx() { principal }: Context,
  ): Promise<CommunityGoalReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => CommunityGoalPayload, {
    description: "Takes a goal out of use. For the partner's members and administrators.",
  })
  archiveCommunityGoal(
    @Arg("input", () => ArchiveCommunityGoalInput, { description: "Which one." })
    input: ArchiveCommunityGoalInput,
    @Ctx() { principal }: Context,
  ): Promise<CommunityGoalReference> {
    return this.service.archive(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() goal: CommunityGoal): string {
    return typedId("community_goal", goal.id);
  }

  @FieldResolver(() => Partner, { description: "Whose goal it is." })
  async partner(@Root() goal: CommunityGoal, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return await loaders.load(partnerById, goal.partnerId);
  }
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  @FieldResolver(() => Float, {
    description:
      "How much of the way from baseline to target is done: 0 at the baseline, 1 at the target, at most 1.",
  })
  progress(@Root() { baseline, target, current }: Indicator): number {
    return Math.min(1, Math.max(0, (current - baseline) / (target - baseline)));
  }
}

@Resolver(() => CommunityGoalPayload)
export class CommunityGoalPayloadResolver {
  @FieldResolver(() => CommunityGoal, {
    nullable: true,
    description: "The goal as it is now; null when refused.",
  })
  async communityGoal(
    @Root() { communityGoalId }: CommunityGoalPayload,
    @Ctx() { loaders }: Context,
  ): Promise<CommunityGoal | null> {
    return communityGoalId ? await loaders.load(communityGoalById, communityGoalId) : null;
  }
}
