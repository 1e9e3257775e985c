import { Arg, Args, Ctx, FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import { connectionType, type Connection as Page, PageArgs } from "../../platform/graphql/connection.js";
import { type Context, userOf } from "../../platform/graphql/context.js";
import { Cost, Paged } from "../../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../../platform/graphql/mutation.js";
import { typedId } from "../../platform/graphql/typed-id.js";
import { Connection, ConnectionSide } from "../connection.js";
import { sideOf } from "../connection.policy.js";
import type { ShownConnection } from "../connection.reads.js";
import { ConnectionPayload } from "../connection-mutations.resolver.js";
import type { ConnectionReference } from "../propose-connection.js";
import { MarkMessagesReadInput, SendMessageInput } from "./message.inputs.js";
import { Message } from "./message.js";
import { messagesByConnection, unreadMessages } from "./message.loaders.js";
import type { MessageService } from "./message.service.js";

const MessageConnection = connectionType("Message", () => Message, "messages");

@Resolver(() => Message)
export class MessageResolver {
  constructor(private readonly service: MessageService) {}

  @Mutate(() => ConnectionPayload, {
    description:
      "Writes to the other side of a connection to which everybody said yes. For the worker and members of the partner.",
  })
  sendMessage(
    @Arg("input", () => SendMessageInput, { description: "What, and to whom." }) input: SendMessageInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.send(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, {
    description:
      "Says that your side has read all messages of a connection so far; the members of a partner share this.",
  })
  markMessagesRead(
    @Arg("input", () => MarkMessagesReadInput, { description: "Of which connection." })
    input: MarkMessagesReadInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.markRead(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: Message): string {
    return typedId("message", id);
  }
}

/** Adds to a connection what the two wrote to each other. */
@Resolver(() => Connection)
export class ConnectionMessagesResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => MessageConnection, {
    description: "What the two wrote to each other, newest first; empty for a library.",
  })
  messages(
    @Root() { id }: ShownConnection,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<Message>> {
    return loaders.load(messagesByConnection, { ownerId: id, ...page });
  }

  @FieldResolver(() => Int, {
    description: "How many messages of the other side yours has not read; 0 for a library.",
  })
  async unreadMessages(
    @Root() connection: ShownConnection,
    @Ctx() { principal, loaders }: Context,
  ): Promise<number> {
    const side = sideOf(userOf(principal), connection)!;
    if (side === ConnectionSide.LIBRARY) return 0;
    return await loaders.load(unreadMessages, { connectionId: connection.id, side });
  }
}
