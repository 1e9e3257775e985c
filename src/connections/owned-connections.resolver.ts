import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Need } from "../needs/index.js";
import { Partner } from "../partners/index.js";
import { type Connection as Page, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { type ShownWorker, Worker } from "../workers/index.js";
import {
  collaborationsByPartner,
  connectionsByNeed,
  connectionsByPartner,
  connectionsByWorker,
} from "./connection.loaders.js";
import type { ShownConnection } from "./connection.reads.js";
import { ConnectionConnection } from "./connection.resolver.js";

const mine = "Those that you take part in, newest first.";

/** Adds to a need who was introduced for it. */
@Resolver(() => Need)
export class NeedConnectionsResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => ConnectionConnection, { description: `The connections about it. ${mine}` })
  connections(
    @Root() { id }: Need,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal, loaders }: Context,
  ): Promise<Page<ShownConnection>> {
    userOf(principal);
    return loaders.load(connectionsByNeed, { ownerId: id, ...page });
  }
}

/** Adds to a worker with whom they were introduced. */
@Resolver(() => Worker)
export class WorkerConnectionsResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => ConnectionConnection, { description: `The worker's connections. ${mine}` })
  connections(
    @Root() { id }: ShownWorker,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<ShownConnection>> {
    return loaders.load(connectionsByWorker, { ownerId: id, ...page });
  }
}

/** Adds to a partner with whom it was introduced. */
@Resolver(() => Partner)
export class PartnerConnectionsResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => ConnectionConnection, { description: `The partner's connections. ${mine}` })
  connections(
    @Root() { id }: Partner,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal, loaders }: Context,
  ): Promise<Page<ShownConnection>> {
    userOf(principal);
    return loaders.load(connectionsByPartner, { ownerId: id, ...page });
  }

  @Cost(3)
  @Paged()
  @FieldResolver(() => ConnectionConnection, {
    description:
      "The partner's collaborations, those that are over included, newest first; as far as you take part in them.",
  })
  collaborations(
    @Root() { id }: Partner,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal, loaders }: Context,
  ): Promise<Page<ShownConnection>> {
    userOf(principal);
    return loaders.load(collaborationsByPartner, { ownerId: id, ...page });
  }
}
