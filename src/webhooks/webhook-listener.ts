import { newId } from "../platform/database/new-id.js";
import type { EventListener } from "../platform/events/tell-event.js";
import type { SqlRunner } from "../platform/jobs/enqueue-job.js";
import { WebhookEventKind, webhookKindOf } from "./webhook-event-kind.js";

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

/** Those that partners are not told of: whether they see a credential is for its holder to say. */
const NOT_FOR_PARTNERS: readonly WebhookEventKind[] = [
  WebhookEventKind.CREDENTIAL_ISSUED,
  WebhookEventKind.CREDENTIAL_REVOKED,
];

/** What alerts find is for their owners alone. $1: consortium; $2: kind; $3: partner, null where partners are not told */
const WANTED = `select w.id, w.disabled_at is null as "isEnabled" from webhook w where w.archived_at is null
  and (cardinality(w.kinds) = 0 or $2 = any(w.kinds))
  and ((w.partner_id is null and w.consortium_id = $1 and $2 not in ('MATCH_FOUND', 'EXPERTISE_FOUND'))
    or w.partner_id = (select p.id from partner p where p.id = $3 and p.archived_at is null)) order by w.id`;

/**
 * Writes a delivery for each address that wants the event, with the job that makes it; once, however often it is told. What
 * a disabled one misses waits without a job, to be replayed.
 */
export const webhookListener: EventListener = async (event, { manager }) => {
  const kind = webhookKindOf(event.kind);
  if (!kind) return;
  const partnerId = NOT_FOR_PARTNERS.includes(kind) ? null : event.partnerId;
  const wanted: WantedBy[] = await manager.query(WANTED, [event.consortiumId, kind, partnerId]);
  for (const webhook of wanted) await writeDelivery(manager, webhook, { id: event.id, kind });
};

/** An address that wants an event. */
interface WantedBy {
  readonly id: string;
  readonly isEnabled: boolean;
}

/** Writes the delivery of an event to an address, and enqueues it unless the address is disabled. */
export async function writeDelivery(
  sql: SqlRunner,
  { id: webhookId, isEnabled }: WantedBy,
  { id: eventId, kind }: { readonly id: string; readonly kind: WebhookEventKind },
): Promise<void> {
  const [written] = (await sql.query(
    `insert into webhook_delivery (id, webhook_id, event_id, kind, next_attempt_at) values ($1, $2, $3, $4, case when $5 then now() end)
     on conflict (webhook_id, event_id) do nothing returning id`,
    [newId(), webhookId, eventId, kind, isEnabled],
  )) as { id: string }[];
  if (written && isEnabled) await enqueueDelivery(sql, { id: written.id, webhookId });
}
