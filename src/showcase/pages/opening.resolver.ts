import { Arg, Ctx, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { type Context, userOf } from "../../platform/graphql/context.js";
import { Cost } from "../../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../../platform/graphql/mutation.js";
import { Payload } from "../../platform/graphql/user-errors.js";
import { Consortium, consortiumById } from "../../workers/index.js";
import type { ShownCard } from "../card-view.js";
import { ShowcaseCard } from "../showcase-card.js";
import { OpenShowcaseInput } from "./opening.inputs.js";
import { cardIsPublic, consortiumIsOpen } from "./opening.loaders.js";
import type { OpenedReference, OpeningService } from "./opening.service.js";
import type { ShowcaseAddresses } from "./showcase-addresses.js";

@ObjectType({ description: "The answer when a showcase was opened or closed.", simpleResolvers: true })
export class OpenShowcasePayload extends Payload {
  consortiumId?: string;
}

@Resolver(() => OpenShowcasePayload)
export class OpeningResolver {
  constructor(private readonly service: OpeningService) {}

  @Mutate(() => OpenShowcasePayload, {
    description:
      "Gives your consortium's showcase public pages and a feed that everybody can read without an account, or takes them away. They show published cards of libraries, and of workers whom everybody may find. For administrators.",
  })
  openShowcase(
    @Arg("input", () => OpenShowcaseInput, { description: "Whether." }) input: OpenShowcaseInput,
    @Ctx() { principal }: Context,
  ): Promise<OpenedReference> {
    return this.service.open(userOf(principal), input);
  }

  @FieldResolver(() => Consortium, { nullable: true, description: "Your consortium; null when refused." })
  async consortium(
    @Root() { consortiumId }: OpenShowcasePayload,
    @Ctx() { loaders }: Context,
  ): Promise<Consortium | null> {
    return consortiumId ? await loaders.load(consortiumById, consortiumId) : null;
  }
}

/** Adds to a consortium where its public showcase is. */
@Resolver(() => Consortium)
export class ConsortiumShowcaseResolver {
  constructor(private readonly addresses: ShowcaseAddresses) {}

  @Cost(1)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The address of its public showcase; null where it has none.",
  })
  async showcaseUrl(@Root() { id }: Consortium, @Ctx() { loaders }: Context): Promise<string | null> {
    return (await loaders.load(consortiumIsOpen, id)) ? this.addresses.ofConsortium(id) : null;
  }
}

/** Adds to a card the page that a partner can be sent. */
@Resolver(() => ShowcaseCard)
export class CardPageResolver {
  constructor(private readonly addresses: ShowcaseAddresses) {}

  @Cost(1)
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The address of its public page, which everybody can open; null where it has none. After a withdrawal it is gone within a minute.",
  })
  async publicUrl(@Root() { id }: ShownCard, @Ctx() { loaders }: Context): Promise<string | null> {
    return (await loaders.load(cardIsPublic, id)) ? this.addresses.card(id) : null;
  }
}
