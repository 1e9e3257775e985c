import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import type { AcceptConnectionInput, EndConnectionInput } from "./connection.inputs.js";
import { ConnectionSide, ConnectionStep } from "./connection-enums.js";
import { openConnection } from "./open-connection.js";
import { takeStep } from "./take-step.js";

export interface ConnectionReference {
  readonly connectionId: string;
}

const ID = ["input", "id"];

const COMMAND_NAMES = {
  DECLINE: "declineConnection",
  WITHDRAW: "withdrawConnection",
  END_EARLY: "endCollaborationEarly",
} as const;

/** Use cases in which somebody who has a say in a connection answers, or ends it. */
export class ConnectionService {
  constructor(private readonly commands: Commands) {}

  async accept(user: User, input: AcceptConnectionInput): Promise<ConnectionReference> {
    const command = { name: "acceptConnection", input };
    return await this.commands.run(user, command, async (transaction) => {
      const { connection, side } = await openConnection(transaction.manager, user, input.id, ID, {
        lock: true,
      });
      assertOwnWords(side, input);
      const { expectedVersion, channel, contactName } = input;
      const details = { side, expectedVersion, channel: channel?.trim(), contactName: contactName?.trim() };
      await takeStep(transaction, connection, ConnectionStep.ACCEPT, details);
      return { connectionId: connection.id };
    });
  }

  /** Says no, takes a yes back, or ends the work before it is done. */
  async end(
    user: User,
    event: ConnectionStep.DECLINE | ConnectionStep.WITHDRAW | ConnectionStep.END_EARLY,
    input: EndConnectionInput,
  ): Promise<ConnectionReference> {
    const command = { name: COMMAND_NAMES[event], input };
    return await this.commands.run(user, command, async (transaction) => {
      const { connection, side } = await openConnection(transaction.manager, user, input.id, ID, {
        lock: true,
      });
      const { expectedVersion, reason, note } = input;
      await takeStep(transaction, connection, event, { side, expectedVersion, reason, note: note?.trim() });
      return { connectionId: connection.id };
    });
  }
}

/** Refuses words that would be nowhere to be found again. */
export function assertOwnWords(
  side: ConnectionSide,
  { channel, contactName }: { readonly channel?: string | null; readonly contactName?: string | null },
): void {
  if (channel && side === ConnectionSide.LIBRARY)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input", "channel"],
      "Worker and partner each choose their own. Leave it out.",
    );
  if (contactName && side !== ConnectionSide.PARTNER)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input", "contactName"],
      "Only the partner names somebody to ask for. Leave it out.",
    );
}
