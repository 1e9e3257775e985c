import { randomUUID } from "node:crypto";
import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type People,
  type Person,
  unknownId,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let libraryId: string;
let worker: Person;

beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  people = await newConsortium(test);
  ({ libraryId } = await newLibrary(test, people));
  const skillId = await newSkill(test, `kept ${randomUUID()}`);
  worker = await newWorker(test, people, libraryId, {
    goals: [{ skillId, target: "EXPERT", visibility: "PRIVATE" }],
    discoverability: "PRIVATE",
  });
});
afterAll(() => test.stop());

const REASON = "the worker asked for help by telephone";
const open = (input: object = {}, admin = people.admin) =>
  attempt(
    test,
    "breakGlass",
    "breakGlass { id workerId reason expiresAt endedAt }",
    { workerId: worker.id, reason: REASON, minutes: 10, ...input },
    admin,
  );

const look = async (person = worker, admin = people.admin) =>
  (
    await test.execute(
      "query Q($id: ID!) { worker(id: $id) { id growthGoals { visibility } } }",
      { id: person.id },
      admin,
    )
  ).data.worker;

const accesses = async () =>
  (await test.execute("{ me { dataAccess { nodes { action actor reason } } } }", {}, worker.self)).data.me
    .dataAccess.nodes;

const seen = () => ({ id: worker.id, growthGoals: [{ visibility: "PRIVATE" }] });

describe("broken glass", () => {
  it("lets an administrator see all of one worker, and of nobody else", async () => {
    const other = await newWorker(test, people, libraryId);
    expect(await look()).toBeNull();
    const { breakGlass, userErrors } = await open();
    expect(userErrors).toEqual([]);
    expect(breakGlass).toMatchObject({ workerId: worker.id, reason: REASON, endedAt: null });
    const left = new Date(breakGlass.expiresAt).getTime() - Date.now();
    expect(left).toBeGreaterThan(9 * 60_000);
    expect(left).toBeLessThan(10.1 * 60_000);
    expect(await look()).toEqual(seen());
    expect(await look(other)).toBeNull();
  });

  it("holds for who broke it only", async () => {
    await open();
    expect(await look(worker, { ...people.admin, subject: "another administrator" })).toBeNull();
  });

  it("is told to the worker: that, why, and every look", async () => {
    await open();
    await look();
    const actor = people.admin.subject;
    const read = { action: "readUnderBreakGlass", actor, reason: null };
    // One for each statement: the worker, and the goals.
    const told = [read, read, { action: "breakGlass", actor, reason: REASON }];
    expect((await accesses()).slice(0, 3)).toEqual(told);
    await look();
    expect((await accesses()).slice(0, 5)).toEqual([read, read, ...told]);
  });

  it("puts on record a look at a match, too, which no statement reads", async () => {
    const skillId = await newSkill(test, `asked ${randomUUID()}`);
    const skills = [{ skillId, proficiency: "NOVICE" }];
    const needId = await newNeed(test, await newPartner(test, people), { skills });
    await open();
    const pair =
      "query Q($n: ID!, $w: ID!) { match(needId: $n, workerId: $w) { coverage explanation { score } } }";
    const { data } = await test.execute(pair, { n: needId, w: worker.id }, people.admin);
    expect(data.match).not.toBeNull();
    const match = { __typename: "Match", need: { id: needId }, worker: { id: worker.id } };
    const entity =
      "query Q($all: [_Any!]!) { _entities(representations: $all) { ... on Match { coverage } } }";
    await test.execute(entity, { all: [match] }, people.admin);
    const actions = (await accesses()).map(({ action }: { action: string }) => action);
    expect(actions.slice(0, 3)).toEqual(["readUnderBreakGlass", "readUnderBreakGlass", "breakGlass"]);
  });

  it("is over when it is ended, and when its time is up", async () => {
    const { breakGlass } = await open();
    await must(test, "endBreakGlass", "breakGlass { endedAt }", { id: breakGlass.id }, people.admin);
    expect(await look()).toBeNull();
    await open();
    expect(await look()).toEqual(seen());
    await test.service.dataSource.query("update break_glass set expires_at = now() where worker_id = $1", [
      worker.self.workerId,
    ]);
    expect(await look()).toBeNull();
  });

  it("lets the administrator correct what is wrong, on record", async () => {
    await open();
    const change = { id: worker.id, expectedVersion: 2, name: "Corrected" };
    await must(test, "updateWorker", "worker { id }", change, people.admin);
    expect((await accesses()).map((entry: { action: string }) => entry.action)).toContain("updateWorker");
  });

  it.each([
    ["a short reason", { reason: "because" }, "BAD_USER_INPUT"],
    ["no time", { minutes: 0 }, "BAD_USER_INPUT"],
    ["more than an hour", { minutes: 61 }, "BAD_USER_INPUT"],
    ["an unknown worker", { workerId: unknownId("worker") }, "NOT_FOUND"],
  ])("is refused with %s", async (_, input, code) => {
    const { breakGlass, userErrors } = await open(input);
    expect(breakGlass).toBeNull();
    expect(userErrors).toMatchObject([{ code }]);
  });

  it("is refused for people of another consortium, as if there were none", async () => {
    const elsewhere = await newConsortium(test);
    const hidden = await open({}, elsewhere.admin);
    const absent = await open({ workerId: unknownId("worker") }, elsewhere.admin);
    expect(hidden).toEqual(absent);
  });

  it("is for administrators, a few workers at a time", async () => {
    for (const user of [worker.self, people.analyst])
      expect((await open({}, user)).userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
    for (let n = 0; n < 5; n++) {
      const { id } = await newWorker(test, people, libraryId);
      expect((await open({ workerId: id })).userErrors).toEqual([]);
    }
    expect((await open()).userErrors).toMatchObject([{ code: "LIMIT_REACHED" }]);
  });

  it("is not ended by others", async () => {
    const { breakGlass } = await open();
    const other = { ...people.admin, subject: "another administrator" };
    const { userErrors } = await attempt(
      test,
      "endBreakGlass",
      "breakGlass { id }",
      { id: breakGlass.id },
      other,
    );
    expect(userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(await look()).toEqual(seen());
  });
});
