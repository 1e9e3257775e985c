import type { User } from "../../src/platform/auth/principal.js";
import { attempt, newPartner } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { actsOn, beginWork, outcome, revokeAll, termsFor } from "./collaborating.js";
import { type Meeting, newCandidate, newConnection, newMeeting, propose, step } from "./introduced.js";

let test: TestService;
let meeting: Meeting;
let id: string;
let on: ReturnType<typeof actsOn>;
beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  meeting = await newMeeting(test, { need: { capacity: 5 } });
  ({ id } = await newConnection(test, meeting));
  on = actsOn(test, meeting, id);
});
afterAll(() => test.stop());

const rowsOf = (table: string, where = "true") =>
  test.service.dataSource.query(`select * from ${table} where connection_id = $1 and ${where}`, [on.uuid]);
const happened = (kind: string) => rowsOf("domain_event", `kind = '${kind}'`);
const AGREED = "agreement { scope } proposedAgreement { scope }";

describe("terms", () => {
  it("of which the other side agrees to what it saw, or to nothing", async () => {
    const { worker, partner } = meeting;
    await on.versioned("proposeAgreement", termsFor(meeting, { scope: "Seen." }), worker.self);
    const expectedVersion = await on.versionNow();
    const change = { expectedVersion, ...termsFor(meeting, { scope: "Unseen." }) };
    const both = await Promise.all([
      on.attempt("acceptAgreement", { expectedVersion }, partner.member),
      on.attempt("proposeAgreement", change, worker.self),
    ]);
    expect(both.map(outcome).sort()).toEqual(["CONFLICT", "done"]);
    expect(await on.see(AGREED, worker.self)).toEqual(
      outcome(both[0]) === "done"
        ? { agreement: { scope: "Seen." }, proposedAgreement: null }
        : { agreement: null, proposedAgreement: { scope: "Unseen." } },
    );
  });

  it("begin the work once, when two of the partner agree at the same time", async () => {
    await on.versioned("proposeAgreement", termsFor(meeting), meeting.worker.self);
    const expectedVersion = await on.versionNow();
    const both = await Promise.all(
      ["one", "two"].map((subject) =>
        on.attempt("acceptAgreement", { expectedVersion }, { ...meeting.partner.member, subject }),
      ),
    );
    expect(both.map(outcome).sort()).toEqual(["CONFLICT", "done"]);
    expect(await happened("collaboration.started")).toHaveLength(1);
    expect(await rowsOf("agreement", "state = 'AGREED'")).toHaveLength(1);
  });

  it("are about 1 to 10 different skills that can be practised", async () => {
    const { skillId, worker } = meeting;
    const field = async (skills: object[]) =>
      (await on.versioned("proposeAgreement", termsFor(meeting, { skills }), worker.self)).userErrors[0]
        ?.field;
    const one = { skillId, target: "EXPERT" };
    expect(await field([])).toEqual(["input", "skills"]);
    expect(await field([one, one])).toEqual(expect.arrayContaining(["input", "skills"]));
    expect(await field(Array(11).fill(one))).toEqual(["input", "skills"]);
    expect(await field([one])).toBeUndefined();
  });

  it("show a manager who has a say, who takes no part in them, and nobody else", async () => {
    const other = await newMeeting(test, { library: { requiresConsent: true } });
    const proposed = await propose(test, other, other.worker.self);
    const one = await step(test, "acceptConnection", proposed, other.partner.member);
    await step(test, "acceptConnection", one, other.staff.manager);
    const at = actsOn(test, other, proposed.id);
    await at.versioned("proposeAgreement", termsFor(other), other.partner.member);
    const { manager } = other.staff;
    expect(await at.see(AGREED, manager)).toMatchObject({
      proposedAgreement: { scope: "Teach twelve evenings." },
    });
    for (const mutation of ["proposeAgreement", "acceptAgreement"]) {
      const terms = mutation === "proposeAgreement" ? termsFor(other) : {};
      expect(outcome(await at.versioned(mutation, terms, manager))).toBe("FORBIDDEN");
    }
    const rival = await newPartner(test, other.people);
    for (const user of [rival.member, other.people.admin, meeting.staff.manager])
      expect(await at.see(AGREED, user)).toBeNull();
  });

  it("are not spoken about with somebody who took back their consent", async () => {
    const { partner, worker } = meeting;
    await on.versioned("proposeAgreement", termsFor(meeting), worker.self);
    await revokeAll(test, meeting);
    for (const [mutation, terms] of [
      ["acceptAgreement", {}],
      ["proposeAgreement", termsFor(meeting)],
    ] as const)
      expect((await on.versioned(mutation, terms, partner.member)).userErrors[0]).toMatchObject({
        code: "INVALID_TRANSITION",
        message: expect.stringContaining("disclose"),
      });
    expect((await on.see("status", worker.self)).status).toBe("CONNECTED");
  });
});

describe("the work", () => {
  const change = (mutation: string, input: Record<string, unknown>, user: User) =>
    attempt(test, mutation, "connection { id }", input, user);
  beforeEach(() => beginWork(test, meeting, id));
  const SEEN = "hoursLogged milestones { id version reachedAt } hours { nodes { id version hours side } }";

  it("has at most 50 milestones, also when both sides add the last one at the same time", async () => {
    await test.service.dataSource.query(
      `insert into milestone (id, connection_id, worker_id, title)
       select gen_random_uuid(), id, worker_id, 'one' from connection, generate_series(1, 49) where id = $1`,
      [on.uuid],
    );
    const both = await Promise.all(
      [meeting.worker.self, meeting.partner.member].map((user) =>
        on.attempt("addMilestone", { title: "The last" }, user),
      ),
    );
    expect(both.map(outcome).sort()).toEqual(["LIMIT_REACHED", "done"]);
  });

  it("reaches a milestone once, and loses no change of it", async () => {
    await on.act("addMilestone", { title: "First evening" }, meeting.worker.self);
    const [{ id: milestone }] = (await on.see(SEEN, meeting.worker.self)).milestones;
    const reach = { id: milestone, expectedVersion: 1, reached: true };
    const both = await Promise.all(
      [meeting.worker.self, meeting.partner.member].map((user) => change("updateMilestone", reach, user)),
    );
    expect(both.map(outcome).sort()).toEqual(["CONFLICT", "done"]);
    expect(
      outcome(await change("updateMilestone", { ...reach, expectedVersion: 2 }, meeting.worker.self)),
    ).toBe("done");
    expect(await happened("milestone.reached")).toHaveLength(1);
  });

  it("takes more than 0 and at most 24 hours, each side's at the same time", async () => {
    const log = (hours: number, user = meeting.worker.self) =>
      on.attempt("logHours", { workedOn: "2026-01-02", hours }, user);
    for (const hours of [0, -1, 24.5])
      expect((await log(hours)).userErrors[0].field).toEqual(["input", "hours"]);
    const sides = [meeting.worker.self, meeting.partner.member];
    await Promise.all([24, 1.25, 0.5, 2].map((hours, i) => log(hours, sides[i % 2])));
    const seen = await on.see(SEEN, meeting.partner.member);
    expect(seen.hoursLogged).toBe(27.75);
    expect(seen.hours.nodes.map(({ side }: { side: string }) => side).sort()).toEqual([
      ...["PARTNER", "PARTNER", "WORKER", "WORKER"],
    ]);
    expect(await happened("hours.logged")).toHaveLength(4);
  });

  it("is closed to others, and over once it ended", async () => {
    await on.act("logHours", { workedOn: "2026-01-02", hours: 1 }, meeting.worker.self);
    const [entry] = (await on.see(SEEN, meeting.worker.self)).hours.nodes;
    const more = { id: entry.id, expectedVersion: 1, hours: 2 };
    const other = await newMeeting(test);
    for (const user of [other.worker.self, other.partner.member, meeting.people.admin])
      expect(outcome(await change("updateHours", more, user))).toMatch(/NOT_FOUND|FORBIDDEN/);
    const seen = { id, version: await on.versionNow() };
    await step(test, "endCollaborationEarly", seen, meeting.worker.self, { reason: "PLANS_CHANGED" });
    expect(outcome(await change("updateHours", more, meeting.worker.self))).toBe("INVALID_TRANSITION");
    expect((await on.see(SEEN, meeting.worker.self)).hoursLogged).toBe(1);
  });

  it("of many is shown in as many statements as that of one", async () => {
    const fill = async (connectionId: string) => {
      const at = actsOn(test, meeting, connectionId);
      await at.act("sendMessage", { body: "Hello" }, meeting.partner.member);
      await at.act("addMilestone", { title: "One" }, meeting.partner.member);
      await at.act("logHours", { workedOn: "2026-01-02", hours: 1 }, meeting.partner.member);
    };
    const list = `{ connections { nodes { hoursLogged unreadMessages messages { nodes { body } } hours { nodes { hours } }
      milestones { title } agreement { communityGoal { id } skills { target skill { id } } } } } }`;
    await fill(id);
    const one = await test.execute(list, {}, meeting.partner.member);
    for (let i = 0; i < 3; i++) {
      const worker = await newCandidate(test, meeting.people, meeting.staff, meeting.skillId);
      const next = { ...meeting, worker };
      const connected = await newConnection(test, next);
      await beginWork(test, next, connected.id);
      await fill(connected.id);
    }
    const many = await test.execute(list, {}, meeting.partner.member);
    const { nodes } = many.data.connections;
    expect(nodes).toHaveLength(4);
    for (const node of nodes)
      expect(node).toMatchObject({
        hoursLogged: 1,
        messages: { nodes: [{ body: "Hello" }] },
        milestones: [{}],
      });
    expect(many.statements).toBe(one.statements);
  });
});
