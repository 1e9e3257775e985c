import { createHmac } from "node:crypto";
import { type DeliveryRules, deliverWebhookJob } from "../../src/webhooks/deliver-webhook.js";
import { type Meeting, newMeeting, propose } from "../connections/introduced.js";
import { eventually } from "../support/eventually.js";
import { attempt, must, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { Receiver, type Told } from "./receiver.js";

let test: TestService;
let receiver: Receiver;
let meeting: Meeting;
beforeAll(async () => {
  test = await startTestService();
  await test.service.jobs.start();
});
beforeEach(async () => {
  receiver = await Receiver.start();
  meeting = await newMeeting(test);
});
afterEach(() => receiver.stop());
afterAll(() => test.stop());

const HOOK = "webhook { id version url kinds failures disabledAt disabledReason } secret";
const setUp = async (user = meeting.partner.member, more: object = {}) =>
  await must(test, "createWebhook", HOOK, { url: receiver.url, ...more }, user);

/** The signature as Standard Webhooks has it, worked out here. */
function signatureOf({ headers, body }: Told, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

const deliveries = async (user = meeting.partner.member) =>
  (
    await test.execute(
      "{ webhooks { id version failures disabledAt disabledReason deliveries { nodes { eventId kind status attempts lastStatus lastError } } } }",
      {},
      user,
    )
  ).data.webhooks[0];

/** Makes the one delivery of a connection's proposal, as the job would. */
async function deliverBy(rules: DeliveryRules): Promise<void> {
  const job = deliverWebhookJob(test.service.house.commands, { allowsPrivate: true }, rules);
  const [{ id }] = await test.service.dataSource.query(
    `select d.id from webhook_delivery d join webhook w on w.id = d.webhook_id where w.partner_id = $1`,
    [uuidIn(meeting.partner.id)],
  );
  await job.run({ deliveryId: id });
}

describe("a webhook", () => {
  it("is told of what happens to its partner, signed, with ids and no names", async () => {
    const { secret } = await setUp();
    expect(secret).toMatch(/^whsec_/);
    const { id } = await propose(test, meeting, meeting.worker.self, { message: "A secret word" });
    await eventually(() => expect(receiver.of("connection.proposed")).toHaveLength(1));
    const [told] = receiver.of("connection.proposed") as [Told];
    expect(told.headers["webhook-signature"]).toBe(signatureOf(told, secret));
    expect(Math.abs(Number(told.headers["webhook-timestamp"]) - Date.now() / 1000)).toBeLessThan(300);
    expect(JSON.parse(told.body)).toMatchObject({
      type: "connection.proposed",
      data: { connectionId: id, needId: meeting.needId, partnerId: meeting.partner.id, side: "WORKER" },
    });
    const { worker, staff } = meeting;
    for (const secretThing of ["Ada", "secret word", "ada@", worker.id, uuidIn(worker.id), staff.libraryId])
      expect(told.body).not.toContain(secretThing);
    await eventually(async () =>
      expect((await deliveries()).deliveries.nodes).toMatchObject([
        {
          kind: "CONNECTION_PROPOSED",
          status: "DELIVERED",
          attempts: 1,
          lastStatus: 204,
          eventId: told.headers["webhook-id"],
        },
      ]),
    );
  });

  it("is told of the kinds that it wants, and of no other partner", async () => {
    const { member } = meeting.partner;
    const chosen = await setUp(member, { kinds: ["CONNECTION_CONNECTED"] });
    const others = await newMeeting(test);
    const elsewhere = await Receiver.start();
    const theirs = await must(test, "createWebhook", HOOK, { url: elsewhere.url }, others.partner.member);
    const consortium = await must(test, "createWebhook", HOOK, { url: elsewhere.url }, others.people.admin);
    await propose(test, meeting, meeting.worker.self);
    // What came of the proposal was written before what comes of these.
    const ask = ({ webhook }: typeof chosen, user: typeof member) =>
      must(test, "testWebhook", HOOK, { id: webhook.id, expectedVersion: 1 }, user);
    await ask(chosen, member);
    await ask(theirs, others.partner.member);
    await ask(consortium, others.people.admin);
    await eventually(() => expect(receiver.of("webhook.test")).toHaveLength(1));
    await eventually(() => expect(elsewhere.of("webhook.test")).toHaveLength(2));
    expect(receiver.told).toHaveLength(1);
    expect(elsewhere.told).toHaveLength(2);
    await elsewhere.stop();
  });

  it("is signed by both secrets while one takes the place of the other", async () => {
    const { webhook, secret } = await setUp();
    const input = { id: webhook.id, expectedVersion: 1 };
    const rotated = await must(test, "rotateWebhookSecret", HOOK, input, meeting.partner.member);
    expect(rotated.secret).not.toBe(secret);
    await propose(test, meeting, meeting.worker.self);
    await eventually(() => expect(receiver.told).toHaveLength(1));
    const [told] = receiver.told as [Told];
    expect(told.headers["webhook-signature"]!.split(" ")).toEqual([
      ...[signatureOf(told, rotated.secret), signatureOf(told, secret)],
    ]);
  });

  it("is tried again, and told again on demand, under the same id", async () => {
    await setUp();
    receiver.status = 500;
    await propose(test, meeting, meeting.worker.self);
    await eventually(async () => expect((await deliveries()).deliveries.nodes[0]?.attempts).toBe(1));
    receiver.status = 200;
    await deliverBy({ delays: [1], mostFailures: 99, leastFailingSeconds: 0 });
    expect((await deliveries()).deliveries.nodes[0]).toMatchObject({ status: "DELIVERED", attempts: 2 });
    const { id } = await deliveries();
    const again = { id, since: new Date(0).toISOString(), onlyFailed: false };
    await must(test, "replayWebhook", HOOK, again, meeting.partner.member);
    await eventually(() => expect(receiver.told).toHaveLength(3));
    expect(new Set(receiver.told.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  it("is told again where a process died before it noted the answer", async () => {
    await setUp();
    await propose(test, meeting, meeting.worker.self);
    await eventually(async () => expect((await deliveries()).deliveries.nodes[0]?.status).toBe("DELIVERED"));
    await test.service.dataSource.query("update webhook_delivery set status = 'PENDING', attempts = 0");
    await deliverBy({ delays: [1], mostFailures: 99, leastFailingSeconds: 0 });
    expect(receiver.told).toHaveLength(2);
    expect(new Set(receiver.told.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  it("follows no redirect, and is given up after the last attempt", async () => {
    await setUp();
    receiver.status = 302;
    await propose(test, meeting, meeting.worker.self);
    await eventually(async () => expect((await deliveries()).deliveries.nodes[0]?.attempts).toBe(1));
    await deliverBy({ delays: [1], mostFailures: 99, leastFailingSeconds: 0 });
    expect((await deliveries()).deliveries.nodes[0]).toMatchObject({
      status: "FAILED",
      lastStatus: 302,
      attempts: 2,
    });
    expect(receiver.told).toHaveLength(2);
  });

  it("is disabled after repeated failure, with notice, and enabled again", async () => {
    const { member } = meeting.partner;
    await setUp(member);
    receiver.status = 503;
    await propose(test, meeting, meeting.worker.self);
    await eventually(async () => expect((await deliveries()).failures).toBe(1));
    expect(await deliveries()).toMatchObject({ disabledAt: null, disabledReason: null });
    await deliverBy({ delays: [600, 600, 600], mostFailures: 2, leastFailingSeconds: 0 });
    const disabled = await deliveries();
    expect(disabled).toMatchObject({ failures: 2, disabledReason: "The address answered with status 503." });
    expect(disabled.disabledAt).not.toBeNull();
    await eventually(async () => {
      const { data } = await test.execute("{ notifications { nodes { kind } } }", {}, member);
      expect(data.notifications.nodes).toContainEqual({ kind: "WEBHOOK_DISABLED" });
    });
    const input = { id: disabled.id, expectedVersion: disabled.version };
    const refused = await attempt(test, "testWebhook", HOOK, input, member);
    expect(refused.userErrors[0].code).toBe("INVALID_TRANSITION");
    const { webhook } = await must(test, "enableWebhook", HOOK, input, member);
    expect(webhook).toMatchObject({ disabledAt: null, failures: 0 });
  });

  it("is not set up for what is no address, and no more than ten times", async () => {
    const { member } = meeting.partner;
    for (const url of ["nowhere", "ftp://example.org", "https://user:word@example.org/"]) {
      const refused = await attempt(test, "createWebhook", HOOK, { url }, member);
      expect(refused.userErrors[0].field).toEqual(["input", "url"]);
    }
    for (let i = 0; i < 10; i++) await setUp(member);
    const refused = await attempt(test, "createWebhook", HOOK, { url: receiver.url }, member);
    expect(refused.userErrors[0].code).toBe("LIMIT_REACHED");
  });
});
