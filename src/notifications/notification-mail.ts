import type { Mail } from "../platform/mail/mailer.js";
import type { Notification } from "./notification.js";
import { textOf } from "./notification-rules.js";

/** What a mail tells of a notification. */
export type MailedNotification = Pick<Notification, "id" | "kind" | "recipient">;

/** So many notifications stand in a digest; of the rest it says how many there are. */
const MOST_LINES = 50;

const ending = (publicUrl: string) =>
  `\n\nSee more: ${publicUrl}\n\nYou get this mail because of your notification preferences. To change or end these mails,\nset your notification preferences there, or ask your library.\n`;

/** The mail of one notification. */
export function mailOf(notification: MailedNotification, to: string, publicUrl: string): Mail {
  const text = textOf(notification.kind, notification.recipient);
  return { to, subject: subjectOf(text), text: `${text}${ending(publicUrl)}`, id: notification.id };
}

/** The mail of what came since the last one; its id is that of the newest notification in it. */
export function digestOf(notifications: readonly MailedNotification[], to: string, publicUrl: string): Mail {
  const lines = counted(notifications.map(({ kind, recipient }) => textOf(kind, recipient)));
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length > shown.length ? [`- and ${lines.length - shown.length} other things`] : [];
  const text = ["What happened since the last mail:", "", ...shown, ...more].join("\n");
  const subject = notifications.length === 1 ? "1 notification" : `${notifications.length} notifications`;
  return { to, subject, text: `${text}${ending(publicUrl)}`, id: `digest-${notifications.at(-1)!.id}` };
}

/** Each text once, with how often it was. */
function counted(texts: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].map(([text, count]) => (count === 1 ? `- ${text}` : `- ${text} (${count} times)`));
}

/** The first clause, without its end. */
const subjectOf = (text: string) => text.split(/[.:,]/)[0]!;
