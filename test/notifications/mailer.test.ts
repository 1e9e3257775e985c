import { createServer, type Server, type Socket } from "node:net";
import { ConfigError, loadConfig } from "../../src/config.js";
import { type MailSettings, openMailer } from "../../src/platform/mail/mailer.js";
import { createLogger } from "../../src/platform/observability/logger.js";

const MAIL = { to: "ada@library.example", subject: "Hello", text: "It is me.", id: "one" };
const settings = (more: Partial<MailSettings>): MailSettings => ({
  transport: "smtp",
  from: "Skillbridge <mail@library.example>",
  folder: "/nowhere",
  smtpUrl: undefined,
  publicUrl: "https://bridge.example",
  ...more,
});

/** A mail server that takes one mail after the other, or refuses all recipients. */
class MailServer {
  readonly taken: string[] = [];
  readonly recipients: string[] = [];
  refuses = false;
  private readonly server: Server = createServer((socket) => this.serve(socket));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `smtp://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    let text = "";
    let inData = false;
    socket.on("error", () => {});
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      text += chunk;
      for (let end = this.endIn(text, inData); end >= 0; end = this.endIn(text, inData)) {
        const part = text.slice(0, end);
        text = text.slice(end + (inData ? 5 : 2));
        if (inData) this.taken.push(part);
        const answer = inData ? "250 taken" : this.answerTo(part);
        inData = !inData && answer.startsWith("354");
        socket.write(`${answer}\r\n`);
        if (answer.startsWith("221")) socket.end();
      }
    });
  }

  private endIn = (text: string, inData: boolean) => text.indexOf(inData ? "\r\n.\r\n" : "\r\n");

  private answerTo(command: string): string {
    const [, recipient] = /^RCPT TO:<(.*)>/.exec(command) ?? [];
    if (recipient && this.refuses) return "550 nobody here";
    if (recipient) this.recipients.push(recipient);
    if (command.startsWith("DATA")) return "354 go on";
    return command.startsWith("QUIT") ? "221 bye" : "250 ok";
  }
}

describe("mails by SMTP", () => {
  let server: MailServer;
  let smtpUrl: string;
  beforeEach(async () => {
    server = new MailServer();
    smtpUrl = await server.listen();
  });
  afterEach(() => server.close());

  it("are handed to the server, with an id that stays the same", async () => {
    const mailer = openMailer(settings({ smtpUrl }), createLogger("silent"))!;
    await mailer.send(MAIL);
    await mailer.send(MAIL);
    expect(server.recipients).toEqual(["ada@library.example", "ada@library.example"]);
    for (const mail of server.taken) {
      expect(mail).toContain("Message-ID: <one@library.example>");
      expect(mail).toContain("Subject: Hello");
      expect(mail).toContain("It is me.");
    }
  });

  it("go to one address, whatever stands in it", async () => {
    const mailer = openMailer(settings({ smtpUrl }), createLogger("silent"))!;
    await mailer.send({ ...MAIL, to: "ada@library.example, eve@elsewhere.example" }).catch(() => {});
    expect(server.recipients).not.toContain("eve@elsewhere.example");
  });

  it("that are refused are a fault", async () => {
    server.refuses = true;
    const mailer = openMailer(settings({ smtpUrl }), createLogger("silent"))!;
    await expect(mailer.send(MAIL)).rejects.toThrow("nobody here");
  });
});

describe("the settings for mails", () => {
  const mailIn = (variables: Record<string, string>) => loadConfig(variables).mail;

  it("are files in development, the server that is named, and otherwise nothing", () => {
    expect(mailIn({ DATA_DIR: "/data" })).toMatchObject({ transport: "file", folder: "/data/mail" });
    expect(mailIn({ NODE_ENV: "test" }).transport).toBe("none");
    expect(mailIn({ NODE_ENV: "production" }).transport).toBe("none");
    const named = { NODE_ENV: "production", SMTP_URL: "smtps://mail.library.example" };
    expect(mailIn(named)).toMatchObject({ transport: "smtp", smtpUrl: "smtps://mail.library.example" });
    expect(mailIn({ ...named, MAIL_TRANSPORT: "console" }).transport).toBe("console");
    expect(openMailer(settings({ transport: "none" }), createLogger("silent"))).toBeNull();
  });

  it.each([
    [{ MAIL_TRANSPORT: "smtp" }, "SMTP_URL"],
    [{ SMTP_URL: "mail.library.example" }, "SMTP_URL"],
    [{ MAIL_FROM: "nobody" }, "MAIL_FROM"],
    [{ MAIL_FROM: "a@b.example\r\nBcc: c@d.example" }, "MAIL_FROM"],
    [{ PUBLIC_URL: "bridge.example" }, "PUBLIC_URL"],
  ])("%j is refused by its name", (variables, name) => {
    expect(() => loadConfig(variables as Record<string, string>)).toThrow(ConfigError);
    expect(() => loadConfig(variables as Record<string, string>)).toThrow(name);
  });
});
