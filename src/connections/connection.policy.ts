import type { User } from "../platform/auth/principal.js";
import type { Conditions } from "../platform/database/statement.js";
import { type Connection, ConnectionSide, LibraryConsent } from "./connection.js";
import type { ConnectionState } from "./connection-lifecycle.js";

/** What decides on which side somebody stands. */
export type Sides = Pick<Connection, "workerId" | "partnerId" | "libraryId" | "libraryConsent" | "initiator">;

/**
 * On which side of a connection somebody stands; null for whom it is none of their business. The managers of a library
 * have a say where it asks for one, and where one of them introduced the two.
 */
export function sideOf(user: User, connection: Sides): ConnectionSide | null {
  if (user.workerId !== undefined && user.workerId === connection.workerId) return ConnectionSide.WORKER;
  if (user.role === "PARTNER")
    return user.partnerId !== undefined && user.partnerId === connection.partnerId
      ? ConnectionSide.PARTNER
      : null;
  const isManager =
    user.role === "MANAGER" && user.libraryId !== undefined && user.libraryId === connection.libraryId;
  const hasSay =
    connection.libraryConsent !== LibraryConsent.NOT_REQUIRED ||
    connection.initiator === ConnectionSide.LIBRARY;
  return isManager && hasSay ? ConnectionSide.LIBRARY : null;
}

/** `sideOf(user, c) !== null` as an SQL condition over a row of `connection` as c. */
export function participatesSql(where: Conditions, user: User): string {
  const cases: string[] = [];
  if (user.workerId) cases.push(`c.worker_id = ${where.value(user.workerId)}::uuid`);
  if (user.role === "PARTNER" && user.partnerId)
    cases.push(`c.partner_id = ${where.value(user.partnerId)}::uuid`);
  if (user.role === "MANAGER" && user.libraryId)
    cases.push(
      `c.library_id = ${where.value(user.libraryId)}::uuid
       and (c.library_consent <> 'NOT_REQUIRED' or c.initiator = 'LIBRARY')`,
    );
  return cases.length === 0 ? "false" : cases.map((one) => `(${one})`).join(" or ");
}

/** A connection as its lifecycle sees it. */
export const stateOf = (
  connection: Pick<Connection, "status" | "workerAcceptedAt" | "partnerAcceptedAt" | "libraryConsent">,
): ConnectionState => ({
  status: connection.status,
  workerAccepted: connection.workerAcceptedAt !== null,
  partnerAccepted: connection.partnerAcceptedAt !== null,
  libraryConsent: connection.libraryConsent,
});
