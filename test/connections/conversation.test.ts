import { setTimeout as delay } from "node:timers/promises";
import { startTestService, type TestService } from "../support/service.js";
import { actsOn, outcome, revokeAll } from "./collaborating.js";
import { type Meeting, newConnection, newMeeting, step } from "./introduced.js";

let test: TestService;
let meeting: Meeting;
let id: string;
let on: ReturnType<typeof actsOn>;
beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  meeting = await newMeeting(test);
  ({ id } = await newConnection(test, meeting));
  on = actsOn(test, meeting, id);
});
afterAll(() => test.stop());

const send = (body: string, user = meeting.worker.self, more: object = {}) =>
  on.attempt("sendMessage", { body, ...more }, user);
const bodies = async (page = "", user = meeting.partner.member) =>
  (await on.see(`messages${page} { nodes { body } pageInfo { hasNextPage endCursor } }`, user)).messages;

it("is paged, the newest first, without gaps", async () => {
  for (const body of ["one", "two", "three"]) await send(body);
  const first = await bodies("(first: 2)");
  expect(first.nodes).toEqual([{ body: "three" }, { body: "two" }]);
  expect(first.pageInfo.hasNextPage).toBe(true);
  const rest = await bodies(`(first: 2, after: "${first.pageInfo.endCursor}")`);
  expect(rest).toMatchObject({ nodes: [{ body: "one" }], pageInfo: { hasNextPage: false } });
});

it("says a thing once, however often it is sent under one key", async () => {
  const idempotencyKey = `say-once-${id}`;
  await Promise.all([1, 2, 3].map(() => send("once", meeting.worker.self, { idempotencyKey })));
  expect((await bodies()).nodes).toEqual([{ body: "once" }]);
  const events = await test.service.dataSource.query(
    "select data from domain_event where kind = 'message.sent' and connection_id = $1",
    [on.uuid],
  );
  expect(events).toEqual([{ data: { side: "WORKER" } }]);
});

it("takes 1 to 5,000 characters", async () => {
  expect(outcome(await send("x".repeat(5000)))).toBe("done");
  for (const body of ["", "   ", "x".repeat(5001)])
    expect((await send(body)).userErrors[0].field).toEqual(["input", "body"]);
});

it("is closed to strangers, other partners, managers without a say and admins", async () => {
  await send("Between us");
  const other = await newMeeting(test);
  const { people, staff } = meeting;
  for (const user of [other.worker.self, other.partner.member, staff.manager, people.admin, people.analyst]) {
    expect(await on.see("messages { nodes { body } }", user)).toBeNull();
    expect(outcome(await send("Me too", user))).toMatch(/NOT_FOUND|FORBIDDEN/);
    expect(outcome(await on.attempt("markMessagesRead", {}, user))).toMatch(/NOT_FOUND|FORBIDDEN/);
  }
  expect((await bodies()).nodes).toHaveLength(1);
});

it("stays with the partner after a revocation, from somebody whose name is gone", async () => {
  // The consent alone lets this partner see the worker.
  meeting = await newMeeting(test, { worker: { discoverability: "CONSORTIUM" } });
  ({ id } = await newConnection(test, meeting));
  on = actsOn(test, meeting, id);
  await send("I am looking forward to it.");
  await revokeAll(test, meeting);
  expect(
    await on.see(
      "worker { name } contact { channel } messages { nodes { side body } }",
      meeting.partner.member,
    ),
  ).toEqual({
    ...{ worker: null, contact: null },
    messages: { nodes: [{ side: "WORKER", body: "I am looking forward to it." }] },
  });
  for (const user of [meeting.partner.member, meeting.worker.self])
    expect((await send("Hello?", user)).userErrors[0]).toMatchObject({
      code: "INVALID_TRANSITION",
      message: expect.stringContaining("disclose"),
    });
});

it("is over once the connection is", async () => {
  const seen = { id, version: await on.versionNow() };
  await step(test, "withdrawConnection", seen, meeting.worker.self, { reason: "PLANS_CHANGED" });
  expect(outcome(await send("Still there?", meeting.partner.member))).toBe("INVALID_TRANSITION");
});

it("keeps unread what is sent while the other side says that it has read all", async () => {
  const { dataSource } = test.service;
  const reader = dataSource.createQueryRunner();
  await reader.connect();
  try {
    await reader.startTransaction();
    await reader.query("select 1 from connection where id = $1 for no key update", [on.uuid]);
    const sending = send("You cannot have read this.");
    await waitsForLock();
    // What markMessagesRead writes.
    await reader.query("update connection set partner_read_at = clock_timestamp() where id = $1", [on.uuid]);
    await reader.commitTransaction();
    expect(outcome(await sending)).toBe("done");
  } finally {
    await reader.release();
  }
  expect((await on.see("unreadMessages", meeting.partner.member)).unreadMessages).toBe(1);
});

/** Until a statement is the first to wait for the row of a connection: it holds the tuple. */
async function waitsForLock(): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    const [{ waiting }] = await test.service.dataSource.query(
      `select count(*)::int as waiting from pg_locks where locktype = 'tuple' and relation = 'connection'::regclass
       and database = (select oid from pg_database where datname = current_database())`,
    );
    if (waiting > 0) return;
    await delay(10);
  }
  throw new Error("Nothing waits for the connection.");
}
