import { Arg, Ctx, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { Payload } from "../platform/graphql/user-errors.js";
import type { ShownCard } from "./card-view.js";
import {
  CreateShowcaseCardInput,
  ModerateShowcaseCardInput,
  ShowcaseCardInput,
  UpdateShowcaseCardInput,
} from "./showcase.inputs.js";
import { cardById } from "./showcase.loaders.js";
import { type CardReference, MOST_CARDS, MOST_OFFERS, type ShowcaseService } from "./showcase.service.js";
import { ShowcaseCard } from "./showcase-card.js";

@ObjectType({ description: "The answer to a mutation about a card of the showcase.", simpleResolvers: true })
export class ShowcaseCardPayload extends Payload {
  cardId?: string;
}

@Resolver(() => ShowcaseCardPayload)
export class ShowcaseMutationResolver {
  constructor(private readonly service: ShowcaseService) {}

  @Mutate(() => ShowcaseCardPayload, {
    description: `Writes a card, as a draft: for a worker about the own expertise, at most ${MOST_CARDS} in use; for a manager an offer of the library, at most ${MOST_OFFERS}.`,
  })
  createShowcaseCard(
    @Arg("input", () => CreateShowcaseCardInput, { description: "The card." }) input: CreateShowcaseCardInput,
    @Ctx() { principal }: Context,
  ): Promise<CardReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => ShowcaseCardPayload, { description: "Changes a card. For its author." })
  updateShowcaseCard(
    @Arg("input", () => UpdateShowcaseCardInput, { description: "What to change." })
    input: UpdateShowcaseCardInput,
    @Ctx() { principal }: Context,
  ): Promise<CardReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => ShowcaseCardPayload, {
    description:
      "Asks the library's managers to publish a card; with it a worker consents to its being shown. For its author.",
  })
  submitShowcaseCard(
    @Arg("input", () => ShowcaseCardInput, { description: "Which card." }) input: ShowcaseCardInput,
    @Ctx() { principal }: Context,
  ): Promise<CardReference> {
    return this.service.submit(userOf(principal), input);
  }

  @Mutate(() => ShowcaseCardPayload, {
    description: "Takes a card out of the showcase, or back before it is in it. For its author.",
  })
  withdrawShowcaseCard(
    @Arg("input", () => ShowcaseCardInput, { description: "Which card." }) input: ShowcaseCardInput,
    @Ctx() { principal }: Context,
  ): Promise<CardReference> {
    return this.service.withdraw(userOf(principal), input);
  }

  @Mutate(() => ShowcaseCardPayload, {
    description:
      "Publishes a worker's card that was submitted, or any of the library's own. For a manager of the library.",
  })
  publishShowcaseCard(
    @Arg("input", () => ModerateShowcaseCardInput, { description: "Which card." })
    input: ModerateShowcaseCardInput,
    @Ctx() { principal }: Context,
  ): Promise<CardReference> {
    return this.service.publish(userOf(principal), input);
  }

  @Mutate(() => ShowcaseCardPayload, {
    description:
      "Does not publish a card that was submitted, or takes one out of the showcase. For a manager of the library.",
  })
  rejectShowcaseCard(
    @Arg("input", () => ModerateShowcaseCardInput, { description: "Which card, and why." })
    input: ModerateShowcaseCardInput,
    @Ctx() { principal }: Context,
  ): Promise<CardReference> {
    return this.service.reject(userOf(principal), input);
  }

  @Mutate(() => ShowcaseCardPayload, { description: "Takes a card out of use for good. For its author." })
  archiveShowcaseCard(
    @Arg("input", () => ShowcaseCardInput, { description: "Which card." }) input: ShowcaseCardInput,
    @Ctx() { principal }: Context,
  ): Promise<CardReference> {
    return this.service.archive(userOf(principal), input);
  }

  @FieldResolver(() => ShowcaseCard, {
    nullable: true,
    description: "The card as it is now; null when refused.",
  })
  async card(
    @Root() { cardId }: ShowcaseCardPayload,
    @Ctx() { loaders }: Context,
  ): Promise<ShownCard | null> {
    return cardId ? await loaders.load(cardById, cardId) : null;
  }
}
