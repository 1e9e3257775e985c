import { Conditions, statement } from "../platform/database/statement.js";
import { versionedColumns } from "../platform/database/versioned.js";
import { PARTS } from "../platform/graphql/connection.js";
import { defineLoader, inOrder } from "../platform/graphql/loaders.js";
import { defineOwnedPages } from "../platform/graphql/owned-pages.js";
import type { Webhook } from "./webhook.js";
import type { WebhookDelivery } from "./webhook-delivery.js";

/** Without the secrets, which are told once. */
export const webhookColumns = `${versionedColumns("w")}, w.url, w.description, to_json(w.kinds) as kinds, w.failures,
  w.failing_since as "failingSince", w.disabled_at as "disabledAt", w.disabled_reason as "disabledReason"`;

const byIds = {
  name: "webhooks.by-ids",
  text: `select ${webhookColumns} from webhook w where w.id = any($1::uuid[])`,
};

/** A webhook of the caller's. */
export const webhookById = defineLoader<string, Webhook | null>({
  batch: async ({ reads }, ids) => inOrder(ids, await reads.run<Webhook>(byIds, [ids])),
});

/** A page of the deliveries of a webhook, newest first. */
export const deliveriesByWebhook = defineOwnedPages<WebhookDelivery>({
  name: "deliveries",
  parts: [PARTS.id],
  rows: async ({ reads }, ids, limit, after) => {
    const where = new Conditions();
    const owners = where.value(ids);
    where.add("d.webhook_id = o.id");
    if (after) where.add(`d.id < ${where.value(after[0])}::uuid`);
    const text = `select page.* from unnest(${owners}::uuid[]) o(id) cross join lateral (
        select d.id, d.webhook_id as "webhookId", d.event_id as "eventId", d.status, d.attempts,
          d.last_status as "lastStatus", d.last_error as "lastError", d.created_at as "createdAt",
          d.next_attempt_at as "nextAttemptAt", d.delivered_at as "deliveredAt", d.kind
        from webhook_delivery d where ${where} order by d.id desc limit ${where.value(limit)}) page`;
    return await reads.run<WebhookDelivery>(statement("deliveries.by-webhooks", text), where.values);
  },
  ownerOf: ({ webhookId }) => webhookId,
  positionOf: ({ id }) => [id],
});
