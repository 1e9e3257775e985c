import type { EntityManager } from "typeorm";
import type { User } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";
import { newId } from "../../platform/database/new-id.js";
import { refuse, UserErrorCode } from "../../platform/graphql/user-errors.js";
import { type Connection, ConnectionSide } from "../connection.js";
import { isDisclosed } from "../connection-lifecycle.js";
import { assertDiscloses } from "../discloses.js";
import type { ConnectionReference } from "../propose-connection.js";
import { aboutConnection, openConnection } from "../take-step.js";
import type { MarkMessagesReadInput, SendMessageInput } from "./message.inputs.js";
import { Message } from "./message.js";

const CONNECTION = ["input", "connectionId"];
const READ_AT = { WORKER: "worker_read_at", PARTNER: "partner_read_at" } as const;

/** Use cases of the two who write to each other. */
export class MessageService {
  constructor(private readonly commands: Commands) {}

  async send(user: User, input: SendMessageInput): Promise<ConnectionReference> {
    return await this.commands.run(user, { name: "sendMessage", input }, async (transaction) => {
      const { manager, changed, happened, record } = transaction;
      const { connection, side } = await openConnection(manager, user, input.connectionId);
      assertWriter(side);
      await assertInTouch(manager, connection);
      const { id: connectionId, workerId } = connection;
      const id = newId();
      // As of now, and not of when the transaction began, which may be before the other side has read what was there.
      const createdAt = () => "clock_timestamp()";
      await manager.insert(Message, { id, connectionId, workerId, side, body: input.body, createdAt });
      changed("connection", connectionId);
      happened({ ...aboutConnection(connection), kind: "message.sent", data: { side } });
      record({ workerIds: [workerId] });
      return { connectionId };
    });
  }

  async markRead(user: User, input: MarkMessagesReadInput): Promise<ConnectionReference> {
    return await this.commands.run(user, { name: "markMessagesRead", input }, async (transaction) => {
      const { connection, side } = await openConnection(transaction.manager, user, input.connectionId);
      assertWriter(side);
      await transaction.manager.query(
        `update connection set ${READ_AT[side as keyof typeof READ_AT]} = clock_timestamp() where id = $1`,
        [connection.id],
      );
      transaction.changed("connection", connection.id);
      return { connectionId: connection.id };
    });
  }
}

function assertWriter(side: ConnectionSide): void {
  if (side === ConnectionSide.LIBRARY)
    throw refuse(UserErrorCode.FORBIDDEN, CONNECTION, "Messages are between the worker and the partner.");
}

/** The two write to each other once they know each other, and for as long as the worker wants to be known. */
async function assertInTouch(manager: EntityManager, connection: Connection): Promise<void> {
  if (!isDisclosed(connection.status))
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      CONNECTION,
      `The two of a connection that is ${connection.status} do not write to each other.`,
    );
  await assertDiscloses(manager, connection);
}
