import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import { notFound } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { Connection } from "./connection.js";
import { sideOf } from "./connection.policy.js";
import type { ConnectionSide } from "./connection-enums.js";

/** A connection, and on which side of it the caller stands. */
export interface OpenedConnection {
  readonly connection: Connection;
  readonly side: ConnectionSide;
}

/**
 * The connection of a typed id for somebody who has a say in it.
 * @param field where the id stood in the input
 * @param lock whether nobody else may change it until the transaction ends, as `takeStep` needs it
 * @throws Refusal NOT_FOUND when absent or not theirs: the two look the same
 */
export async function openConnection(
  manager: EntityManager,
  user: User,
  typedId: string,
  field: readonly string[],
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<OpenedConnection> {
  const where = { id: uuidOf("connection", typedId, field) };
  const connection = await manager.findOne(Connection, {
    where,
    ...(lock ? { lock: { mode: "pessimistic_write" } } : {}),
  });
  const side = connection && sideOf(user, connection);
  if (!connection || !side) throw notFound(field, "No connection that is yours has this id.");
  return { connection, side };
}
