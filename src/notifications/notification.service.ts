import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { notFound } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import type { MarkNotificationsReadInput, SetNotificationPreferenceInput } from "./notification.inputs.js";
import { recipientActingAs } from "./notification.policy.js";
import { NotificationKind } from "./notification-kind.js";
import { workerIn } from "./notification-listener.js";
import type { Recipient } from "./notification-rules.js";

/** Use cases of those who are notified. */
export class NotificationService {
  constructor(private readonly commands: Commands) {}

  async markRead(user: User, input: MarkNotificationsReadInput): Promise<object> {
    const recipient = acting(user);
    if (!input.ids === !input.upTo)
      throw refuse(UserErrorCode.BAD_USER_INPUT, ["input"], "Give either `ids` or `upTo`.");
    return await this.commands.run(user, { name: "markNotificationsRead", input }, async ({ manager }) => {
      if (input.upTo) await markUpTo(manager, recipient, uuidOf("notification", input.upTo));
      else await markThese(manager, recipient, input.ids!);
      return {};
    });
  }

  async setPreference(user: User, input: SetNotificationPreferenceInput): Promise<object> {
    const recipient = acting(user);
    const kinds = input.kind ? [input.kind] : Object.values(NotificationKind);
    return await this.commands.run(
      user,
      { name: "setNotificationPreference", input },
      async ({ manager }) => {
        await manager.query(
          `insert into notification_preference (id, consortium_id, recipient, recipient_id, worker_id, kind, delivery, in_app)
         select id, $3, $4, $5, $6, kind, $7, coalesce($8, true) from unnest($1::uuid[], $2::text[]) as of (id, kind)
         on conflict (recipient_id, kind) do update
         set delivery = excluded.delivery, in_app = coalesce($8, notification_preference.in_app)`,
          [
            ...[kinds.map(() => newId()), kinds, user.consortiumId],
            ...[recipient.recipient, recipient.recipientId, workerIn(recipient)],
            ...[input.delivery, input.inApp ?? null],
          ],
        );
        return {};
      },
    );
  }
}

function acting(user: User): Recipient {
  const recipient = recipientActingAs(user);
  if (!recipient) throw refuse(UserErrorCode.FORBIDDEN, ["input"], "Nobody notifies you in this role.");
  return recipient;
}

async function markThese(
  manager: EntityManager,
  { recipientId }: Recipient,
  typedIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(typedIds.map((id) => uuidOf("notification", id)))];
  const found = await manager.query(
    "select id from notification where id = any($1) and recipient_id = $2 order by id for update",
    [ids, recipientId],
  );
  if (found.length < ids.length)
    throw notFound(["input", "ids"], "You have no notifications of all these ids.");
  await manager.query("update notification set read_at = now() where id = any($1) and read_at is null", [
    ids,
  ]);
}

async function markUpTo(manager: EntityManager, { recipientId }: Recipient, id: string): Promise<void> {
  const [last] = await manager.query(
    "select position from notification where id = $1 and recipient_id = $2",
    [id, recipientId],
  );
  if (!last) throw notFound(["input", "upTo"], "You have no notification of this id.");
  await manager.query(
    "update notification set read_at = now() where recipient_id = $1 and position <= $2 and read_at is null",
    [recipientId, last.position],
  );
}
