import { attempt, must } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { look, type Meeting, newCandidate, newConnection, newMeeting, propose, step } from "./introduced.js";

let test: TestService;
let meeting: Meeting;
let id: string;
beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  meeting = await newMeeting(test, { need: { capacity: 5 } });
  ({ id } = await newConnection(test, meeting));
});
afterAll(() => test.stop());

const WORK = `connection { id version status unreadMessages hoursLogged
  messages { nodes { side body } } milestones { id version title dueOn reachedAt } hours { nodes { id version workedOn hours side } }
  agreement { scope state skills { start target skill { id } } } proposedAgreement { scope proposedBy } }`;

const terms = (more: object = {}) => ({
  ...{ scope: "Teach twelve evenings.", hoursTotal: 24, startsOn: "2030-01-01", endsOn: "2030-03-31" },
  skills: [{ skillId: meeting.skillId, target: "PROFICIENT" }],
  ...more,
});

const work = async (user = meeting.worker.self) => {
  const selection = WORK.replace("connection", "connection(id: $id)");
  return (await test.execute(`query Q($id: ID!) { ${selection} }`, { id }, user)).data.connection;
};
const versionOf = async () => (await look(test, id, meeting.worker.self)).version;
const doIt = (mutation: string, input: object, user = meeting.worker.self) =>
  must(test, mutation, WORK, { connectionId: id, ...input }, user);
const tryIt = async (mutation: string, input: object, user = meeting.worker.self) =>
  (await attempt(test, mutation, WORK, { connectionId: id, ...input }, user)).userErrors[0];

const agree = async () => {
  const { connection } = await doIt("proposeAgreement", { expectedVersion: await versionOf(), ...terms() });
  return await doIt("acceptAgreement", { expectedVersion: connection.version }, meeting.partner.member);
};

describe("messages", () => {
  it("go between the two, and say what is unread", async () => {
    await doIt("sendMessage", { body: "Hello" });
    await doIt("sendMessage", { body: "When do we start?" });
    const { partner, worker } = meeting;
    expect(await work(partner.member)).toMatchObject({
      unreadMessages: 2,
      messages: {
        nodes: [
          { side: "WORKER", body: "When do we start?" },
          { side: "WORKER", body: "Hello" },
        ],
      },
    });
    expect((await work(worker.self)).unreadMessages).toBe(0);
    await doIt("markMessagesRead", {}, partner.member);
    expect((await work(partner.member)).unreadMessages).toBe(0);
    await doIt("sendMessage", { body: "Monday." }, partner.member);
    expect((await work(worker.self)).unreadMessages).toBe(1);
  });

  it("are nobody else's, not even those of a library that has a say", async () => {
    const other = await newMeeting(test, { library: { requiresConsent: true } });
    const proposed = await propose(test, other, other.worker.self);
    const one = await step(test, "acceptConnection", proposed, other.partner.member);
    const all = await step(test, "acceptConnection", one, other.staff.manager);
    const send = { connectionId: all.id, body: "Between us" };
    await must(test, "sendMessage", "connection { id }", send, other.worker.self);
    const refused = await attempt(test, "sendMessage", "connection { id }", send, other.staff.manager);
    expect(refused.userErrors[0].code).toBe("FORBIDDEN");
    const { data } = await test.execute(
      "query Q($id: ID!) { connection(id: $id) { unreadMessages messages { nodes { body } } } }",
      { id: all.id },
      other.staff.manager,
    );
    expect(data.connection).toEqual({ unreadMessages: 0, messages: { nodes: [] } });
  });

  it("end when the worker revokes the consent, and do not begin before everybody said yes", async () => {
    const other = await newMeeting(test);
    const proposed = await propose(test, other, other.worker.self);
    const early = { connectionId: proposed.id, body: "Hi" };
    const refused = await attempt(test, "sendMessage", "connection { id }", early, other.worker.self);
    expect(refused.userErrors[0].code).toBe("INVALID_TRANSITION");
    const { data } = await test.execute(
      "query Q($id: ID!) { worker(id: $id) { consents { nodes { id revokedAt } } } }",
      { id: meeting.worker.id },
      meeting.worker.self,
    );
    const valid = data.worker.consents.nodes.find(
      ({ revokedAt }: { revokedAt: string | null }) => !revokedAt,
    );
    await must(test, "revokeConsent", "consent { id }", { id: valid.id }, meeting.worker.self);
    expect((await tryIt("sendMessage", { body: "Hi" }, meeting.partner.member)).message).toMatch("disclose");
  });
});

describe("an agreement", () => {
  it("begins the work once the other side agrees to it", async () => {
    const { connection } = await doIt("proposeAgreement", { expectedVersion: await versionOf(), ...terms() });
    expect(connection).toMatchObject({
      ...{ status: "CONNECTED", agreement: null },
      proposedAgreement: { scope: "Teach twelve evenings.", proposedBy: "WORKER" },
    });
    const own = await tryIt("acceptAgreement", { expectedVersion: connection.version });
    expect(own.code).toBe("INVALID_TRANSITION");
    const agreed = await doIt(
      "acceptAgreement",
      { expectedVersion: connection.version },
      meeting.partner.member,
    );
    const skills = [{ start: "ADVANCED_BEGINNER", target: "PROFICIENT", skill: { id: meeting.skillId } }];
    expect(agreed.connection).toMatchObject({
      ...{ status: "COLLABORATING", proposedAgreement: null },
      agreement: { state: "AGREED", skills },
    });
  });

  it("holds until both agree to another one, and nobody agrees to what they have not seen", async () => {
    await agree();
    const version = await versionOf();
    const change = terms({ scope: "Teach six evenings." });
    await doIt("proposeAgreement", { expectedVersion: version, ...change }, meeting.partner.member);
    expect(await work()).toMatchObject({
      agreement: { scope: "Teach twelve evenings." },
      proposedAgreement: { scope: "Teach six evenings." },
    });
    const unseen = await tryIt("acceptAgreement", { expectedVersion: version });
    expect(unseen.code).toBe("CONFLICT");
    await doIt("acceptAgreement", { expectedVersion: version + 1 });
    expect(await work()).toMatchObject({
      ...{ status: "COLLABORATING", proposedAgreement: null },
      agreement: { scope: "Teach six evenings." },
    });
  });

  it("lets one of two stand who propose at the same time", async () => {
    const expectedVersion = await versionOf();
    const both = await Promise.all(
      [meeting.worker.self, meeting.partner.member].map((user) =>
        attempt(
          test,
          "proposeAgreement",
          "connection { id }",
          { connectionId: id, expectedVersion, ...terms() },
          user,
        ),
      ),
    );
    const codes = both.map(({ userErrors }) => userErrors[0]?.code ?? "done");
    expect(codes.sort()).toEqual(["CONFLICT", "done"]);
  });

  it("refuses dates in reverse, a goal of others and a connection that is not one yet", async () => {
    const expectedVersion = await versionOf();
    const fault = async (more: object) =>
      (await tryIt("proposeAgreement", { expectedVersion, ...terms(more) })).field;
    expect(await fault({ endsOn: "2029-01-01" })).toEqual(["input", "endsOn"]);
    const others = await newMeeting(test);
    const indicator = { name: "people", unit: "people", baseline: 0, target: 10 };
    const goal = { partnerId: others.partner.id, title: "Another's goal", indicator };
    const made = await must(test, "createCommunityGoal", "communityGoal { id }", goal, others.partner.member);
    expect(await fault({ communityGoalId: made.communityGoal.id })).toEqual(["input", "communityGoalId"]);
    const proposed = await propose(test, others, others.worker.self);
    const early = { connectionId: proposed.id, expectedVersion: 1, ...terms() };
    const refused = await attempt(test, "proposeAgreement", "connection { id }", early, others.worker.self);
    expect(refused.userErrors[0].code).toBe("INVALID_TRANSITION");
  });
});

describe("the work", () => {
  it("has milestones that are reached, and hours that add up", async () => {
    await agree();
    const { partner } = meeting;
    const added = await doIt("addMilestone", { title: "First evening", dueOn: "2030-01-15" }, partner.member);
    const [{ id: milestone }] = added.connection.milestones;
    const reached = await must(
      test,
      "updateMilestone",
      WORK,
      { id: milestone, expectedVersion: 1, reached: true },
      partner.member,
    );
    expect(reached.connection.milestones[0].reachedAt).not.toBeNull();
    await doIt("logHours", { workedOn: "2026-01-02", hours: 2.5 });
    const { connection } = await doIt("logHours", { workedOn: "2026-01-03", hours: 1.5 }, partner.member);
    expect(connection.hours.nodes.map(({ workedOn }: { workedOn: string }) => workedOn)).toEqual([
      "2026-01-03",
      "2026-01-02",
    ]);
    expect(connection.hoursLogged).toBe(4);
    const wrong = connection.hours.nodes[0];
    await must(
      test,
      "updateHours",
      WORK,
      { id: wrong.id, expectedVersion: 1, hours: 3 },
      meeting.worker.self,
    );
    const less = await must(
      test,
      "archiveHours",
      WORK,
      { id: connection.hours.nodes[1].id, expectedVersion: 1 },
      partner.member,
    );
    expect(less.connection.hoursLogged).toBe(3);
  });

  it("is logged neither before it begins, nor ahead, nor by others", async () => {
    expect((await tryIt("logHours", { workedOn: "2026-01-02", hours: 1 })).code).toBe("INVALID_TRANSITION");
    await agree();
    expect((await tryIt("logHours", { workedOn: "2999-01-02", hours: 1 })).field).toEqual([
      "input",
      "workedOn",
    ]);
    const stranger = await newMeeting(test);
    expect((await tryIt("logHours", { workedOn: "2026-01-02", hours: 1 }, stranger.worker.self)).code).toBe(
      "NOT_FOUND",
    );
  });

  it("is shown for many connections in as many statements as for one", async () => {
    await agree();
    const list = `{ connections { nodes { hoursLogged unreadMessages milestones { title } agreement { skills { target } } messages { nodes { body } } } } }`;
    const one = await test.execute(list, {}, meeting.partner.member);
    for (let i = 0; i < 3; i++) {
      const worker = await newCandidate(test, meeting.people, meeting.staff, meeting.skillId);
      await propose(test, { ...meeting, worker }, worker.self);
    }
    const more = await test.execute(list, {}, meeting.partner.member);
    expect(more.statements).toBe(one.statements);
  });
});
