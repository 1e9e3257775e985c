import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Need } from "../needs/index.js";
import { Partner } from "../partners/index.js";
import { type Connection as Page, PageArgs } from "../platform/graphql/connection.js";
import type { Context } from "../platform/graphql/context.js";
import { Cost, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { type ShownWorker, Worker } from "../workers/index.js";
import { connectionsByNeed, connectionsByPartner, connectionsByWorker } from "./connection.loaders.js";
import type { ReadConnection } from "./connection.reads.js";
import { ConnectionConnection } from "./connection.resolver.js";

/** Adds to a need who was introduced about it. */
@Resolver(() => Need)
export class NeedConnectionsResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => ConnectionConnection, {
    description: "The connections about the need that are yours to see, newest first.",
  })
  connections(
    @Root() { id }: Need,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<ReadConnection>> {
    return loaders.load(connectionsByNeed, { ownerId: id, ...page });
  }
}

/** Adds to a worker whom they were introduced to. */
@Resolver(() => Worker)
export class WorkerConnectionsResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => ConnectionConnection, {
    description: "The worker's connections that are yours to see, newest first.",
  })
  connections(
    @Root() { id }: ShownWorker,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<ReadConnection>> {
    return loaders.load(connectionsByWorker, { ownerId: id, ...page });
  }
}

/** Adds to a partner who was introduced to it. */
@Resolver(() => Partner)
export class PartnerConnectionsResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => ConnectionConnection, {
    description: "The partner's connections that are yours to see, newest first.",
  })
  connections(
    @Root() { id }: Partner,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<ReadConnection>> {
    return loaders.load(connectionsByPartner, { ownerId: id, ...page });
  }
}
