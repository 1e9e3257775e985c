import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { DomainEvent } from "../platform/events/domain-event.js";
import type { Job } from "../platform/jobs/job.js";
import { type DeliveryRules, deliverWebhookJob } from "./deliver-webhook.js";
import type { Targets } from "./targets.js";
import { Webhook } from "./webhook.js";
import { WebhookEventKind } from "./webhook-event-kind.js";
import { enqueueDelivery, writeDelivery } from "./webhook-listener.js";

/** The job that sends a test; its payload is `{ webhookId }`. */
export const TEST_WEBHOOK = "test-webhook";
/** The job that makes deliveries again; its payload is `{ webhookId, since, onlyFailed }`. */
export const REPLAY_WEBHOOK = "replay-webhook";

/** So many deliveries are taken up again in one transaction. */
const BATCH = 500;

const AGAIN = `update webhook_delivery set status = 'PENDING', attempts = 0, next_attempt_at = now(), delivered_at = null
  where id = any(array(select d.id from webhook_delivery d join domain_event e on e.id = d.event_id
    where d.webhook_id = $1 and e.occurred_at >= $2 and d.created_at < $4
      and (not $3 or d.status <> 'DELIVERED')
      and d.id > coalesce($5::uuid, '00000000-0000-0000-0000-000000000000') order by d.id limit ${BATCH}))
  returning id`;

interface Replay {
  readonly webhookId: string;
  readonly since: string;
  readonly onlyFailed: boolean;
}

/** Takes deliveries up again, oldest first. */
async function replay(commands: Commands, { webhookId, since, onlyFailed }: Replay): Promise<void> {
  const begun = new Date();
  let last: string | null = null;
  for (;;) {
    const after: string | null = last;
    const ids = await commands.transact(async ({ manager }) => {
      const [rows] = (await manager.query(AGAIN, [webhookId, since, onlyFailed, begun, after])) as [
        { id: string }[],
        number,
      ];
      const sorted = rows.map(({ id }) => id).sort();
      for (const id of sorted) await enqueueDelivery(manager, { id, webhookId });
      return sorted;
    });
    if (ids.length < BATCH) return;
    last = ids.at(-1)!;
  }
}

/** Sends an event that tells of nothing. */
async function test(commands: Commands, webhookId: string): Promise<void> {
  await commands.transact(async ({ manager }) => {
    const webhook = await manager.findOneBy(Webhook, { id: webhookId });
    if (!webhook || webhook.archivedAt || webhook.disabledAt) return;
    const { consortiumId, partnerId } = webhook;
    const id = newId();
    // Told to this address alone, so no listener has to be.
    await manager.insert(DomainEvent, {
      ...{ id, kind: "webhook.test", consortiumId, partnerId, data: {}, toldAt: new Date() },
    });
    await writeDelivery(
      manager,
      { id: webhookId, isEnabled: true },
      { id, kind: WebhookEventKind.WEBHOOK_TEST },
    );
  });
}

/** What goes on behind webhooks. @param commands those of the owner */
export const webhookJobs = (commands: Commands, targets: Targets, rules?: DeliveryRules): Job[] => [
  deliverWebhookJob(commands, targets, rules),
  { name: REPLAY_WEBHOOK, run: (payload) => replay(commands, payload as Replay) },
  { name: TEST_WEBHOOK, run: (payload) => test(commands, (payload as { webhookId: string }).webhookId) },
];
