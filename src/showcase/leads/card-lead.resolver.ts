import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { Connection, connectionById, type ShownConnection } from "../../connections/index.js";
import { Need, needById } from "../../needs/index.js";
import { type Context, userOf } from "../../platform/graphql/context.js";
import { Cost } from "../../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../../platform/graphql/mutation.js";
import { Payload } from "../../platform/graphql/user-errors.js";
import type { ShownCard } from "../card-view.js";
import { cardById } from "../showcase.loaders.js";
import { ShowcaseCard } from "../showcase-card.js";
import { IntroduceFromCardInput, TurnCardIntoNeedInput } from "./card-lead.inputs.js";
import { cardOfConnection, cardOfNeed, type LeadCounts, leadCounts } from "./card-lead.loaders.js";
import type {
  CardLeadService,
  ConnectionFromCardReference,
  NeedFromCardReference,
} from "./card-lead.service.js";

@ObjectType({ description: "The answer when a need was made of a card.", simpleResolvers: true })
class TurnCardIntoNeedPayload extends Payload {
  needId?: string;
}

@ObjectType({ description: "The answer to an introduction from a card.", simpleResolvers: true })
class IntroduceFromCardPayload extends Payload {
  connectionId?: string;
}

@Resolver(() => TurnCardIntoNeedPayload)
export class TurnCardIntoNeedResolver {
  constructor(private readonly service: CardLeadService) {}

  @Mutate(() => TurnCardIntoNeedPayload, {
    description:
      "Makes a draft of a need of a card: its skills, levels and modality. Whoever the card is of is told that somebody took it up, not who. For members of partners.",
  })
  turnCardIntoNeed(
    @Arg("input", () => TurnCardIntoNeedInput, { description: "Of which card." })
    input: TurnCardIntoNeedInput,
    @Ctx() { principal }: Context,
  ): Promise<NeedFromCardReference> {
    return this.service.turnIntoNeed(userOf(principal), input);
  }

  @FieldResolver(() => Need, { nullable: true, description: "The draft; null when refused." })
  async need(@Root() { needId }: TurnCardIntoNeedPayload, @Ctx() { loaders }: Context): Promise<Need | null> {
    return needId ? await loaders.load(needById, needId) : null;
  }
}

@Resolver(() => IntroduceFromCardPayload)
export class IntroduceFromCardResolver {
  constructor(private readonly service: CardLeadService) {}

  @Mutate(() => IntroduceFromCardPayload, {
    description:
      "Proposes to introduce you to the worker of a card, about an open need of yours. For members of partners.",
  })
  introduceFromCard(
    @Arg("input", () => IntroduceFromCardInput, { description: "Of which card, about what." })
    input: IntroduceFromCardInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionFromCardReference> {
    return this.service.introduce(userOf(principal), input);
  }

  @FieldResolver(() => Connection, {
    nullable: true,
    description: "The introduction; null when refused.",
  })
  async connection(
    @Root() { connectionId }: IntroduceFromCardPayload,
    @Ctx() { loaders }: Context,
  ): Promise<ShownConnection | null> {
    return connectionId ? await loaders.load(connectionById, connectionId) : null;
  }
}

/** Adds to a need the card that it was made of. */
@Resolver(() => Need)
export class NeedFromCardResolver {
  @Cost(2)
  @FieldResolver(() => ShowcaseCard, {
    nullable: true,
    description:
      "The card of the showcase that it was made of; for the partner and for whoever the card is of. Null for others, where there is none, and once you do not see the card any more.",
  })
  async fromCard(@Root() { id }: Need, @Ctx() { loaders }: Context): Promise<ShownCard | null> {
    const cardId = await loaders.load(cardOfNeed, id);
    return cardId === null ? null : await loaders.load(cardById, cardId);
  }
}

/** Adds to a connection the card that it came from. */
@Resolver(() => Connection)
export class ConnectionFromCardResolver {
  @Cost(2)
  @FieldResolver(() => ShowcaseCard, {
    nullable: true,
    description:
      "The card of the showcase that it came from, at once or by a need that was made of it. Null where there is none, and once you do not see the card any more.",
  })
  async fromCard(@Root() { id }: ShownConnection, @Ctx() { loaders }: Context): Promise<ShownCard | null> {
    const cardId = await loaders.load(cardOfConnection, id);
    return cardId === null ? null : await loaders.load(cardById, cardId);
  }
}

@ObjectType({ description: "What partners made of a card.", simpleResolvers: true })
export class CardLeads {
  @Field(() => Int, { description: "How many needs, drafts included." })
  needs: number;

  @Field(() => Int, { description: "How many introductions were proposed from it." })
  introductions: number;
}

/** Adds to a card what became of it. */
@Resolver(() => ShowcaseCard)
export class CardLeadsResolver {
  @Cost(2)
  @FieldResolver(() => CardLeads, {
    nullable: true,
    description:
      "What partners made of it so far; for the worker, and of a library's card for its managers. Null for others.",
  })
  async leads(
    @Root() { id, workerId, libraryId }: ShownCard,
    @Ctx() { principal, loaders }: Context,
  ): Promise<Omit<LeadCounts, "cardId"> | null> {
    if (principal.kind !== "user") return null;
    const { role, ...user } = principal;
    const isWorkers = workerId !== null && user.workerId === workerId;
    const isLibrarys = libraryId !== null && role === "MANAGER" && user.libraryId === libraryId;
    return isWorkers || isLibrarys ? await loaders.load(leadCounts, id) : null;
  }
}
