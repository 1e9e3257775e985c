import type { Commands } from "../platform/database/commands.js";
import type { Job } from "../platform/jobs/job.js";
import type { Mailer } from "../platform/mail/mailer.js";
import { MAIL_NOTIFICATION } from "./notification-listener.js";
import { digestOf, type MailedNotification, mailOf } from "./notification-mail.js";

export interface MailParts {
  /** Those of the owner. */
  readonly commands: Commands;
  /** Null where no mails are sent. */
  readonly mailer: Mailer | null;
  /** What mails link to. */
  readonly publicUrl: string;
}

/** A notification that is to be mailed, and where to. */
interface Addressed extends MailedNotification {
  readonly recipientId: string;
  readonly address: string | null;
}

/** So many recipients are looked up at a time, and so many notifications of one are mailed together. */
const BATCH = 200;
const MOST = 1000;

/** Administrators have no address in common; who is archived is not mailed any more. */
const ADDRESS = `case n.recipient
  when 'WORKER' then (select w.email from worker w where w.id = n.recipient_id and w.archived_at is null)
  when 'PARTNER' then (select p.contact_email from partner p where p.id = n.recipient_id and p.archived_at is null)
  when 'LIBRARY' then (select l.contact_email from library l where l.id = n.recipient_id and l.archived_at is null)
  end as address`;

/** Not mailed yet, not read anyway, and not unwanted meanwhile. */
const DUE = `n.mailed_at is null and n.read_at is null and not exists (select from notification_preference p
  where p.recipient_id = n.recipient_id and p.kind = n.kind and p.delivery = 'OFF')`;

const COLUMNS = `n.id, n.kind, n.recipient, n.recipient_id as "recipientId", ${ADDRESS}`;

/** The jobs that mail notifications: each at once, or once a day what came since. */
export const notificationMailJobs = (parts: MailParts): Job[] => [
  {
    name: MAIL_NOTIFICATION,
    run: (payload) =>
      mailNotification(parts, (payload as { readonly notificationId: string }).notificationId),
  },
  { name: "mail-digests", schedule: "0 7 * * *", run: () => mailDigests(parts) },
];

/** Mails one, unless that has been done; when the process dies in between, again. */
async function mailNotification({ commands, mailer, publicUrl }: MailParts, id: string): Promise<void> {
  if (!mailer) return;
  const [due] = await asked<Addressed>(
    commands,
    `select ${COLUMNS} from notification n where n.id = $1 and ${DUE}`,
    [id],
  );
  if (!due?.address) return;
  await mailer.send(mailOf(due, due.address, publicUrl));
  await markMailed(commands, [id]);
}

/**
 * Mails every recipient what came for their digest. Each is a transaction of their own, so that whoever has got theirs does
 * not get it again when the job is done again, and one address that fails keeps the mail from nobody else.
 */
async function mailDigests(parts: MailParts): Promise<void> {
  if (!parts.mailer) return;
  const faults: unknown[] = [];
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const recipients = await recipientsWaiting(parts.commands, after);
    for (const recipientId of recipients)
      await mailDigest(parts, parts.mailer, recipientId).catch((error) => faults.push(error));
    if (recipients.length < BATCH) break;
    after = recipients.at(-1)!;
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} digests could not be mailed.`);
}

const WAITING = "n.delivery = 'DAILY_DIGEST' and n.mailed_at is null and n.read_at is null";

async function recipientsWaiting(commands: Commands, after: string): Promise<string[]> {
  const rows = await asked<{ id: string }>(
    commands,
    `select distinct n.recipient_id as id from notification n where ${WAITING} and n.recipient_id > $1
     order by 1 limit ${BATCH}`,
    [after],
  );
  return rows.map(({ id }) => id);
}

async function mailDigest(
  { commands, publicUrl }: MailParts,
  mailer: Mailer,
  recipientId: string,
): Promise<void> {
  const due = await asked<Addressed>(
    commands,
    `select ${COLUMNS} from notification n where ${WAITING} and n.recipient_id = $1 and ${DUE}
     order by n.position limit ${MOST}`,
    [recipientId],
  );
  const address = due[0]?.address;
  if (!address) return;
  await mailer.send(digestOf(due, address, publicUrl));
  await markMailed(
    commands,
    due.map(({ id }) => id),
  );
}

/** No transaction waits for a mail server. */
const asked = <Row>(commands: Commands, sql: string, values: readonly unknown[]): Promise<Row[]> =>
  commands.transact(({ manager }) => manager.query(sql, [...values]));

const markMailed = (commands: Commands, ids: readonly string[]) =>
  commands.transact(({ manager }) =>
    manager.query("update notification set mailed_at = now() where id = any($1)", [ids]),
  );
