import { ValidateNested } from "class-validator";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { CommunityGoal, communityGoalById, Partner, partnerById } from "../partners/index.js";
import { type Connection, connectionType, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { selectionOf } from "../platform/graphql/look-ahead.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { Optional } from "../platform/graphql/validation.js";
import { CreateNeedInput, NeedFilter, NeedTransitionInput, UpdateNeedInput } from "./need.inputs.js";
import { Need } from "./need.js";
import { needById, needByIdFor, skillsByNeed } from "./need.reads.js";
import type { NeedReference, NeedService } from "./need.service.js";
import type { ReadNeed } from "./need.shape.js";
import type { NeedDirectory } from "./need-directory.js";
import { NeedSkill } from "./need-skill.js";

const NeedConnection = connectionType("Need", () => Need, "needs");

@ArgsType()
class NeedsArgs extends PageArgs {
  @Field(() => NeedFilter, {
    nullable: true,
    description: "Which needs; all that you may see when left out.",
  })
  @Optional()
  @ValidateNested()
  filter?: NeedFilter | null;
}

@ObjectType({ description: "The answer to a mutation about a need.", simpleResolvers: true })
class NeedPayload extends Payload {
  needId?: string;
}

@Resolver(() => Need)
export class NeedResolver {
  constructor(private readonly directory: NeedDirectory) {}

  @Query(() => Need, {
    nullable: true,
    description: "A need by id; null when there is none that you may see.",
  })
  need(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Need | null> {
    return context.loaders.load(needByIdFor(selectionOf(info, context)), uuidOf("need", id));
  }

  @Cost(10)
  @Paged()
  @Query(() => NeedConnection, { description: "The needs that you may see, newest first." })
  needs(
    @Args(() => NeedsArgs) { filter, ...page }: NeedsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Need>> {
    const asked = selectionOf(info, context)?.entries ?? null;
    return this.directory.list(context.principal, filter ?? {}, page, asked);
  }

  @Subscription(() => Need, {
    nullable: true,
    topics: "need",
    topicId: ({ args }) => uuidOf("need", args.id),
    description:
      "A need as it is now, and again after each change. Null when there is none that you may see (any more); that is the end.",
  })
  needChanged(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<Need | null> {
    return loaders.load(needById, uuidOf("need", id));
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() need: Need): string {
    return typedId("need", need.id);
  }

  @FieldResolver(() => Partner, { description: "Who has the need." })
  partner(@Root() need: ReadNeed, @Ctx() { loaders }: Context): Partner | Promise<Partner | null> {
    return need.partnerRead ?? loaders.load(partnerById, need.partnerId);
  }

  @FieldResolver(() => CommunityGoal, {
    nullable: true,
    description: "The goal of the partner that it serves.",
  })
  async communityGoal(@Root() need: Need, @Ctx() { loaders }: Context): Promise<CommunityGoal | null> {
    return need.communityGoalId ? await loaders.load(communityGoalById, need.communityGoalId) : null;
  }

  @ListOf(30)
  @FieldResolver(() => [NeedSkill], {
    description: "The skills it asks for, the needed ones first; at most 30.",
  })
  skills(
    @Root() need: ReadNeed,
    @Ctx() { loaders }: Context,
  ): readonly NeedSkill[] | Promise<readonly NeedSkill[]> {
    return need.skillsRead
      ? this.directory.withConcepts(need.skillsRead)
      : loaders.load(skillsByNeed, need.id).then((skills) => this.directory.withConcepts(skills));
  }
}

@Resolver(() => NeedPayload)
export class NeedMutationResolver {
  constructor(private readonly service: NeedService) {}

  @Mutate(() => NeedPayload, {
    description: "Creates a need, as a draft or open at once. For the partner's members and administrators.",
  })
  createNeed(
    @Arg("input", () => CreateNeedInput, { description: "The need." }) input: CreateNeedInput,
    @Ctx() { principal }: Context,
  ): Promise<NeedReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => NeedPayload, { description: "Changes a need. For the partner's members and administrators." })
  updateNeed(
    @Arg("input", () => UpdateNeedInput, { description: "What to change." }) input: UpdateNeedInput,
    @Ctx() { principal }: Context,
  ): Promise<NeedReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => NeedPayload, {
    description: "Opens a draft: from now on it is matched. It must ask for a skill.",
  })
  publishNeed(
    @Arg("input", () => NeedTransitionInput, { description: "Which one." }) input: NeedTransitionInput,
    @Ctx() { principal }: Context,
  ): Promise<NeedReference> {
    return this.service.transition(userOf(principal), "PUBLISH", input);
  }

  @Mutate(() => NeedPayload, { description: "Marks an open need as filled: it is not matched any more." })
  fillNeed(
    @Arg("input", () => NeedTransitionInput, { description: "Which one." }) input: NeedTransitionInput,
    @Ctx() { principal }: Context,
  ): Promise<NeedReference> {
    return this.service.transition(userOf(principal), "FILL", input);
  }

  @Mutate(() => NeedPayload, { description: "Opens a filled need again." })
  reopenNeed(
    @Arg("input", () => NeedTransitionInput, { description: "Which one." }) input: NeedTransitionInput,
    @Ctx() { principal }: Context,
  ): Promise<NeedReference> {
    return this.service.transition(userOf(principal), "REOPEN", input);
  }

  @Mutate(() => NeedPayload, { description: "Ends a need for good." })
  closeNeed(
    @Arg("input", () => NeedTransitionInput, { description: "Which one." }) input: NeedTransitionInput,
    @Ctx() { principal }: Context,
  ): Promise<NeedReference> {
    return this.service.transition(userOf(principal), "CLOSE", input);
  }

  @Mutate(() => NeedPayload, {
    description: "Takes a need out of every list. For the partner's members and administrators.",
  })
  archiveNeed(
    @Arg("input", () => NeedTransitionInput, { description: "Which one." }) input: NeedTransitionInput,
    @Ctx() { principal }: Context,
  ): Promise<NeedReference> {
    return this.service.archive(userOf(principal), input);
  }

  @FieldResolver(() => Need, { nullable: true, description: "The need as it is now; null when refused." })
  async need(
    @Root() { needId }: NeedPayload,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Need | null> {
    return needId ? await context.loaders.load(needByIdFor(selectionOf(info, context)), needId) : null;
  }
}
