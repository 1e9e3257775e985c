import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Logger } from "pino";

/** How mails leave. */
export interface MailSettings {
  /** `file`: each as an .eml file in `folder`; `console`: into the log; `none`: they are not made. */
  readonly transport: "file" | "console" | "smtp" | "none";
  /** The sender, such as "Skillbridge <no-reply@library.example>". */
  readonly from: string;
  readonly folder: string;
  /** Such as smtps://user:password@mail.library.example; given where the transport is smtp. */
  readonly smtpUrl: string | undefined;
  /** What mails link to. */
  readonly publicUrl: string;
}

/** A mail in plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same whenever the mail is sent again, so that whoever gets it twice can tell. */
  readonly id: string;
}

export interface Mailer {
  /** @throws Error when it could not be handed over; it may have been all the same */
  send(mail: Mail): Promise<void>;
}

/** How long a mail server may keep us waiting. */
const PATIENCE_MS = 10_000;

/** Opens the way that mails take; null where they take none. */
export function openMailer(settings: MailSettings, logger: Logger): Mailer | null {
  switch (settings.transport) {
    case "file":
      return filesIn(settings);
    case "console":
      return {
        send: async ({ to, subject, text, id }) =>
          logger.info({ mail: { to, subject, text, id } }, "a mail, which is not sent anywhere"),
      };
    case "smtp":
      return bySmtp(settings);
    case "none":
      return null;
  }
}

/** A mail that is sent again replaces its file. */
function filesIn({ from, folder }: MailSettings): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return {
    async send(mail) {
      const { message } = await transport.sendMail(messageOf(mail, from));
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${mail.id}.eml`);
      await writeFile(`${path}.part`, message as Buffer);
      await rename(`${path}.part`, path);
    },
  };
}

function bySmtp({ from, smtpUrl }: MailSettings): Mailer {
  const transport = createTransport(smtpUrl, {
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  } as object);
  return { send: async (mail) => void (await transport.sendMail(messageOf(mail, from))) };
}

const messageOf = ({ to, subject, text, id }: Mail, from: string) => ({
  from,
  // As one address, whatever stands in it.
  to: { name: "", address: to },
  subject,
  text,
  messageId: `<${id}@${hostOf(from)}>`,
  headers: { "Auto-Submitted": "auto-generated" },
  disableFileAccess: true,
  disableUrlAccess: true,
});

const hostOf = (from: string) => /@([a-z0-9.-]+)/i.exec(from)?.[1] ?? "skillbridge.invalid";
