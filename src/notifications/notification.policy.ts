import type { User } from "../platform/auth/principal.js";
import { NotificationRecipient } from "./notification.js";
import type { Recipient } from "./notification-rules.js";

/** Whose notifications a user reads: the own ones, or those of the organisation they act for; null for nobody's. */
export function recipientActingAs(user: User): Recipient | null {
  const { WORKER, PARTNER, LIBRARY, ADMINS } = NotificationRecipient;
  const of = (recipient: NotificationRecipient, recipientId?: string) =>
    recipientId === undefined ? null : { recipient, recipientId };
  switch (user.role) {
    case "WORKER":
      return of(WORKER, user.workerId);
    case "PARTNER":
      return of(PARTNER, user.partnerId);
    case "MANAGER":
      return of(LIBRARY, user.libraryId);
    case "ADMIN":
      return of(ADMINS, user.consortiumId);
    default:
      return null;
  }
}
