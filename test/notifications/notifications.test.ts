import { randomUUID } from "node:crypto";
import { forgetNotifications } from "../../src/notifications/index.js";
import { ANONYMOUS, type Principal, type User } from "../../src/platform/auth/principal.js";
import { newMeeting, propose } from "../connections/introduced.js";
import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newPartner,
  newWorker,
  type People,
  unknownId,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { aCredentialOf, aMessageTo, happen, kindsOf, notificationsOf, tellAll } from "./notified.js";

let test: TestService;
let people: People;
let libraryId: string;
let manager: User;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  ({ libraryId, manager } = await newLibrary(test, people));
});
afterAll(() => test.stop());

const aWorker = async () => (await newWorker(test, people, libraryId)).self;
const unreadOf = async (user: User) =>
  (await test.execute("{ me { unreadNotifications } }", {}, user)).data.me.unreadNotifications;
const choose = (user: User, input: object) =>
  must(
    test,
    "setNotificationPreference",
    "preferences { kind delivery inApp }",
    input as Record<string, unknown>,
    user,
  );
const mark = (user: User, input: object) =>
  attempt(test, "markNotificationsRead", "unreadNotifications", input as Record<string, unknown>, user);

describe("notifications", () => {
  it("come of a proposal, to the side that did not make it, with what it is about", async () => {
    const meeting = await newMeeting(test);
    const { worker, partner, needId } = meeting;
    await propose(test, meeting, partner.member);
    await tellAll(test);
    expect(await kindsOf(test, partner.member)).toEqual([]);
    const query =
      "{ notifications { nodes { kind title createdAt connection { status } need { id } credentialId } } }";
    const { data } = await test.execute(query, {}, worker.self);
    expect(data.notifications.nodes).toEqual([
      {
        kind: "CONNECTION_PROPOSED",
        title: "An introduction was proposed to you. Accept or decline it.",
        createdAt: expect.anything(),
        connection: { status: "PROPOSED" },
        need: { id: needId },
        credentialId: null,
      },
    ]);
  });

  it("are listed newest first, page by page, and by whether they are read", async () => {
    const user = await aWorker();
    await happen(test, aMessageTo(user));
    await happen(test, aCredentialOf(user));
    await happen(test, aMessageTo(user));
    expect(await kindsOf(test, user)).toEqual(["MESSAGE_SENT", "CREDENTIAL_ISSUED", "MESSAGE_SENT"]);
    const query =
      "query Q($after: String) { notifications(first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }";
    const first = (await test.execute(query, {}, user)).data.notifications;
    const second = (await test.execute(query, { after: first.pageInfo.endCursor }, user)).data.notifications;
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    const ids = [...first.nodes, ...second.nodes].map(({ id }: { id: string }) => id);
    expect(ids).toEqual((await notificationsOf(test, user)).map(({ id }) => id));

    expect(await unreadOf(user)).toBe(3);
    expect(await mark(user, { ids: [ids[2]] })).toEqual({ unreadNotifications: 2, userErrors: [] });
    expect(await unreadOf(user)).toBe(2);
    expect((await notificationsOf(test, user, { unread: true })).map(({ id }) => id)).toEqual(
      ids.slice(0, 2),
    );
    expect((await notificationsOf(test, user, { unread: false })).map(({ id }) => id)).toEqual([ids[2]]);
    const key = randomUUID();
    for (let times = 0; times < 2; times++)
      expect((await mark(user, { upTo: ids[1], idempotencyKey: key })).userErrors).toEqual([]);
    expect(await unreadOf(user)).toBe(1);
  });

  it("are written once, however often an event is told", async () => {
    const user = await aWorker();
    await happen(test, aMessageTo(user));
    await test.service.dataSource.query("update domain_event set told_at = null where worker_id = $1", [
      user.workerId,
    ]);
    await tellAll(test);
    expect(await kindsOf(test, user)).toEqual(["MESSAGE_SENT"]);
  });

  it("are shared, and read, by those who act for an organisation, and by nobody else", async () => {
    const { id, member } = await newPartner(test, people);
    const colleague = { ...member, subject: "another member" };
    const other = await newPartner(test, people);
    const partnerId = uuidIn(id);
    const { consortiumId } = people;
    await happen(
      test,
      { kind: "need.closed", consortiumId, partnerId },
      { kind: "connection.awaiting_library", consortiumId, partnerId, libraryId: manager.libraryId },
      { kind: "webhook.disabled", consortiumId, data: { webhookId: randomUUID() } },
    );
    const [notification] = await notificationsOf(test, member);
    await mark(member, { ids: [notification!.id] });
    expect(await notificationsOf(test, colleague)).toMatchObject([
      { kind: "NEED_CLOSED", readAt: expect.anything() },
    ]);
    expect(await kindsOf(test, manager)).toEqual(["CONNECTION_AWAITING_LIBRARY"]);
    expect(await kindsOf(test, people.admin)).toEqual(["WEBHOOK_DISABLED"]);
    const elsewhere = await newLibrary(test, people);
    const foreign = await newConsortium(test);
    for (const nobody of [other.member, elsewhere.manager, foreign.admin, await aWorker()]) {
      expect(await kindsOf(test, nobody)).toEqual([]);
      expect((await mark(nobody, { ids: [notification!.id] })).userErrors).toEqual(
        (await mark(nobody, { ids: [unknownId("notification")] })).userErrors,
      );
    }
    expect(await unreadOf(people.analyst)).toBeNull();
  });

  it("are kept by PostgreSQL itself from whoever they are not for", async () => {
    const user = await aWorker();
    const foreign = await newConsortium(test);
    const { consortiumId } = people;
    await choose(user, { kind: "MESSAGE_SENT", delivery: "OFF" });
    await happen(test, aMessageTo(user), { kind: "webhook.disabled", consortiumId });
    const seenBy = async (asker: Principal, table: string) => {
      const rows = await test.service.reads
        .as(asker)
        .run<{ id: string }>({ name: `all.${table}`, text: `select recipient_id as id from ${table}` });
      return rows.map(({ id }) => id);
    };
    expect(await seenBy(user, "notification")).toEqual([user.workerId]);
    expect(await seenBy(user, "notification_preference")).toEqual([user.workerId]);
    expect(new Set(await seenBy(people.admin, "notification"))).toEqual(new Set([consortiumId]));
    for (const asker of [ANONYMOUS, await aWorker(), people.analyst, foreign.admin])
      for (const table of ["notification", "notification_preference"])
        expect(await seenBy(asker, table)).toEqual([]);
  });

  it("are marked by ids or up to one, not both", async () => {
    const user = await aWorker();
    expect((await mark(user, {})).userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input"] }]);
    const id = unknownId("notification");
    expect((await mark(user, { ids: [id], upTo: id })).userErrors).toMatchObject([
      { code: "BAD_USER_INPUT" },
    ]);
    expect((await mark(user, { upTo: id })).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("that were read are forgotten after 90 days, unread ones after a year", async () => {
    const user = await aWorker();
    for (let i = 0; i < 4; i++) await happen(test, aMessageTo(user));
    const ids = (await notificationsOf(test, user)).map(({ id }) => uuidIn(id));
    const age = (id: string, days: number, readDays: number | null) =>
      test.service.dataSource.query(
        `update notification set created_at = now() - $2 * interval '1 day', read_at = now() - $3 * interval '1 day'
         where id = $1`,
        [id, days, readDays],
      );
    await age(ids[0]!, 400, null);
    await age(ids[1]!, 120, null);
    await age(ids[2]!, 120, 100);
    await age(ids[3]!, 120, 80);
    await test.service.house.commands.transact(({ manager: owner }) => forgetNotifications(owner, 1000));
    expect((await notificationsOf(test, user)).map(({ id }) => uuidIn(id))).toEqual([ids[1], ids[3]]);
  });

  it("of somebody who is erased are gone, and what they chose", async () => {
    const user = await aWorker();
    await choose(user, { delivery: "OFF" });
    await happen(test, aMessageTo(user));
    const document = (await test.execute("{ exportMyData { document } }", {}, user)).data.exportMyData
      .document;
    expect(document.notifications).toMatchObject([{ kind: "MESSAGE_SENT" }]);
    expect(document.notificationPreferences.length).toBeGreaterThan(10);
    await test.service.house.eraser.erase(user.workerId!, { action: "eraseMe", by: null });
    for (const table of ["notification", "notification_preference"])
      expect(
        await test.service.dataSource.query(`select from ${table} where recipient_id = $1`, [user.workerId]),
      ).toEqual([]);
  });
});

describe("preferences", () => {
  it("are there for every kind, and change for one or for all", async () => {
    const user = await aWorker();
    const of = async (kind: string) => {
      const { data } = await test.execute("{ notificationPreferences { kind delivery inApp } }", {}, user);
      return data.notificationPreferences.find((one: { kind: string }) => one.kind === kind);
    };
    expect(await of("CONNECTION_PROPOSED")).toMatchObject({ delivery: "IMMEDIATE", inApp: true });
    expect(await of("MESSAGE_SENT")).toMatchObject({ delivery: "DAILY_DIGEST", inApp: true });
    const { preferences } = await choose(user, { kind: "MESSAGE_SENT", delivery: "OFF", inApp: false });
    expect(preferences).toContainEqual({ kind: "MESSAGE_SENT", delivery: "OFF", inApp: false });
    await choose(user, { delivery: "IMMEDIATE" });
    expect(await of("MESSAGE_SENT")).toMatchObject({ delivery: "IMMEDIATE", inApp: false });
    expect(await of("HOURS_LOGGED")).toMatchObject({ delivery: "IMMEDIATE", inApp: true });
  });

  it("keep a kind from the list", async () => {
    const user = await aWorker();
    await choose(user, { kind: "MESSAGE_SENT", delivery: "DAILY_DIGEST", inApp: false });
    await happen(test, aMessageTo(user), aCredentialOf(user));
    expect(await kindsOf(test, user)).toEqual(["CREDENTIAL_ISSUED"]);
    expect(await unreadOf(user)).toBe(1);
  });
});

describe("the address for mails", () => {
  it("of an organisation is for those who act for it", async () => {
    const partner = await newPartner(test, people, { contactEmail: "desk@partner.example" });
    const other = await newPartner(test, people);
    const partnersSeenBy = async (user?: User) =>
      (await test.execute(`{ partner(id: "${partner.id}") { contactEmail } }`, {}, user)).data.partner
        .contactEmail;
    expect(await partnersSeenBy(partner.member)).toBe("desk@partner.example");
    expect(await partnersSeenBy(people.admin)).toBe("desk@partner.example");
    for (const user of [undefined, other.member, manager]) expect(await partnersSeenBy(user)).toBeNull();
    const change = { id: libraryId, expectedVersion: 1, contactEmail: "staff@library.example" };
    await must(test, "updateLibrary", "library { id }", change, manager);
    const librarysSeenBy = async (user?: User) =>
      (await test.execute(`{ library(id: "${libraryId}") { contactEmail } }`, {}, user)).data.library
        .contactEmail;
    expect(await librarysSeenBy(manager)).toBe("staff@library.example");
    for (const user of [undefined, other.member, await aWorker()])
      expect(await librarysSeenBy(user)).toBeNull();
    const wrong = { id: partner.id, expectedVersion: 1, contactEmail: "nowhere" };
    expect(
      (await attempt(test, "updatePartner", "partner { id }", wrong, partner.member)).userErrors,
    ).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "contactEmail"] }]);
  });
});
