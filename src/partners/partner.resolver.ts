import { ValidateNested } from "class-validator";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import type { Reads } from "../platform/database/reads.js";
import { type Connection, connectionType, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { Optional } from "../platform/graphql/validation.js";
import { CommunityGoal } from "./community-goal.js";
import {
  ArchivePartnerInput,
  CreatePartnerInput,
  PartnerFilter,
  UpdatePartnerInput,
} from "./partner.inputs.js";
import { Partner } from "./partner.js";
import { communityGoalsByPartner, partnerById } from "./partner.loaders.js";
import { mayEditPartner } from "./partner.policy.js";
import { listPartners } from "./partner.reads.js";
import type { PartnerReference, PartnerService } from "./partner.service.js";

export const PartnerConnection = connectionType("Partner", () => Partner, "partners");

@ArgsType()
class PartnersArgs extends PageArgs {
  @Field(() => PartnerFilter, { nullable: true, description: "Which partners; all when left out." })
  @Optional()
  @ValidateNested()
  filter?: PartnerFilter | null;
}

@ObjectType({ description: "The answer to a mutation about a partner.", simpleResolvers: true })
export class PartnerPayload extends Payload {
  partnerId?: string;
}

@Resolver(() => Partner)
export class PartnerResolver {
  constructor(
    private readonly reads: Reads,
    private readonly service: PartnerService,
  ) {}

  @Query(() => Partner, { nullable: true, description: "A partner by id; null when there is none." })
  partner(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<Partner | null> {
    return loaders.load(partnerById, uuidOf("partner", id));
  }

  @Cost(10)
  @Paged()
  @Query(() => PartnerConnection, { description: "The partners in use, by name." })
  partners(@Args(() => PartnersArgs) { filter, ...page }: PartnersArgs): Promise<Connection<Partner>> {
    return listPartners(this.reads, filter ?? {}, page);
  }

  @Mutate(() => PartnerPayload, {
    description: "Registers a community organisation. For administrators and library managers.",
  })
  createPartner(
    @Arg("input", () => CreatePartnerInput, { description: "The organisation." }) input: CreatePartnerInput,
    @Ctx() { principal }: Context,
  ): Promise<PartnerReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => PartnerPayload, { description: "Changes a partner. For its members and administrators." })
  updatePartner(
    @Arg("input", () => UpdatePartnerInput, { description: "What to change." }) input: UpdatePartnerInput,
    @Ctx() { principal }: Context,
  ): Promise<PartnerReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => PartnerPayload, {
    description: "Takes a partner and its needs out of every list. For its members and administrators.",
  })
  archivePartner(
    @Arg("input", () => ArchivePartnerInput, { description: "Which one." }) input: ArchivePartnerInput,
    @Ctx() { principal }: Context,
  ): Promise<PartnerReference> {
    return this.service.archive(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() partner: Partner): string {
    return typedId("partner", partner.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The address to which notifications for its members are mailed. For its members and administrators, null for others.",
  })
  contactEmail(@Root() partner: Partner, @Ctx() { principal }: Context): string | null {
    return mayEditPartner(principal, partner) ? partner.contactEmail : null;
  }

  @ListOf(20)
  @FieldResolver(() => [CommunityGoal], {
    description: "What it wants to achieve, oldest first; at most 20.",
  })
  goals(@Root() partner: Partner, @Ctx() { loaders }: Context): Promise<CommunityGoal[]> {
    return loaders.load(communityGoalsByPartner, partner.id);
  }
}

@Resolver(() => PartnerPayload)
export class PartnerPayloadResolver {
  @FieldResolver(() => Partner, {
    nullable: true,
    description: "The partner as it is now; null when refused.",
  })
  async partner(@Root() { partnerId }: PartnerPayload, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return partnerId ? await loaders.load(partnerById, partnerId) : null;
  }
}
