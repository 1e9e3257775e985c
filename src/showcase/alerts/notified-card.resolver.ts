import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Notification } from "../../notifications/index.js";
import type { Context } from "../../platform/graphql/context.js";
import { Cost } from "../../platform/graphql/cost/cost.decorators.js";
import type { ShownCard } from "../card-view.js";
import { cardById } from "../showcase.loaders.js";
import { ShowcaseCard } from "../showcase-card.js";
import { cardOfFind } from "./expertise-alert.reads.js";

/** Adds to a notification the card that it is about. */
@Resolver(() => Notification)
export class NotifiedCardResolver {
  @Cost(2)
  @FieldResolver(() => ShowcaseCard, {
    nullable: true,
    description: "The card of the showcase that it is about; null where there is none that you may see.",
  })
  async card(
    @Root() { data }: Pick<Notification, "data">,
    @Ctx() { loaders }: Context,
  ): Promise<ShownCard | null> {
    const { cardId, expertiseFindId } = data;
    const named = typeof cardId === "string" ? cardId : null;
    const id = typeof expertiseFindId === "string" ? await loaders.load(cardOfFind, expertiseFindId) : named;
    return id === null ? null : await loaders.load(cardById, id);
  }
}
