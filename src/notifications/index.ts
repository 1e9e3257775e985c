import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import {
  MarkedNotificationsResolver,
  NotificationMutationResolver,
  NotificationPreferenceResolver,
  NotificationResolver,
  UnreadNotificationsResolver,
} from "./notification.resolver.js";
import { NotificationService } from "./notification.service.js";

export { forgetNotifications } from "./forget-notifications.js";
export { type MailParts, notificationMailJobs } from "./mail-jobs.js";
export { notificationAccess } from "./notification.access.js";
export {
  Notification,
  NotificationDelivery,
  NotificationPreference,
  NotificationRecipient,
} from "./notification.js";
export { NotificationKind } from "./notification-kind.js";
export { notificationListener } from "./notification-listener.js";
export { type Recipient, recipientsOf } from "./notification-rules.js";

/** The rows about workers that this domain has. */
export const notificationPersonalData: readonly PersonalData[] = [
  { section: "notifications", table: "notification", workerColumn: "worker_id" },
  { section: "notificationPreferences", table: "notification_preference", workerColumn: "worker_id" },
];

/** The resolvers of this domain. */
export const notificationResolvers = (reads: Reads, commands: Commands): object[] => [
  new NotificationResolver(reads),
  new NotificationMutationResolver(new NotificationService(commands)),
  new NotificationPreferenceResolver(reads),
  new UnreadNotificationsResolver(reads),
  new MarkedNotificationsResolver(reads),
];
