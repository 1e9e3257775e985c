import {
  type AccessTable,
  connectionAccess,
  fields,
  USERS,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** The roles in which somebody is notified. */
const NOTIFIED = ["WORKER", "MANAGER", "PARTNER", "ADMIN"] as const;

/** Who may ask for what of this domain; `notification.policy.ts` says whose notifications they find. */
export const notificationAccess: AccessTable = {
  Query: fields(NOTIFIED, "notifications", "notificationPreferences"),
  Mutation: fields(USERS, "markNotificationsRead", "setNotificationPreference"),
  Subscription: fields(NOTIFIED, "notificationReceived"),
  Viewer: fields(WITH_OBJECT, "unreadNotifications"),
  Notification: {
    ...fields(WITH_OBJECT, "id", "kind", "title", "createdAt", "readAt"),
    ...fields(WITH_OBJECT, "connection", "credentialId", "need"),
  },
  ...connectionAccess("Notification"),
  NotificationPreference: fields(WITH_OBJECT, "kind", "delivery", "inApp"),
  MarkNotificationsReadPayload: fields(WITH_OBJECT, "unreadNotifications", "userErrors"),
  NotificationPreferencePayload: fields(WITH_OBJECT, "preferences", "userErrors"),
};
