import { ValidateNested } from "class-validator";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { shownScore } from "../matching/index.js";
import { Need, needById } from "../needs/index.js";
import { Partner, partnerById } from "../partners/index.js";
import type { Reads } from "../platform/database/reads.js";
import {
  connectionType,
  decodeCursor,
  PARTS,
  type Connection as Page,
  PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { Optional } from "../platform/graphql/validation.js";
import { type ShownWorker, Worker, workerById } from "../workers/index.js";
import { ConnectionFilter } from "./connection.inputs.js";
import { Connection, ConnectionSide, ConnectionTransition } from "./connection.js";
import { connectionById, stepsByConnection } from "./connection.loaders.js";
import { sideOf, stateOf } from "./connection.policy.js";
import { connectionsOf, type ShownConnection } from "./connection.reads.js";
import { CONNECTION_EVENTS, type ConnectionEvent, nextConnectionState } from "./connection-lifecycle.js";

export const ConnectionConnection = connectionType("Connection", () => Connection, "connections");

@ArgsType()
class ConnectionsArgs extends PageArgs {
  @Field(() => ConnectionFilter, {
    nullable: true,
    description: "Which connections; all of yours when left out.",
  })
  @Optional()
  @ValidateNested()
  filter?: ConnectionFilter | null;
}

@ObjectType({
  description:
    "How the other side is reached, once everybody has said yes and as long as the worker's consent holds.",
  simpleResolvers: true,
})
class ConnectionContact {
  @Field(() => String, { nullable: true, description: "Whom to ask for, where the partner named somebody." })
  name: string | null;

  @Field(() => String, { description: "The address or number that the other side chose." })
  channel: string;
}

const LIST = "connections";

@Resolver(() => Connection)
export class ConnectionResolver {
  constructor(private readonly reads: Reads) {}

  @Query(() => Connection, {
    nullable: true,
    description: "A connection by id; null when there is none that you take part in.",
  })
  connection(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<ShownConnection | null> {
    return loaders.load(connectionById, uuidOf("connection", id));
  }

  @Cost(10)
  @Paged()
  @Query(() => ConnectionConnection, {
    description:
      "The connections that you take part in, newest first: your own as a worker, those of your organisation, and as a manager those of your staff about which your library is asked.",
  })
  async connections(
    @Args(() => ConnectionsArgs) { filter, ...page }: ConnectionsArgs,
    @Ctx() { principal }: Context,
  ): Promise<Page<ShownConnection>> {
    const after = decodeCursor(LIST, page.after, [PARTS.id]);
    const needId = filter?.needId ? uuidOf("need", filter.needId, ["filter", "needId"]) : null;
    const criteria = { statuses: filter?.statuses ?? null, needId };
    const user = userOf(principal);
    const rows = await connectionsOf(this.reads.as(user), user, criteria, page.first + 1, after);
    return pageOf(rows, LIST, page, ({ id }) => [id]);
  }

  @Subscription(() => Connection, {
    nullable: true,
    topics: "connection",
    topicId: ({ args }) => uuidOf("connection", args.id),
    description:
      "A connection as it is now, and again after each change. Null when there is none that you take part in (any more); that is the end.",
  })
  connectionChanged(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<ShownConnection | null> {
    return loaders.load(connectionById, uuidOf("connection", id));
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: ShownConnection): string {
    return typedId("connection", id);
  }

  @FieldResolver(() => Need, {
    nullable: true,
    description: "What it is about; null where you may not see it (any more).",
  })
  need(@Root() { needId }: ShownConnection, @Ctx() { loaders }: Context): Promise<Need | null> {
    return loaders.load(needById, needId);
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description:
      "The worker, as you may see them: for the partner a pseudonym until everybody has said yes, and nobody where the worker is not disclosed (any more).",
  })
  worker(@Root() { workerId }: ShownConnection, @Ctx() { loaders }: Context): Promise<ShownWorker | null> {
    return loaders.load(workerById, workerId);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The partner who has the need." })
  partner(@Root() { partnerId }: ShownConnection, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return loaders.load(partnerById, partnerId);
  }

  @FieldResolver(() => ConnectionSide, { description: "On which side you stand." })
  yourSide(@Root() connection: ShownConnection, @Ctx() { principal }: Context): ConnectionSide {
    return sideOf(userOf(principal), connection)!;
  }

  @ListOf(CONNECTION_EVENTS.length)
  @FieldResolver(() => [String], {
    description:
      "The steps that you may take now: ACCEPT, DECLINE, WITHDRAW, COMPLETE, END_EARLY. The work begins once both have agreed on it.",
  })
  availableSteps(@Root() connection: ShownConnection, @Ctx() { principal }: Context): ConnectionEvent[] {
    const side = sideOf(userOf(principal), connection)!;
    const state = stateOf(connection);
    return CONNECTION_EVENTS.filter((event) => nextConnectionState(state, event, side).next);
  }

  @ListOf(12)
  @FieldResolver(() => [ConnectionTransition], { description: "How it came about, the first step first." })
  history(@Root() { id }: ShownConnection, @Ctx() { loaders }: Context): Promise<ConnectionTransition[]> {
    return loaders.load(stepsByConnection, id);
  }

  @FieldResolver(() => ConnectionContact, {
    nullable: true,
    description:
      "How you reach the other side; null until everybody has said yes, for a library, and for the partner when the worker has revoked the consent.",
  })
  contact(@Root() connection: ShownConnection): ConnectionContact | null {
    const channel = connection.workerChannel ?? connection.partnerChannel;
    return channel === null ? null : { name: connection.partnerContact, channel };
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      "The match's score when it was proposed, as the partner sees it: 0 to 100; null where there was none.",
  })
  score(@Root() { score }: ShownConnection): number | null {
    return shownScore(score);
  }

  @FieldResolver(() => Float, { nullable: true, description: "The match's growth then, 0 to 100." })
  growth(@Root() { growth }: ShownConnection): number | null {
    return shownScore(growth);
  }

  @FieldResolver(() => Float, { nullable: true, description: "The match's coverage then, 0 to 100." })
  coverage(@Root() { coverage }: ShownConnection): number | null {
    return shownScore(coverage);
  }
}
