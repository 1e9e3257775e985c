import type { Commands, Transaction } from "../platform/database/commands.js";
import { DomainEvent } from "../platform/events/domain-event.js";
import type { Job } from "../platform/jobs/job.js";
import { bodyOf, signedHeaders } from "./delivered-event.js";
import { post } from "./post.js";
import type { Targets } from "./targets.js";
import { Webhook } from "./webhook.js";
import { DeliveryStatus, WebhookDelivery } from "./webhook-delivery.js";
import { DELIVER_WEBHOOK, enqueueDelivery } from "./webhook-listener.js";

/** How deliveries are tried. */
export interface DeliveryRules {
  /** Seconds between attempts; after the last one it is given up. */
  readonly delays: readonly number[];
  /** An address is disabled when so many attempts in a row failed over so many seconds. */
  readonly mostFailures: number;
  readonly leastFailingSeconds: number;
}

const HOUR = 3600;

/** A little more than a day, as Standard Webhooks proposes. */
export const DELIVERY_RULES: DeliveryRules = {
  delays: [5, 300, 1800, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR],
  mostFailures: 20,
  leastFailingSeconds: 24 * HOUR,
};

/** So much of an error is kept. */
const MOST_CHARACTERS = 300;

/** What came of an attempt. */
interface Attempted {
  readonly status: number | null;
  readonly error: string | null;
}

interface Parcel {
  readonly delivery: WebhookDelivery;
  readonly webhook: Webhook;
  readonly event: DomainEvent;
}

/**
 * Delivers an event to an address. When the process dies in between, the attempt is made again with the same id.
 * @param commands those of the owner
 */
export const deliverWebhookJob = (
  commands: Commands,
  targets: Targets,
  rules: DeliveryRules = DELIVERY_RULES,
): Job => ({
  name: DELIVER_WEBHOOK,
  run: async (payload) => {
    const { deliveryId } = payload as { readonly deliveryId: string };
    const parcel = await commands.transact((transaction) => open(transaction, deliveryId));
    if (!parcel) return;
    const attempted = await attempt(parcel, targets);
    await commands.transact((transaction) => conclude(transaction, parcel, attempted, rules));
  },
});

/** What is to be delivered; null when it need not be any more. */
async function open({ manager }: Transaction, id: string): Promise<Parcel | null> {
  const delivery = await manager.findOneBy(WebhookDelivery, { id });
  if (!delivery || delivery.status !== DeliveryStatus.PENDING) return null;
  const webhook = await manager.findOneByOrFail(Webhook, { id: delivery.webhookId });
  if (webhook.archivedAt || webhook.disabledAt) return null;
  const event = await manager.findOneByOrFail(DomainEvent, { id: delivery.eventId });
  return { delivery, webhook, event };
}

async function attempt({ webhook, event }: Parcel, targets: Targets): Promise<Attempted> {
  const { url, secret, formerSecret, formerUntil } = webhook;
  const now = new Date();
  const body = bodyOf(event, webhook);
  const secrets = formerSecret && formerUntil && formerUntil > now ? [secret, formerSecret] : [secret];
  try {
    const status = await post(url, body, signedHeaders(event.id, body, secrets, now), targets);
    const error = status >= 200 && status < 300 ? null : `The address answered with status ${status}.`;
    return { status, error };
  } catch (error) {
    return { status: null, error: (error as Error).message.slice(0, MOST_CHARACTERS) };
  }
}

async function conclude(
  transaction: Transaction,
  { delivery, webhook }: Parcel,
  { status, error }: Attempted,
  rules: DeliveryRules,
): Promise<void> {
  const { manager } = transaction;
  const attempts = delivery.attempts + 1;
  const seconds = rules.delays[delivery.attempts];
  const isOver = error === null || seconds === undefined;
  // Some earlier, some later, so that they do not all come back at once.
  const next = isOver ? null : new Date(Date.now() + seconds * 1000 * (0.9 + Math.random() * 0.2));
  await manager.update(WebhookDelivery, delivery.id, {
    ...{ attempts, lastStatus: status, lastError: error, nextAttemptAt: next },
    status:
      error === null ? DeliveryStatus.DELIVERED : isOver ? DeliveryStatus.FAILED : DeliveryStatus.PENDING,
    deliveredAt: error === null ? () => "now()" : null,
  });
  if (error === null) {
    await manager.query(
      "update webhook set failures = 0, failing_since = null where id = $1 and failures > 0",
      [webhook.id],
    );
    return;
  }
  if (next) await enqueueDelivery(manager, delivery, next);
  await countFailure(transaction, webhook, { status, error }, rules);
}

/** $2: it is gone; $3: so many failures, $4: over so many seconds */
const FAILED_TOO_OFTEN = `($2 or (failures + 1 >= $3
  and coalesce(failing_since, now()) <= now() - make_interval(secs => $4)))`;

/** Disables an address that has failed for long, or says that it is gone, and lets its owner know. */
async function countFailure(
  { manager, happened }: Transaction,
  { id, consortiumId, partnerId }: Webhook,
  { status, error }: Attempted,
  { mostFailures, leastFailingSeconds }: DeliveryRules,
): Promise<void> {
  const [[webhook]] = await manager.query(
    `update webhook set failures = failures + 1, failing_since = coalesce(failing_since, now()),
       disabled_at = case when ${FAILED_TOO_OFTEN} then now() end,
       disabled_reason = case when ${FAILED_TOO_OFTEN} then $5 end
     where id = $1 and disabled_at is null returning disabled_at as "disabledAt", failures`,
    [id, status === 410, mostFailures, leastFailingSeconds, error],
  );
  if (webhook?.disabledAt)
    happened({
      ...{ kind: "webhook.disabled", consortiumId, partnerId },
      data: { webhookId: id, failures: webhook.failures },
    });
}
