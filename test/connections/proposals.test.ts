import { startTestService, type TestService } from "../support/service.js";
import { attemptStep, newParties, seen, step } from "./parties.js";

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

describe("an introduction", () => {
  it("is proposed by the worker and accepted by the partner", async () => {
    const { worker, partner, needId } = await newParties(test);
    const proposed = await step(
      test,
      "proposeConnection",
      { needId, message: "I would like to.", channel: "ruth@home.example" },
      worker.self,
    );
    expect(proposed).toMatchObject({
      ...{ version: 1, status: "PROPOSED", yourSide: "WORKER", availableSteps: ["WITHDRAW"] },
      ...{ contact: null, libraryConsent: "NOT_REQUIRED", score: null, scoringVersion: expect.any(String) },
      history: [{ event: "PROPOSE", side: "WORKER", fromStatus: null, toStatus: "PROPOSED" }],
    });
    expect(await seen(test, proposed.id, partner.member)).toMatchObject({
      ...{ yourSide: "PARTNER", availableSteps: ["ACCEPT", "DECLINE"], contact: null },
      worker: { id: worker.id, name: expect.not.stringContaining("Ruth") },
    });
    const accepted = await step(
      test,
      "acceptConnection",
      { id: proposed.id, expectedVersion: 1, channel: "+1 555 0100", contactName: "Ada" },
      partner.member,
    );
    expect(accepted).toMatchObject({
      ...{ version: 2, status: "CONNECTED", availableSteps: ["WITHDRAW"], expiresAt: null },
      contact: { name: "Ruth Hidden", channel: "ruth@home.example" },
      worker: { id: worker.id, name: "Ruth Hidden" },
    });
    expect(await seen(test, proposed.id, worker.self)).toMatchObject({
      contact: { name: "Ada", channel: "+1 555 0100" },
    });
  });

  it("is proposed by the partner for a worker whom it finds, with the score that it sees", async () => {
    const { worker, partner, needId } = await newParties(test, { worker: { discoverability: "PARTNERS" } });
    const input = { needId, workerId: worker.id, channel: "+1 555 0100" };
    const proposed = await step(test, "proposeConnection", input, partner.member);
    expect(proposed).toMatchObject({ status: "PROPOSED", yourSide: "PARTNER", availableSteps: ["WITHDRAW"] });
    const { data } = await test.execute(
      "query Q($n: ID!, $w: ID!) { match(needId: $n, workerId: $w) { score growth coverage scoringVersion affinityVersion } }",
      { n: needId, w: worker.id },
      partner.member,
    );
    expect(data.match.score).toBeGreaterThan(0);
    expect(proposed).toMatchObject(data.match);
    const accepted = await step(
      test,
      "acceptConnection",
      { id: proposed.id, expectedVersion: 1 },
      worker.self,
    );
    expect(accepted).toMatchObject({ status: "CONNECTED", contact: { name: null, channel: "+1 555 0100" } });
  });

  it("is proposed by a manager for their staff, and needs both", async () => {
    const { worker, partner, staff, needId } = await newParties(test);
    const proposed = await step(test, "proposeConnection", { needId, workerId: worker.id }, staff.manager);
    expect(proposed).toMatchObject({
      libraryConsent: "GIVEN",
      yourSide: "LIBRARY",
      availableSteps: ["WITHDRAW"],
    });
    const one = await step(test, "acceptConnection", { id: proposed.id, expectedVersion: 1 }, worker.self);
    expect(one).toMatchObject({ status: "ACCEPTED_BY_ONE", availableSteps: ["WITHDRAW"] });
    const both = await step(
      test,
      "acceptConnection",
      { id: proposed.id, expectedVersion: 2 },
      partner.member,
    );
    expect(both).toMatchObject({ status: "CONNECTED", version: 3, worker: { name: "Ruth Hidden" } });
    expect(await seen(test, proposed.id, staff.manager)).toMatchObject({
      contact: null,
      status: "CONNECTED",
    });
  });

  it("waits for the library where that wants to be asked", async () => {
    const { worker, partner, staff, needId } = await newParties(test, { library: { requiresConsent: true } });
    const { id } = await step(test, "proposeConnection", { needId }, worker.self);
    const one = await step(test, "acceptConnection", { id, expectedVersion: 1 }, partner.member);
    expect(one).toMatchObject({ status: "ACCEPTED_BY_ONE", libraryConsent: "PENDING", contact: null });
    expect(one.worker.name).not.toContain("Ruth");
    const all = await step(test, "acceptConnection", { id, expectedVersion: 2 }, staff.manager);
    expect(all).toMatchObject({ status: "CONNECTED", libraryConsent: "GIVEN" });
    const { rows } = {
      rows: await test.service.dataSource.query(
        "select kind, data from domain_event order by id desc limit 4",
      ),
    };
    expect(rows.map(({ kind }: { kind: string }) => kind)).toEqual([
      "connection.connected",
      "connection.accepted",
      "connection.awaiting_library",
      "connection.proposed",
    ]);
  });

  it("is made once for a pair at a time", async () => {
    const { worker, needId, partner } = await newParties(test);
    const { id } = await step(test, "proposeConnection", { needId }, worker.self);
    const again = await attemptStep(test, "proposeConnection", { needId }, worker.self);
    expect(again.userErrors).toMatchObject([{ code: "DUPLICATE", field: ["input", "needId"] }]);
    const no = { id, expectedVersion: 1, reason: "NO_TIME", note: "Next year." };
    expect(await step(test, "declineConnection", no, partner.member)).toMatchObject({
      ...{
        status: "DECLINED",
        endReason: "NO_TIME",
        endNote: "Next year.",
        availableSteps: [],
        expiresAt: null,
      },
    });
    await step(test, "proposeConnection", { needId }, worker.self);
  });
});
