import { newId } from "../platform/database/new-id.js";
import type { EventListener } from "../platform/events/tell-event.js";
import { enqueueJob } from "../platform/jobs/enqueue-job.js";
import { NotificationDelivery, NotificationRecipient } from "./notification.js";
import { kindOf } from "./notification-kind.js";
import { defaultDelivery, type Recipient, recipientsOf } from "./notification-rules.js";

/** The job that mails a notification; its payload is `{ notificationId }`. */
export const MAIL_NOTIFICATION = "mail-notification";

// What an event is about may have gone meanwhile.
const WRITE = `insert into notification (id, event_id, kind, consortium_id, recipient, recipient_id, worker_id,
    connection_id, need_id, data, in_app, delivery)
  select $1::uuid, $2::uuid, $3, $4::uuid, $5, $6::uuid, $7::uuid, (select id from connection where id = $8),
    (select id from need where id = $9), $10::jsonb, $11, $12
  on conflict (event_id, recipient_id) do nothing returning id`;

/** Writes the notifications of an event, with the jobs that mail them; once, however often it is told. */
export const notificationListener: EventListener = async (event, { manager, changed }) => {
  const kind = kindOf(event.kind);
  if (!kind) return;
  for (const recipient of inOneOrder(recipientsOf(event))) {
    const { recipientId } = recipient;
    const [wish] = await manager.query(
      `select delivery, in_app as "inApp" from notification_preference where recipient_id = $1 and kind = $2`,
      [recipientId, kind],
    );
    const { delivery, inApp }: Wish = wish ?? { delivery: defaultDelivery(kind), inApp: true };
    if (!inApp && delivery === NotificationDelivery.OFF) continue;
    // Until the commit, so that positions become visible in their order: who has seen one has seen those before it.
    await manager.query("select pg_advisory_xact_lock(hashtextextended('notification ' || $1, 0))", [
      recipientId,
    ]);
    const { connectionId, needId, data } = event;
    const [written] = await manager.query(WRITE, [
      ...[newId(), event.id, kind, event.consortiumId, recipient.recipient, recipientId, workerIn(recipient)],
      ...[connectionId, needId, JSON.stringify(data), inApp, delivery],
    ]);
    if (!written) continue;
    changed("notification", recipientId);
    if (delivery === NotificationDelivery.IMMEDIATE)
      await enqueueJob(
        manager,
        MAIL_NOTIFICATION,
        { notificationId: written.id },
        { key: `${MAIL_NOTIFICATION} ${written.id}` },
      );
  }
};

interface Wish {
  readonly delivery: NotificationDelivery;
  readonly inApp: boolean;
}

/** Two events that lock the same recipients must do so in the same order. */
const inOneOrder = (recipients: readonly Recipient[]) =>
  recipients.toSorted((one, other) => (one.recipientId < other.recipientId ? -1 : 1));

/** The worker, where it is one. */
export const workerIn = ({ recipient, recipientId }: Recipient): string | null =>
  recipient === NotificationRecipient.WORKER ? recipientId : null;
