import { Arg, Args, Ctx, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { Need, needById } from "../needs/index.js";
import { Partner, partnerById } from "../partners/index.js";
import { type Connection, connectionType, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { type ShownWorker, Worker } from "../workers/index.js";
import { GrantConsentInput, RevokeConsentInput } from "./consent.inputs.js";
import { consentById, consentsByWorker } from "./consent.loaders.js";
import { maySeeConsents } from "./consent.policy.js";
import type { ConsentReference, ConsentService } from "./consent.service.js";
import { ConsentGrant } from "./consent-grant.js";

const ConsentConnection = connectionType("Consent", () => ConsentGrant, "consents");

@ObjectType({ description: "The answer to a mutation about a consent.", simpleResolvers: true })
class ConsentPayload extends Payload {
  consentId?: string;
}

@Resolver(() => ConsentGrant)
export class ConsentResolver {
  constructor(private readonly service: ConsentService) {}

  @Mutate(() => ConsentPayload, {
    description:
      "Discloses something of your profile to one partner, for a purpose and a time. While it is valid, the partner can open your profile by id, whatever it is about: with IDENTITY and CONTACT it sees who you are. DISCOVERY shows skills and goals that are open to partners, and puts you into `workers` and into the matches of the partner's needs; bound to a need, into those of this need only. For workers.",
  })
  grantConsent(
    @Arg("input", () => GrantConsentInput, { description: "The consent." }) input: GrantConsentInput,
    @Ctx() { principal }: Context,
  ): Promise<ConsentReference> {
    return this.service.grant(userOf(principal), input);
  }

  @Mutate(() => ConsentPayload, {
    description:
      "Takes a consent back; it counts for no request that comes after. For the worker who gave it.",
  })
  revokeConsent(
    @Arg("input", () => RevokeConsentInput, { description: "Which one." }) input: RevokeConsentInput,
    @Ctx() { principal }: Context,
  ): Promise<ConsentReference> {
    return this.service.revoke(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() consent: ConsentGrant): string {
    return typedId("consent", consent.id);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "To whom it was given." })
  async partner(@Root() { partnerId }: ConsentGrant, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return await loaders.load(partnerById, partnerId);
  }

  @FieldResolver(() => Need, {
    nullable: true,
    description:
      "The only need that it is about; null for all of the partner's, or where you may not see it.",
  })
  async need(@Root() { needId }: ConsentGrant, @Ctx() { loaders }: Context): Promise<Need | null> {
    return needId === null ? null : await loaders.load(needById, needId);
  }
}

@Resolver(() => ConsentPayload)
export class ConsentPayloadResolver {
  @FieldResolver(() => ConsentGrant, {
    nullable: true,
    description: "The consent as it is now; null when refused.",
  })
  async consent(
    @Root() { consentId }: ConsentPayload,
    @Ctx() { loaders }: Context,
  ): Promise<ConsentGrant | null> {
    return consentId ? await loaders.load(consentById, consentId) : null;
  }
}

/** Adds to a worker what they disclose to partners. */
@Resolver(() => Worker)
export class WorkerConsentsResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => ConsentConnection, {
    nullable: true,
    description:
      "The consents that the worker has given, newest first: the worker sees all of them, a partner those to it that are valid, and everybody else null.",
  })
  async consents(
    @Root() { id }: ShownWorker,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal, loaders }: Context,
  ): Promise<Connection<ConsentGrant> | null> {
    if (!maySeeConsents(userOf(principal), id)) return null;
    return await loaders.load(consentsByWorker, { ownerId: id, ...page });
  }
}
