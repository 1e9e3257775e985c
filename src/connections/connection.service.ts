import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import type { AcceptConnectionInput, EndConnectionInput } from "./connection.inputs.js";
import type { ConnectionEvent } from "./connection-lifecycle.js";
import { assertChannel, type ConnectionReference } from "./propose-connection.js";
import { assertVersion, openConnection, takeStep } from "./take-step.js";

/** How each way of ending is called as a mutation. */
const ENDINGS = {
  DECLINE: "declineConnection",
  WITHDRAW: "withdrawConnection",
  END_EARLY: "endCollaborationEarly",
} as const satisfies Partial<Record<ConnectionEvent, string>>;

/** Use cases of those who take part in a connection. */
export class ConnectionService {
  constructor(private readonly commands: Commands) {}

  /** Says yes; when nobody else's is missing, worker and partner learn who the other is. */
  async accept(user: User, input: AcceptConnectionInput): Promise<ConnectionReference> {
    return await this.commands.run(user, { name: "acceptConnection", input }, async (transaction) => {
      const { manager } = transaction;
      const { connection, side } = await openConnection(manager, user, input.connectionId);
      assertVersion(connection, input.expectedVersion);
      assertChannel(side, input.channel);
      const { channel, contactName: contact } = input;
      await takeStep(transaction, connection, { event: "ACCEPT", side, channel, contact });
      transaction.record({ workerIds: [connection.workerId] });
      return { connectionId: connection.id };
    });
  }

  /** Says no, takes a yes back, or ends the work before it is done. */
  async end(
    user: User,
    event: keyof typeof ENDINGS,
    input: EndConnectionInput,
  ): Promise<ConnectionReference> {
    return await this.commands.run(user, { name: ENDINGS[event], input }, async (transaction) => {
      const { connection, side } = await openConnection(transaction.manager, user, input.connectionId);
      assertVersion(connection, input.expectedVersion);
      const { reason, note } = input;
      await takeStep(transaction, connection, { event, side, reason, note });
      transaction.record({ workerIds: [connection.workerId] });
      return { connectionId: connection.id };
    });
  }
}
