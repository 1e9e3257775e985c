import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { Targets } from "./targets.js";
import { Webhook } from "./webhook.js";
import { WebhookDeliveryResolver, WebhookPayloadResolver, WebhookResolver } from "./webhook.resolver.js";
import { WebhookService } from "./webhook.service.js";
import { WebhookDelivery } from "./webhook-delivery.js";

export { DELIVERY_RULES, type DeliveryRules } from "./deliver-webhook.js";
export { forgetEvents } from "./forget-events.js";
export type { Targets } from "./targets.js";
export { webhookAccess } from "./webhook.access.js";
export { webhookJobs } from "./webhook-jobs.js";
export { webhookListener } from "./webhook-listener.js";

/** The tables of this domain. */
export const webhookEntities = [Webhook, WebhookDelivery];

/** The resolvers of this domain. */
export const webhookResolvers = (reads: Reads, commands: Commands, targets: Targets): object[] => [
  new WebhookResolver(reads, new WebhookService(commands, targets)),
  new WebhookDeliveryResolver(),
  new WebhookPayloadResolver(),
];
