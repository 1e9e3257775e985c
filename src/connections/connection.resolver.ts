import { ValidateNested } from "class-validator";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Info,
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
import { connectionType, type Connection as Page, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { Optional } from "../platform/graphql/validation.js";
import { type ShownWorker, Worker, workerByIdFor } from "../workers/index.js";
import { ConnectionFilter } from "./connection.inputs.js";
import { Connection, ConnectionTransition } from "./connection.js";
import { connectionById, transitionsByConnection } from "./connection.loaders.js";
import { isReachable, sideOf } from "./connection.policy.js";
import { listConnections, type ReadConnection } from "./connection.reads.js";
import { ConnectionSide, ConnectionStep } from "./connection-enums.js";
import { type ConnectionEvent, nextConnectionState } from "./connection-lifecycle.js";
import { stateOf } from "./take-step.js";

export const ConnectionConnection = connectionType("Connection", () => Connection, "connections");

@ArgsType()
class ConnectionsArgs extends PageArgs {
  @Field(() => ConnectionFilter, { nullable: true, description: "Which ones; all of yours when left out." })
  @Optional()
  @ValidateNested()
  filter?: ConnectionFilter | null;
}

@ObjectType({
  description: "How the sides of a connection reach each other.",
  simpleResolvers: true,
})
export class ConnectionContact {
  @Field(() => String, {
    nullable: true,
    description: "Whom to ask for; null where the other side has not said.",
  })
  name: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The address or number that the other side chose; null where it chose none.",
  })
  channel: string | null;
}

/** The steps that people take. */
const STEPS: readonly ConnectionEvent[] = [
  ConnectionStep.ACCEPT,
  ConnectionStep.DECLINE,
  ConnectionStep.WITHDRAW,
  ConnectionStep.COMPLETE,
  ConnectionStep.END_EARLY,
];

@Resolver(() => Connection)
export class ConnectionResolver {
  constructor(private readonly reads: Reads) {}

  @Query(() => Connection, {
    nullable: true,
    description: "A connection by id; null when there is none that you may see.",
  })
  async connection(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<ReadConnection | null> {
    return await loaders.load(connectionById, uuidOf("connection", id));
  }

  @Cost(10)
  @Paged()
  @Query(() => ConnectionConnection, {
    description:
      "Your connections, newest first: those of which you are the worker, those of the partner whose member you are, and those in which the library has a say that you manage.",
  })
  async connections(
    @Args(() => ConnectionsArgs) { filter, ...page }: ConnectionsArgs,
    @Ctx() { principal }: Context,
  ): Promise<Page<ReadConnection>> {
    const user = userOf(principal);
    const needId = filter?.needId ? uuidOf("need", filter.needId, ["filter", "needId"]) : null;
    return await listConnections(this.reads.as(user), user, { status: filter?.status, needId }, page);
  }

  @Subscription(() => Connection, {
    nullable: true,
    topics: "connection",
    topicId: ({ args }) => uuidOf("connection", args.id),
    description:
      "A connection as it is now, and again after each step. Null when there is none that you may see (any more); that is the end.",
  })
  connectionChanged(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<ReadConnection | null> {
    return loaders.load(connectionById, uuidOf("connection", id));
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: ReadConnection): string {
    return typedId("connection", id);
  }

  @FieldResolver(() => Need, {
    nullable: true,
    description: "What it is about; null where you may not see it.",
  })
  async need(@Root() { needId }: ReadConnection, @Ctx() { loaders }: Context): Promise<Need | null> {
    return await loaders.load(needById, needId);
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description:
      "The worker, as you may see them: by a pseudonym before everybody has said yes. Null where you may not see them at all.",
  })
  async worker(
    @Root() { workerId }: ReadConnection,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ShownWorker | null> {
    return await context.loaders.load(workerByIdFor(info, context), workerId);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Whose need it is." })
  async partner(@Root() { partnerId }: ReadConnection, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return await loaders.load(partnerById, partnerId);
  }

  @FieldResolver(() => ConnectionSide, {
    nullable: true,
    description: "On which side you stand; null for whoever has no say.",
  })
  yourSide(@Root() connection: ReadConnection, @Ctx() { principal }: Context): ConnectionSide | null {
    return sideOf(userOf(principal), connection);
  }

  @ListOf(5)
  @FieldResolver(() => [ConnectionStep], { description: "The steps that you may take now." })
  availableSteps(@Root() connection: ReadConnection, @Ctx() { principal }: Context): ConnectionStep[] {
    const side = sideOf(userOf(principal), connection);
    if (!side) return [];
    return STEPS.filter((step) => nextConnectionState(stateOf(connection), step, side).state !== undefined);
  }

  @ListOf(10)
  @FieldResolver(() => [ConnectionTransition], {
    description: "The steps that it took, the first one first.",
  })
  history(
    @Root() { id }: ReadConnection,
    @Ctx() { loaders }: Context,
  ): Promise<readonly ConnectionTransition[]> {
    return loaders.load(transitionsByConnection, id);
  }

  @FieldResolver(() => ConnectionContact, {
    nullable: true,
    description:
      "How you reach the other side: for worker and partner once everybody has said yes, and for the partner for as long as the worker's consent is valid. Null otherwise.",
  })
  contact(@Root() connection: ReadConnection, @Ctx() { principal }: Context): ConnectionContact | null {
    if (!isReachable(connection)) return null;
    const side = sideOf(userOf(principal), connection);
    if (side === ConnectionSide.WORKER)
      return { name: connection.partnerContact, channel: connection.partnerChannel };
    return side === ConnectionSide.PARTNER && connection.isDisclosed
      ? { name: connection.workerName, channel: connection.workerChannel }
      : null;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      "How well they fit, as the partner saw it when it was proposed: 0 to 100. Null where it had no score, or the partner did not find the worker.",
  })
  score(@Root() { score }: ReadConnection): number | null {
    return shownScore(score);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "How far the need serves the worker's growth goals, 0 to 100.",
  })
  growth(@Root() { growth }: ReadConnection): number | null {
    return shownScore(growth);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "How far the worker covers what the need asks for, 0 to 100.",
  })
  coverage(@Root() { coverage }: ReadConnection): number | null {
    return shownScore(coverage);
  }
}
