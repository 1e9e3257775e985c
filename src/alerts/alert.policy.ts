import type { User } from "../platform/auth/principal.js";
import type { Alert } from "./alert.js";

/** Whose alerts somebody has: a worker the own ones, the members of a partner those of the partner. */
export interface AlertOwner {
  readonly kind: "WORKER" | "PARTNER";
  readonly id: string;
}

/** Whose alerts a user has; null where their role has none. */
export function ownerActingAs({ role, workerId, partnerId }: User): AlertOwner | null {
  if (role === "WORKER" && workerId !== undefined) return { kind: "WORKER", id: workerId };
  if (role === "PARTNER" && partnerId !== undefined) return { kind: "PARTNER", id: partnerId };
  return null;
}

/** Whose an alert is. */
export const ownerOf = ({ workerId, partnerId }: Pick<Alert, "workerId" | "partnerId">): AlertOwner =>
  workerId ? { kind: "WORKER", id: workerId } : { kind: "PARTNER", id: partnerId! };
