import {
  type AccessTable,
  connectionAccess,
  fields,
  VERSIONED,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

const OWNERS = ["PARTNER", "ADMIN"] as const;

/** Who may ask for what of this domain; whose webhooks they are PostgreSQL tells. */
export const webhookAccess: AccessTable = {
  Query: fields(OWNERS, "webhooks"),
  Mutation: {
    ...fields(OWNERS, "createWebhook", "updateWebhook", "archiveWebhook", "rotateWebhookSecret"),
    ...fields(OWNERS, "enableWebhook", "testWebhook", "replayWebhook"),
  },
  Webhook: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "url", "description", "kinds", "failures", "failingSince", "disabledAt"),
    ...fields(WITH_OBJECT, "disabledReason", "deliveries"),
  },
  WebhookDelivery: {
    ...fields(WITH_OBJECT, "eventId", "kind", "status", "attempts", "lastStatus", "lastError", "createdAt"),
    ...fields(WITH_OBJECT, "nextAttemptAt", "deliveredAt"),
  },
  ...connectionAccess("WebhookDelivery"),
  WebhookPayload: fields(WITH_OBJECT, "webhook", "secret", "userErrors"),
};
