import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import type { Notification, NotificationPreference } from "./notification.js";
import type { Recipient } from "./notification-rules.js";

const columns = `n.id, n.position::float8 as position, n.kind, n.recipient, n.recipient_id as "recipientId",
  n.connection_id as "connectionId", n.need_id as "needId", n.data, n.created_at as "createdAt", n.read_at as "readAt"`;

const LIST = "notifications";

/** The notifications of a recipient, newest first. */
export async function listNotifications(
  reads: Reads,
  user: User,
  { recipientId }: Recipient,
  filter: { readonly unread?: boolean | null },
  page: PageArgs,
): Promise<Connection<Notification>> {
  const after = decodeCursor(LIST, page.after, [PARTS.number]);
  const where = new Conditions();
  where.add(`n.recipient_id = ${where.value(recipientId)}::uuid`).add("n.in_app");
  if (filter.unread === true) where.add("n.read_at is null");
  if (filter.unread === false) where.add("n.read_at is not null");
  if (after) where.add(`n.position < ${where.value(after[0])}::float8::bigint`);
  const text = `select ${columns} from notification n where ${where} order by n.position desc
    limit ${where.value(page.first + 1)}`;
  const rows = await reads.as(user).run<Notification>(statement("notifications.list", text), where.values);
  return pageOf(rows, LIST, page, ({ position }) => [position]);
}

const UNREAD = {
  name: "notifications.unread",
  text: `select count(*)::int as unread from (select from notification n
    where n.recipient_id = $1::uuid and n.in_app and n.read_at is null limit 1000) n`,
};

/** How many are unread; counting ends at 1000. */
export async function countUnread(reads: Reads, user: User, { recipientId }: Recipient): Promise<number> {
  const [row] = await reads.as(user).run<{ unread: number }>(UNREAD, [recipientId]);
  return row!.unread;
}

const ARRIVED = {
  name: "notifications.arrived",
  text: `select ${columns} from notification n where n.recipient_id = $1::uuid and n.in_app
    and n.position > $2::float8::bigint order by n.position limit $3::int`,
};

/** Those behind a position, oldest first. */
export const arrivedNotifications = (
  reads: Reads,
  user: User,
  { recipientId }: Recipient,
  since: number,
  limit: number,
): Promise<Notification[]> => reads.as(user).run<Notification>(ARRIVED, [recipientId, since, limit]);

// One that was forgotten is where its id would stand.
const POSITION = {
  name: "notifications.position",
  text: `select coalesce(
      (select max(n.position) from notification n where n.recipient_id = $1::uuid and n.id = $2::uuid),
      (select max(n.position) from notification n where n.recipient_id = $1::uuid
        and ($2::uuid is null or n.id < $2::uuid)), 0)::float8 as position`,
};

/** Where a notification stands among those of a recipient; without one, where the last stands. */
export async function positionOf(
  reads: Reads,
  user: User,
  { recipientId }: Recipient,
  id: string | null,
): Promise<number> {
  const [row] = await reads.as(user).run<{ position: number }>(POSITION, [recipientId, id]);
  return row!.position;
}

const PREFERENCES = {
  name: "notifications.preferences",
  text: `select p.kind, p.delivery, p.in_app as "inApp" from notification_preference p
    where p.recipient_id = $1::uuid`,
};

/** What a recipient has chosen. */
export const chosenPreferences = (
  reads: Reads,
  user: User,
  { recipientId }: Recipient,
): Promise<Pick<NotificationPreference, "kind" | "delivery" | "inApp">[]> =>
  reads.as(user).run(PREFERENCES, [recipientId]);
