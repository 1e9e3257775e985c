import { expireConnections, remindSilentSides } from "../../src/connections/follow-up.js";
import { comingAgain } from "../support/coming-again.js";
import { attempt, must, newLibrary, newNeed, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import {
  channelOf,
  look,
  newCandidate,
  newConnection,
  newMeeting,
  propose,
  step,
  tryStep,
} from "./introduced.js";

let test: TestService;
beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const WITH_REASON = { reason: "NO_TIME", note: "Too much on." };

describe("an introduction", () => {
  it("goes from a worker's proposal to a connection, and says how it came about", async () => {
    const meeting = await newMeeting(test);
    const { worker, partner } = meeting;
    const proposed = await propose(test, meeting, worker.self, { message: "I would like to." });
    expect(proposed).toMatchObject({
      ...{
        status: "PROPOSED",
        yourSide: "WORKER",
        availableSteps: ["WITHDRAW"],
        message: "I would like to.",
      },
      ...{ libraryConsent: "NOT_REQUIRED", contact: null },
    });
    const connected = await step(test, "acceptConnection", proposed, partner.member);
    expect(connected).toMatchObject({ status: "CONNECTED", need: { placesTaken: 1 }, expiresAt: null });
    expect(connected.history).toEqual([
      { event: "PROPOSE", side: "WORKER", toStatus: "PROPOSED" },
      { event: "ACCEPT", side: "PARTNER", toStatus: "CONNECTED" },
    ]);
  });

  it("keeps the numbers of its match, as the partner sees them", async () => {
    const meeting = await newMeeting(test);
    const asked =
      "query Q($n: ID!, $w: ID!) { match(needId: $n, workerId: $w) { score growth coverage scoringVersion } }";
    const { data } = await test.execute(
      asked,
      { n: meeting.needId, w: meeting.worker.id },
      meeting.partner.member,
    );
    expect(data.match.score).toBeGreaterThan(0);
    expect(await propose(test, meeting, meeting.partner.member)).toMatchObject(data.match);
  });

  it("needs both sides' yes when a manager proposes, and the partner may be first", async () => {
    const meeting = await newMeeting(test);
    const proposed = await propose(test, meeting, meeting.staff.manager);
    expect(proposed).toMatchObject({ status: "PROPOSED", yourSide: "LIBRARY" });
    const one = await step(test, "acceptConnection", proposed, meeting.partner.member);
    expect(one.status).toBe("ACCEPTED_BY_ONE");
    const both = await step(test, "acceptConnection", one, meeting.worker.self);
    expect(both.status).toBe("CONNECTED");
  });

  it("waits for the library where that asks to be asked", async () => {
    const meeting = await newMeeting(test, { library: { requiresConsent: true } });
    const { worker, partner, staff } = meeting;
    const proposed = await propose(test, meeting, worker.self);
    expect(proposed.libraryConsent).toBe("PENDING");
    const one = await step(test, "acceptConnection", proposed, partner.member);
    expect(one).toMatchObject({ status: "ACCEPTED_BY_ONE", contact: null });
    const stranger = await newLibrary(test, meeting.people);
    expect((await tryStep(test, "acceptConnection", one, stranger.manager)).userErrors[0].code).toBe(
      "NOT_FOUND",
    );
    const all = await step(test, "acceptConnection", one, staff.manager);
    expect(all).toMatchObject({ status: "CONNECTED", libraryConsent: "GIVEN", contact: null });
  });

  it("is none of the library's business where that does not ask", async () => {
    const meeting = await newMeeting(test);
    const { id } = await propose(test, meeting, meeting.worker.self);
    expect(await look(test, id, meeting.staff.manager)).toBeNull();
    expect(await look(test, id, meeting.people.admin)).toBeNull();
    expect(await look(test, id, meeting.people.analyst)).toBeNull();
  });

  it.each([
    ["declineConnection", "partner", "DECLINED"],
    ["withdrawConnection", "worker", "WITHDRAWN"],
  ] as const)("ends by %s of the %s, with a reason, and for good", async (mutation, who, status) => {
    const meeting = await newMeeting(test);
    const user = who === "partner" ? meeting.partner.member : meeting.worker.self;
    const proposed = await propose(test, meeting, meeting.worker.self);
    const ended = await step(test, mutation, proposed, user, WITH_REASON);
    expect(ended).toMatchObject({
      status,
      endReason: "NO_TIME",
      endNote: "Too much on.",
      availableSteps: [],
    });
    const again = await tryStep(test, "acceptConnection", ended, meeting.partner.member);
    expect(again.userErrors[0].code).toBe("INVALID_TRANSITION");
    // The two may be introduced anew.
    expect((await propose(test, meeting, meeting.worker.self)).status).toBe("PROPOSED");
  });

  it("answers a version that was not seen as a conflict, and a repeated request as before", async () => {
    const meeting = await newMeeting(test);
    const proposed = await propose(test, meeting, meeting.worker.self, { idempotencyKey: "propose-once" });
    const again = await propose(test, meeting, meeting.worker.self, { idempotencyKey: "propose-once" });
    expect(again.id).toBe(proposed.id);
    const stale = await tryStep(
      test,
      "acceptConnection",
      { ...proposed, version: 7 },
      meeting.partner.member,
    );
    expect(stale.userErrors[0]).toMatchObject({ code: "CONFLICT", currentVersion: 1 });
  });

  it("is refused twice for a pair, without a channel, and for a need that looks for nobody", async () => {
    const meeting = await newMeeting(test);
    const { needId, worker, partner } = meeting;
    const tried = async (input: object, user = worker.self) =>
      (await attempt(test, "proposeConnection", "connection { id }", { needId, ...input }, user))
        .userErrors[0];
    expect(await tried({})).toMatchObject({ code: "BAD_USER_INPUT", field: ["input", "channel"] });
    await propose(test, meeting, worker.self);
    expect(await tried(channelOf(worker.self))).toMatchObject({ code: "DUPLICATE" });
    await must(test, "closeNeed", "need { id }", { id: needId, expectedVersion: 1 }, partner.member);
    const other = await newCandidate(test, meeting.people, meeting.staff, meeting.skillId);
    expect(await tried(channelOf(other.self), other.self)).toMatchObject({ field: ["input", "needId"] });
  });

  it("is not proposed by a partner for a worker whom it does not find, nor by a manager for other staff", async () => {
    const hidden = await newMeeting(test, { worker: { discoverability: "CONSORTIUM" } });
    const input = { needId: hidden.needId, workerId: hidden.worker.id, ...channelOf(hidden.partner.member) };
    const tried = await attempt(test, "proposeConnection", "connection { id }", input, hidden.partner.member);
    expect(tried.userErrors[0]).toMatchObject({ code: "NOT_FOUND", field: ["input", "workerId"] });
    const { manager } = await newLibrary(test, hidden.people);
    const others = await attempt(test, "proposeConnection", "connection { id }", input, manager);
    expect(others.userErrors[0]).toMatchObject({ code: "NOT_FOUND", field: ["input", "workerId"] });
  });
});

describe("disclosure", () => {
  it("goes by stages: a pseudonym, then name and channel, then neither once the consent is revoked", async () => {
    const meeting = await newMeeting(test, { worker: { discoverability: "CONSORTIUM" } });
    const { worker, partner } = meeting;
    const proposed = await propose(test, meeting, worker.self);
    const before = await look(test, proposed.id, partner.member);
    expect(before.worker.name).toMatch(/^(?!Ada)/);
    expect(before).toMatchObject({ contact: null, worker: { id: worker.id, email: null } });
    await step(test, "acceptConnection", proposed, partner.member);
    expect(await look(test, proposed.id, partner.member)).toMatchObject({
      contact: { name: null, channel: "ada@home.example" },
      worker: { name: "Ada Introduced", email: "ada@library.example" },
    });
    expect((await look(test, proposed.id, worker.self)).contact).toEqual({
      ...{ name: "Paula Partner", channel: "+1 555 0100" },
    });
    const { data } = await test.execute(
      "query Q($id: ID!) { worker(id: $id) { consents { nodes { id revokedAt } } } }",
      { id: worker.id },
      worker.self,
    );
    for (const { id, revokedAt } of data.worker.consents.nodes)
      if (!revokedAt) await must(test, "revokeConsent", "consent { id }", { id }, worker.self);
    expect(await look(test, proposed.id, partner.member)).toMatchObject({ contact: null, worker: null });
  });

  it("is taken back when the introduction ends", async () => {
    const meeting = await newMeeting(test, { worker: { discoverability: "CONSORTIUM" } });
    const connected = await newConnection(test, meeting);
    await step(test, "withdrawConnection", connected, meeting.partner.member, WITH_REASON);
    expect(await look(test, connected.id, meeting.partner.member)).toMatchObject({
      ...{ status: "WITHDRAWN", contact: null, worker: null, need: { placesTaken: 0 } },
    });
  });
});

describe("places and caps", () => {
  it("lets 3 of 50 who are accepted at the same time have the 3 places", async () => {
    const meeting = await newMeeting(test, { need: { capacity: 3 } });
    const proposals = [];
    for (let i = 0; i < 50; i++) {
      const worker = await newCandidate(test, meeting.people, meeting.staff, meeting.skillId);
      proposals.push(await propose(test, { ...meeting, worker }, worker.self));
    }
    const accepted = await Promise.all(
      proposals.map((proposed) =>
        comingAgain(() => tryStep(test, "acceptConnection", proposed, meeting.partner.member)),
      ),
    );
    const refusals = accepted.flatMap(({ userErrors }) =>
      userErrors.map(({ code }: { code: string }) => code),
    );
    expect(refusals).toEqual(Array(47).fill("LIMIT_REACHED"));
    const { data } = await test.execute(
      "query Q($id: ID!) { need(id: $id) { placesTaken matches { nodes { score } } connections(first: 100) { nodes { status } } } }",
      { id: meeting.needId },
      meeting.partner.member,
    );
    expect(data.need.placesTaken).toBe(3);
    expect(data.need.matches.nodes).toEqual([]);
    const statuses = data.need.connections.nodes.map(({ status }: { status: string }) => status);
    expect(statuses.filter((status: string) => status === "CONNECTED")).toHaveLength(3);
    expect(statuses.filter((status: string) => status === "PROPOSED")).toHaveLength(47);
  }, 60_000);

  it("keeps a worker's open introductions to five, however many come at once", async () => {
    const meeting = await newMeeting(test);
    const { partner, skillId, worker } = meeting;
    const needs = [];
    for (let i = 0; i < 12; i++)
      needs.push(await newNeed(test, partner, { skills: [{ skillId, proficiency: "NOVICE" }] }));
    const made = await Promise.all(
      needs.map((needId) =>
        attempt(
          ...([test, "proposeConnection", "connection { id }"] as const),
          { needId, workerId: worker.id, ...channelOf(partner.member) },
          partner.member,
        ),
      ),
    );
    const codes = made.map(({ userErrors }) => userErrors[0]?.code ?? "done").sort();
    expect(codes).toEqual([...Array(7).fill("LIMIT_REACHED"), ...Array(5).fill("done")]);
  });
});

describe("time", () => {
  const told = async (id: string) =>
    await test.service.dataSource.query(
      "select kind, data->>'side' as side from domain_event where connection_id = $1 order by id",
      [uuidIn(id)],
    );

  it("reminds those who are silent, once, and lets the introduction expire", async () => {
    const meeting = await newMeeting(test);
    const { id } = await propose(test, meeting, meeting.worker.self);
    const { introductions } = test.service;
    const follow = async (hours: number) => {
      const now = new Date(Date.now() + hours * 3_600_000);
      await test.service.house.commands.transact(async (transaction) => {
        await expireConnections(transaction, now);
        await remindSilentSides(transaction, now, introductions);
      });
    };
    await follow(47);
    expect(await told(id)).toEqual([{ kind: "connection.proposed", side: "WORKER" }]);
    await follow(49);
    await follow(50);
    const reminded = { kind: "connection.reminded", side: "PARTNER" };
    expect(await told(id)).toEqual([{ kind: "connection.proposed", side: "WORKER" }, reminded]);
    await follow(14 * 24 + 1);
    await follow(14 * 24 + 2);
    expect((await told(id)).slice(2)).toEqual([{ kind: "connection.expired", side: "SERVICE" }]);
    expect((await look(test, id, meeting.worker.self)).status).toBe("EXPIRED");
  });
});

it("lists connections with what is in them in as many statements for many as for one", async () => {
  const meeting = await newMeeting(test);
  const list = async () =>
    await test.execute(
      "{ connections { nodes { status need { title } worker { name } partner { name } history { event } } } }",
      {},
      meeting.partner.member,
    );
  await propose(test, meeting, meeting.worker.self);
  const one = await list();
  for (let i = 0; i < 4; i++) {
    const worker = await newCandidate(test, meeting.people, meeting.staff, meeting.skillId);
    await propose(test, { ...meeting, worker }, worker.self);
  }
  const five = await list();
  expect(five.data.connections.nodes).toHaveLength(5);
  expect(five.statements).toBe(one.statements);
});
