import type { User } from "../platform/auth/principal.js";
import { glassBroken } from "../platform/auth/visibility.js";
import type { Conditions } from "../platform/database/statement.js";
import type { Connection } from "./connection.js";
import { ConnectionSide, ConnectionStatus, LibraryConsent } from "./connection-enums.js";

type Placed = Pick<Connection, "workerId" | "partnerId" | "libraryId" | "libraryConsent" | "initiator">;

/** On which side of a connection a user stands; null for whoever has no say in it. */
export function sideOf(user: User, connection: Placed): ConnectionSide | null {
  if (user.workerId !== undefined && user.workerId === connection.workerId) return ConnectionSide.WORKER;
  if (user.role === "PARTNER" && user.partnerId === connection.partnerId) return ConnectionSide.PARTNER;
  const hasSay =
    connection.libraryConsent !== LibraryConsent.NOT_REQUIRED ||
    connection.initiator === ConnectionSide.LIBRARY;
  const isManager =
    user.role === "MANAGER" && user.libraryId !== undefined && user.libraryId === connection.libraryId;
  return isManager && hasSay ? ConnectionSide.LIBRARY : null;
}

/**
 * Who may see a connection, as an SQL condition over a row of `connection`: those who have a say in it, and who broke the
 * glass for the worker.
 */
export function visibleConnectionsSql(where: Conditions, user: User, connection: string): string {
  const seen: string[] = [];
  if (user.workerId) seen.push(`${connection}.worker_id = ${where.value(user.workerId)}::uuid`);
  if (user.role === "PARTNER" && user.partnerId)
    seen.push(`${connection}.partner_id = ${where.value(user.partnerId)}::uuid`);
  if (user.role === "MANAGER" && user.libraryId)
    seen.push(`(${connection}.library_id = ${where.value(user.libraryId)}::uuid
      and (${connection}.library_consent <> 'NOT_REQUIRED' or ${connection}.initiator = 'LIBRARY'))`);
  const broken = glassBroken(user);
  if (broken.length > 0) seen.push(`${connection}.worker_id = any(${where.value(broken)}::uuid[])`);
  return seen.length > 0 ? seen.join(" or ") : "false";
}

const REACHABLE: readonly ConnectionStatus[] = [
  ConnectionStatus.CONNECTED,
  ConnectionStatus.COLLABORATING,
  ConnectionStatus.COMPLETED,
];

/** Whether the sides of a connection know how to reach each other. */
export const isReachable = ({ status }: Pick<Connection, "status">): boolean => REACHABLE.includes(status);
