import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../platform/graphql/context.js";
import { Viewer } from "../workers/index.js";
import { Partner } from "./partner.js";
import { partnerById } from "./partner.loaders.js";

/** Adds the organisation to whoever asks. */
@Resolver(() => Viewer)
export class ViewerPartnerResolver {
  @FieldResolver(() => Partner, {
    nullable: true,
    description: "Your organisation, if you are a partner's member.",
  })
  async partner(@Root() { partnerId }: Viewer, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return partnerId ? await loaders.load(partnerById, partnerId) : null;
  }
}
