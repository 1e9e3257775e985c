import { newId } from "../platform/database/new-id.js";
import type { EventListener } from "../platform/events/tell-event.js";
import type { SqlRunner } from "../platform/jobs/enqueue-job.js";
import { type WebhookEventKind, webhookKindOf } from "./webhook-event-kind.js";

/** The job that delivers; its payload is `{ deliveryId }`. */
export const DELIVER_WEBHOOK = "deliver-webhook";

// Those of one address in one queue, so that a slow one holds up nobody else.
const ENQUEUE = `select graphile_worker.add_job('${DELIVER_WEBHOOK}', payload => json_build_object('deliveryId', $1::uuid),
  queue_name => 'webhook ' || $2, job_key => 'delivery ' || $1, run_at => coalesce($3::timestamptz, now()), max_attempts => 25)`;

/** Enqueues a delivery, as the owner of the tables; instead of one that waits. */
export async function enqueueDelivery(
  sql: SqlRunner,
  { id, webhookId }: { readonly id: string; readonly webhookId: string },
  at: Date | null = null,
): Promise<void> {
  await sql.query(ENQUEUE, [id, webhookId, at]);
}

const WANTED = `select w.id from webhook w where w.archived_at is null and w.disabled_at is null
  and (cardinality(w.kinds) = 0 or $2 = any(w.kinds))
  and (w.partner_id = $3 or (w.partner_id is null and w.consortium_id = $1)) order by w.id`;

/** Writes a delivery for each address that wants the event, with the job that makes it; once, however often it is told. */
export const webhookListener: EventListener = async (event, { manager }) => {
  const kind = webhookKindOf(event.kind);
  if (!kind) return;
  const wanted: { id: string }[] = await manager.query(WANTED, [event.consortiumId, kind, event.partnerId]);
  for (const { id } of wanted) await writeDelivery(manager, id, { id: event.id, kind });
};

/** Writes the delivery of an event to an address, and enqueues it. */
export async function writeDelivery(
  sql: SqlRunner,
  webhookId: string,
  { id: eventId, kind }: { readonly id: string; readonly kind: WebhookEventKind },
): Promise<void> {
  const [written] = (await sql.query(
    `insert into webhook_delivery (id, webhook_id, event_id, kind, next_attempt_at) values ($1, $2, $3, $4, now())
     on conflict (webhook_id, event_id) do nothing returning id`,
    [newId(), webhookId, eventId, kind],
  )) as { id: string }[];
  if (written) await enqueueDelivery(sql, { id: written.id, webhookId });
}
