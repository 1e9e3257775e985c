import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeService } from "../../src/compose.js";
import { loadConfig } from "../../src/config.js";
import { notificationMailJobs } from "../../src/notifications/index.js";
import type { User } from "../../src/platform/auth/principal.js";
import { type Mail, type Mailer, openMailer } from "../../src/platform/mail/mailer.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { eventually } from "../support/eventually.js";
import {
  must,
  newConsortium,
  newLibrary,
  newPartner,
  newWorker,
  type People,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { aCredentialOf, aMessageTo, happen } from "./notified.js";

let test: TestService;
let people: People;
let libraryId: string;
let folder: string;
let count = 0;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  ({ libraryId } = await newLibrary(test, people));
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "skillbridge-mail-"));
  // What other tests left is not due any more.
  await test.service.dataSource.query("update notification set mailed_at = now()");
  await test.service.dataSource.query(
    "select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))",
  );
});
afterEach(() => rm(folder, { recursive: true }));
afterAll(() => test.stop());

const files = (): Mailer =>
  openMailer(
    {
      transport: "file",
      from: "Skillbridge <mail@library.example>",
      ...{ folder, smtpUrl: undefined, publicUrl: "https://bridge.example" },
    },
    createLogger("silent"),
  )!;

/** Runs the jobs that wait to mail single notifications, or the digests. */
async function mailing(
  what: "mail-notification" | "mail-digests",
  mailer: Mailer | null = files(),
): Promise<void> {
  const parts = { commands: test.service.house.commands, mailer, publicUrl: "https://bridge.example" };
  const job = notificationMailJobs(parts).find(({ name }) => name === what)!;
  if (what === "mail-digests") return await job.run({});
  const waiting = await test.service.dataSource.query(
    "select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1",
    [what],
  );
  for (const { payload } of waiting) await job.run(payload);
}

const mails = async (): Promise<string[]> =>
  await Promise.all(
    (await readdir(folder)).sort().map((name) => readFile(join(folder, name), "utf8").then(unfolded)),
  );
/** Undoes quoted-printable. */
const unfolded = (text: string) => text.replace(/=\n/g, "");
const aWorker = async (email: string | null = `worker${++count}@library.example`) =>
  (await newWorker(test, people, libraryId, { email })).self;
const choose = (user: User, input: Record<string, unknown>) =>
  must(test, "setNotificationPreference", "__typename", input, user);

describe("a mail of a notification", () => {
  it("is sent at once: short, plain, without names, and the same when it is sent again", async () => {
    const user = await aWorker("ada@library.example");
    await happen(test, aCredentialOf(user));
    await mailing("mail-notification");
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatch(/^To: ada@library.example$/m);
    expect(mail).toMatch(/^From: Skillbridge <mail@library.example>$/m);
    expect(mail).toMatch(/^Subject: You received a credential$/m);
    expect(mail).toContain("You received a credential.");
    expect(mail).toContain("https://bridge.example");
    expect(mail).toContain("notification preferences");
    const [{ id, mailed_at: mailedAt }] = await test.service.dataSource.query(
      "select id, mailed_at from notification where recipient_id = $1",
      [user.workerId],
    );
    expect(mailedAt).not.toBeNull();
    expect(mail).toContain(`Message-ID: <${id}@library.example>`);
    await mailing("mail-notification");
    expect(await mails()).toHaveLength(1);
  });

  it("goes to the address of the organisation", async () => {
    const partner = await newPartner(test, people, { contactEmail: "desk@partner.example" });
    const silent = await newPartner(test, people);
    for (const { id } of [partner, silent])
      await happen(test, {
        kind: "need.closing_soon",
        consortiumId: people.consortiumId,
        partnerId: uuidIn(id),
      });
    await mailing("mail-notification");
    expect(await mails()).toEqual([expect.stringContaining("To: desk@partner.example")]);
  });

  it("is not sent to whoever has no address, has read it, or does not want it any more", async () => {
    const nowhere = await aWorker(null);
    const reader = await aWorker();
    const quitter = await aWorker();
    for (const user of [nowhere, reader, quitter]) await happen(test, aCredentialOf(user));
    await test.service.dataSource.query("update notification set read_at = now() where recipient_id = $1", [
      reader.workerId,
    ]);
    await choose(quitter, { kind: "CREDENTIAL_ISSUED", delivery: "OFF" });
    await happen(test, aCredentialOf(quitter));
    await mailing("mail-notification");
    expect(await mails()).toEqual([]);
  });

  it("that cannot be handed over is sent when it is tried again", async () => {
    const user = await aWorker();
    await happen(test, aCredentialOf(user));
    const broken: Mailer = { send: () => Promise.reject(new Error("no mail server")) };
    await expect(mailing("mail-notification", broken)).rejects.toThrow("no mail server");
    await mailing("mail-notification");
    expect(await mails()).toHaveLength(1);
  });

  it("is not made where no mails are sent", async () => {
    await happen(test, aCredentialOf(await aWorker()));
    await mailing("mail-notification", null);
    await mailing("mail-notification");
    expect(await mails()).toHaveLength(1);
  });
});

describe("a digest", () => {
  it("holds what came and is unread, once", async () => {
    const user = await aWorker("bo@library.example");
    await happen(test, aMessageTo(user), aMessageTo(user), { ...aMessageTo(user), kind: "hours.logged" });
    await mailing("mail-notification");
    expect(await mails()).toEqual([]);
    await mailing("mail-digests");
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatch(/^To: bo@library.example$/m);
    expect(mail).toMatch(/^Subject: 3 notifications$/m);
    expect(mail).toContain("- You have a new message. (2 times)\n- Hours were logged in a collaboration.\n");
    await rm(join(folder, (await readdir(folder))[0]!));
    await mailing("mail-digests");
    expect(await mails()).toEqual([]);
    await happen(test, aMessageTo(user));
    await mailing("mail-digests");
    expect(await mails()).toEqual([expect.stringContaining("Subject: 1 notification\n")]);
  });

  it("leaves out what was read, and what is not wanted any more", async () => {
    const reader = await aWorker();
    const quitter = await aWorker();
    await happen(test, aMessageTo(reader), aMessageTo(quitter));
    await must(
      test,
      "markNotificationsRead",
      "__typename",
      { ids: (await idsOf(reader)).slice(0, 1) },
      reader,
    );
    await choose(quitter, { delivery: "OFF" });
    await mailing("mail-digests");
    expect(await mails()).toEqual([]);
  });

  it("that fails keeps nobody else from theirs, and is sent when it is tried again", async () => {
    const users = [await aWorker(), await aWorker(), await aWorker()];
    await happen(test, ...users.map(aMessageTo));
    const sent: Mail[] = [];
    const flaky: Mailer = {
      send: async (mail) => {
        if (mail.to === `worker${count - 1}@library.example`) throw new Error("no such mailbox");
        sent.push(mail);
      },
    };
    await expect(mailing("mail-digests", flaky)).rejects.toThrow("1 digests could not be mailed");
    expect(sent).toHaveLength(2);
    await mailing("mail-digests");
    expect(await mails()).toEqual([expect.stringContaining(`To: worker${count - 1}@library.example`)]);
  });
});

describe("the service", () => {
  it("tells and mails by itself what happened", async () => {
    const variables = { NODE_ENV: "test", MAIL_TRANSPORT: "file", DATA_DIR: folder };
    const replica = await composeService(loadConfig(variables), test.url, createLogger("silent"));
    try {
      const user = await aWorker("cy@library.example");
      await replica.jobs.start();
      await test.service.house.commands.transact(async ({ happened }) => happened(aCredentialOf(user)));
      // While it is written it has another name.
      const mails = async () => (await readdir(join(folder, "mail"))).filter((name) => name.endsWith(".eml"));
      await eventually(async () => expect(await mails()).toHaveLength(1));
      const [name] = await mails();
      const [id] = await idsOf(user);
      expect(name).toBe(`${uuidIn(id!)}.eml`);
      expect(await readFile(join(folder, "mail", name!), "utf8")).toContain("To: cy@library.example");
    } finally {
      await replica.close();
    }
  });
});

const idsOf = async (user: User): Promise<string[]> =>
  (await test.execute("{ notifications { nodes { id } } }", {}, user)).data.notifications.nodes.map(
    ({ id }: { id: string }) => id,
  );
