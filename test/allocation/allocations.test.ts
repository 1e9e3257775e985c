import { newCandidate, newMeeting } from "../connections/introduced.js";
import { attempt, must, newNeed, newSkill, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { approved, planned, planOf, runJob, SHOWN } from "./planned.js";

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const MINE = `query ($id: ID!) { worker(id: $id) { connections { nodes { id status yourSide message libraryConsent score
  need { id } } } } }`;

const connectionsOf = async (worker: { id: string; self: Parameters<TestService["execute"]>[2] }) =>
  (await test.execute(MINE, { id: worker.id }, worker.self)).data.worker.connections.nodes;

it("a plan gives places so that all together is best, and its approval introduces them", async () => {
  const { people, partner, staff, skillId, needId, worker } = await newMeeting(test);
  // The only other worker has no chance with the second need, so the first worker leaves the first need to them.
  const other = await newCandidate(test, people, staff, skillId, {
    goals: [{ skillId, target: "COMPETENT", visibility: "PARTNERS" }],
  });
  const second = await newNeed(test, partner, {
    skills: [{ skillId, proficiency: "PROFICIENT" }],
  });
  const plan = await planned(test, people.admin);
  expect(plan).toMatchObject({
    ...{ status: "READY", progress: 1, failure: null, needs: 2, candidates: 2, served: 2, unserved: 0 },
    ...{ missing: 0, method: "MIP", proposed: 0, refused: 0 },
  });
  expect(plan.gap).toBeLessThan(1e-5);
  expect(plan.total).toBeGreaterThanOrEqual(plan.greedyTotal);
  expect(plan.upperBound).toBeGreaterThanOrEqual(plan.total);
  const places = plan.slate.nodes;
  expect(places.map(({ need }: { need: { id: string } }) => need.id).sort()).toEqual([needId, second].sort());
  // Administrators learn of nobody who it is.
  for (const place of places)
    expect(place).toMatchObject({
      state: "PLANNED",
      worker: null,
      candidate: expect.stringMatching(/^Candidate /),
    });
  expect(plan.total * 100).toBeCloseTo(places[0].score + places[1].score, 0);

  const done = await approved(test, people.admin, plan);
  expect(done).toMatchObject({ status: "APPROVED", proposed: 2, refused: 0 });
  for (const who of [worker, other])
    expect(await connectionsOf(who)).toEqual([
      expect.objectContaining({
        ...{ status: "PROPOSED", yourSide: "WORKER", libraryConsent: "GIVEN" },
        message: "The consortium suggests you meet.",
      }),
    ]);
  await runJob(test, "approve-allocation", plan.id);
  expect(await connectionsOf(worker)).toHaveLength(1);
});

it("says who is left out, and why", async () => {
  const { people, staff, skillId, worker, needId } = await newMeeting(test, {
    need: { hoursPerWeek: 6 },
  });
  const busy = await newCandidate(test, people, staff, skillId, { hoursPerWeek: 2 });
  const rival = await newCandidate(test, people, staff, skillId, { hoursPerWeek: 8 });
  const unknown = await newCandidate(test, people, staff, skillId, {
    ...{ hoursPerWeek: 1, fieldVisibility: { availability: "CONSORTIUM" } },
  });
  const unrelated = await newSkill(test, "asked for by nobody");
  const elsewhere = await newCandidate(test, people, staff, unrelated);
  const without = await newCandidate(test, people, staff, skillId, { skills: [], goals: [] });
  const plan = await planned(test, people.admin);
  expect(plan).toMatchObject({ served: 1, unserved: 4, missing: 3 });
  const reasons = Object.fromEntries(
    plan.unservedWorkers.nodes.map(({ candidate, reason }: { candidate: string; reason: string }) => [
      candidate,
      reason,
    ]),
  );
  const named = (id: string) => `Candidate ${id.slice(-6).toUpperCase()}`;
  expect(reasons[named(busy.id)]).toBe("NO_HOURS");
  expect(reasons[named(elsewhere.id)]).toBe("NOT_A_CANDIDATE");
  expect(reasons[named(without.id)]).toBeUndefined();
  const [place] = plan.slate.nodes;
  expect(place.need.id).toBe(needId);
  // What partners may not know of somebody's hours counts as not said.
  const others = [worker, rival, unknown].filter(({ id }) => named(id) !== place.candidate);
  expect(others.map(({ id }) => reasons[named(id)])).toEqual(["NO_PLACE_LEFT", "NO_PLACE_LEFT"]);
});

it("plans only for partners who can find the worker, and with what they see", async () => {
  const { people, worker } = await newMeeting(test, { worker: { discoverability: "CONSORTIUM" } });
  const plan = await planned(test, people.admin);
  expect(plan).toMatchObject({ status: "READY", needs: 1, candidates: 0, served: 0, unserved: 0, total: 0 });
  expect(plan.slate.nodes).toEqual([]);
  expect(await connectionsOf(worker)).toEqual([]);
});

it("looks at each place again when the plan is approved", async () => {
  const { people, partner, staff, skillId, needId, worker } = await newMeeting(test);
  const other = await newCandidate(test, people, staff, skillId);
  const second = await newNeed(test, partner, { skills: [{ skillId, proficiency: "PROFICIENT" }] });
  const plan = await planned(test, people.admin);
  expect(plan.slate.nodes).toHaveLength(2);
  const { data } = await test.execute(
    "query ($id: ID!) { need(id: $id) { version } }",
    { id: needId },
    partner.member,
  );
  await must(
    test,
    "closeNeed",
    "need { id }",
    { id: needId, expectedVersion: data.need.version },
    partner.member,
  );
  const done = await approved(test, people.admin, plan);
  expect(done).toMatchObject({ status: "APPROVED", proposed: 1, refused: 1 });
  const states = Object.fromEntries(
    done.slate.nodes.map(
      ({ need, state, refusal }: { need: { id: string } | null; state: string; refusal: string }) => [
        need?.id ?? "gone",
        { state, refusal },
      ],
    ),
  );
  expect(states[second]).toEqual({ state: "PROPOSED", refusal: null });
  expect(done.slate.nodes.find(({ state }: { state: string }) => state === "REFUSED").refusal).toMatch(
    /CLOSED/,
  );
  const connected = [...(await connectionsOf(worker)), ...(await connectionsOf(other))];
  expect(connected.map(({ need }) => need.id)).toEqual([second]);
});

it("asks a library that wants to be asked", async () => {
  const { people, worker, staff } = await newMeeting(test, { library: { requiresConsent: true } });
  await approved(test, people.admin, await planned(test, people.admin));
  const [connection] = await connectionsOf(worker);
  expect(connection).toMatchObject({ status: "PROPOSED", libraryConsent: "PENDING" });
  expect(staff.libraryId).toBeDefined();
});

it("can be called off, also while it is worked out, and not be approved then", async () => {
  const { people } = await newMeeting(test);
  const { plan } = await must(test, "planAllocation", SHOWN, { name: "Never mind" }, people.admin);
  const called = await must(test, "cancelAllocation", SHOWN, { id: plan.id }, people.admin);
  expect(called.plan.status).toBe("CANCELLED");
  await runJob(test, "plan-allocation", plan.id);
  const after = await planOf(test, plan.id, people.admin);
  expect(after).toMatchObject({ status: "CANCELLED", total: null });
  const input = { id: plan.id, expectedVersion: after.version };
  const { userErrors } = await attempt(test, "approveAllocation", SHOWN, input, people.admin);
  expect(userErrors).toMatchObject([{ code: "INVALID_TRANSITION", field: ["input", "id"] }]);
});

it("keeps each consortium's plans to itself", async () => {
  const [here, there] = [await newMeeting(test), await newMeeting(test)];
  const plan = await planned(test, here.people.admin);
  expect(await planOf(test, plan.id, there.people.admin)).toBeNull();
  const { userErrors } = await attempt(test, "cancelAllocation", SHOWN, { id: plan.id }, there.people.admin);
  expect(userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  const [row] = await test.service.dataSource.query(
    "select consortium_id from allocation_place where plan_id = $1",
    [uuidIn(plan.id)],
  );
  expect(row.consortium_id).toBe(here.people.consortiumId);
});

it("refuses a minimum above the cap, and an outdated approval", async () => {
  const { people } = await newMeeting(test);
  const terms = { name: "Too much", placesPerWorker: 1, minimumPerWorker: 2 };
  const { userErrors } = await attempt(test, "planAllocation", SHOWN, terms, people.admin);
  expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "minimumPerWorker"] }]);
  const plan = await planned(test, people.admin);
  const input = { id: plan.id, expectedVersion: plan.version - 1 };
  expect((await attempt(test, "approveAllocation", SHOWN, input, people.admin)).userErrors).toMatchObject([
    { code: "CONFLICT", currentVersion: plan.version },
  ]);
});
