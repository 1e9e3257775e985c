import { Arg, Ctx, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { AcceptConnectionInput, EndConnectionInput, ProposeConnectionInput } from "./connection.inputs.js";
import { Connection } from "./connection.js";
import { connectionById } from "./connection.loaders.js";
import type { ShownConnection } from "./connection.reads.js";
import type { ConnectionService } from "./connection.service.js";
import type { ConnectionReference, ProposeConnection } from "./propose-connection.js";

@ObjectType({ description: "The answer to a mutation about a connection.", simpleResolvers: true })
export class ConnectionPayload extends Payload {
  connectionId?: string;
}

@Resolver(() => ConnectionPayload)
export class ConnectionMutationResolver {
  constructor(
    private readonly proposing: ProposeConnection,
    private readonly service: ConnectionService,
  ) {}

  @Mutate(() => ConnectionPayload, {
    description:
      "Introduces a worker and a partner to each other, about a need. It is the proposer's yes; the others are asked. For workers, members of partners and managers of libraries.",
  })
  proposeConnection(
    @Arg("input", () => ProposeConnectionInput, { description: "Who, and about what." })
    input: ProposeConnectionInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.proposing.propose(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, {
    description:
      "Says yes. With the last yes that was missing, worker and partner learn who the other is, and a place of the need is taken.",
  })
  acceptConnection(
    @Arg("input", () => AcceptConnectionInput, { description: "To which one." }) input: AcceptConnectionInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.accept(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, { description: "Says no to an introduction. It is over then." })
  declineConnection(
    @Arg("input", () => EndConnectionInput, { description: "To which one, and why." })
    input: EndConnectionInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.end(userOf(principal), "DECLINE", input);
  }

  @Mutate(() => ConnectionPayload, {
    description: "Takes a yes back before the work has begun. What the worker disclosed is revoked.",
  })
  withdrawConnection(
    @Arg("input", () => EndConnectionInput, { description: "Which one, and why." }) input: EndConnectionInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.end(userOf(principal), "WITHDRAW", input);
  }

  @Mutate(() => ConnectionPayload, {
    description:
      "Ends a collaboration before it is done. Its place is free again, and what the worker disclosed revoked.",
  })
  endCollaborationEarly(
    @Arg("input", () => EndConnectionInput, { description: "Which one, and why." }) input: EndConnectionInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.end(userOf(principal), "END_EARLY", input);
  }

  @FieldResolver(() => Connection, {
    nullable: true,
    description: "The connection as it is now; null when refused.",
  })
  async connection(
    @Root() { connectionId }: ConnectionPayload,
    @Ctx() { loaders }: Context,
  ): Promise<ShownConnection | null> {
    return connectionId ? await loaders.load(connectionById, connectionId) : null;
  }
}
