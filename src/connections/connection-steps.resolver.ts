import { Arg, Ctx, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { AcceptConnectionInput, EndConnectionInput, ProposeConnectionInput } from "./connection.inputs.js";
import { Connection } from "./connection.js";
import { connectionById } from "./connection.loaders.js";
import type { ReadConnection } from "./connection.reads.js";
import type { ConnectionReference, ConnectionService } from "./connection.service.js";
import { ConnectionStep } from "./connection-enums.js";
import type { ProposalService } from "./proposal.service.js";

/** Also for the mutations of others that move a connection: they answer `{ connectionId }`. */
@ObjectType({ description: "The answer to a mutation about a connection.", simpleResolvers: true })
export class ConnectionPayload extends Payload {
  connectionId?: string;
}

@Resolver(() => ConnectionPayload)
export class ConnectionStepsResolver {
  constructor(
    private readonly proposals: ProposalService,
    private readonly service: ConnectionService,
  ) {}

  @Mutate(() => ConnectionPayload, {
    description:
      "Proposes an introduction, which is the proposer's yes. Workers propose themselves, which shows the partner their profile without a name until the introduction expires; members of a partner a worker whom they find, for a need of theirs; managers their staff.",
  })
  proposeConnection(
    @Arg("input", () => ProposeConnectionInput, { description: "The introduction." })
    input: ProposeConnectionInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.proposals.propose(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, {
    description:
      "Says yes to an introduction. With the last yes it is CONNECTED: it takes a place of the need, the partner sees who the worker is for a year, unless that is revoked, and each side how to reach the other. For those whose yes is missing.",
  })
  acceptConnection(
    @Arg("input", () => AcceptConnectionInput, { description: "Which one." }) input: AcceptConnectionInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.accept(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, {
    description: "Says no to an introduction. For those whose yes is missing.",
  })
  declineConnection(
    @Arg("input", () => EndConnectionInput, { description: "Which one, and why." }) input: EndConnectionInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.end(userOf(principal), ConnectionStep.DECLINE, input);
  }

  @Mutate(() => ConnectionPayload, {
    description:
      "Takes a yes back before the work begins; what was disclosed for it is concealed again. For those who said yes.",
  })
  withdrawConnection(
    @Arg("input", () => EndConnectionInput, { description: "Which one, and why." }) input: EndConnectionInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.end(userOf(principal), ConnectionStep.WITHDRAW, input);
  }

  @Mutate(() => ConnectionPayload, {
    description:
      "Ends a collaboration before its work is done; its place becomes free. For the worker and the partner's members.",
  })
  endCollaborationEarly(
    @Arg("input", () => EndConnectionInput, { description: "Which one, and why." }) input: EndConnectionInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.end(userOf(principal), ConnectionStep.END_EARLY, input);
  }

  @FieldResolver(() => Connection, {
    nullable: true,
    description: "The connection as it is now; null when refused.",
  })
  async connection(
    @Root() { connectionId }: ConnectionPayload,
    @Ctx() { loaders }: Context,
  ): Promise<ReadConnection | null> {
    return connectionId ? await loaders.load(connectionById, connectionId) : null;
  }
}
