import { randomUUID } from "node:crypto";
import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newPartner,
  newSkill,
  newWorker,
  type People,
  type Person,
  type Staff,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let staff: Staff;
let worker: Person;

beforeEach(async () => {
  people = await newConsortium(test);
  staff = await newLibrary(test, people);
  worker = await newWorker(test, people, staff.libraryId);
});
beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const LOG = `query Q($filter: AuditLogFilter, $first: Int, $after: String) { auditLog(filter: $filter, first: $first, after: $after) {
  nodes { id actor role action recordId workerIds reason requestId } pageInfo { hasNextPage endCursor } } }`;

const log = async (variables: Record<string, unknown> = {}, admin = people.admin) =>
  (await test.execute(LOG, variables, admin)).data.auditLog;

const accesses = async (person: Person) =>
  (
    await test.execute(
      "{ me { dataAccess(first: 100) { nodes { action actor role workerIds reason } } } }",
      {},
      person.self,
    )
  ).data.me.dataAccess.nodes;

describe("the audit log", () => {
  it("says who did what to which record, newest first, and nothing of what it was", async () => {
    const skillId = await newSkill(test, `noted ${randomUUID()}`);
    const why = `because ${randomUUID()}`;
    const input = { workerId: worker.id, skillId, target: "EXPERT", why };
    const { growthGoal } = await must(test, "createGrowthGoal", "growthGoal { id }", input, worker.self);
    const { nodes } = await log();
    expect(nodes[0]).toEqual({
      id: expect.stringMatching(/^audit_entry_/),
      actor: worker.self.subject,
      role: "WORKER",
      action: "createGrowthGoal",
      recordId: growthGoal.id,
      workerIds: [worker.id],
      reason: null,
      requestId: "test",
    });
    expect(nodes.map((entry: { action: string }) => entry.action)).toEqual([
      "createGrowthGoal",
      "updateWorker",
      "createWorker",
      "createLibrary",
    ]);
    const rows = await test.service.dataSource.query("select t::text as row from audit_entry t");
    expect(JSON.stringify(rows)).not.toContain(why);
  });

  it("has one entry for a command, none for what was refused, and none for a repetition", async () => {
    const { nodes: before } = await log();
    const input = { name: "Told once", idempotencyKey: randomUUID() };
    await must(test, "createPartner", "partner { id }", input, people.admin);
    await must(test, "createPartner", "partner { id }", input, people.admin);
    const refused = { id: worker.id, expectedVersion: 99, name: "Not so" };
    const { userErrors } = await attempt(test, "updateWorker", "worker { id }", refused, worker.self);
    expect(userErrors).toHaveLength(1);
    const { nodes } = await log();
    expect(nodes).toHaveLength(before.length + 1);
    expect(nodes[0].action).toBe("createPartner");
  });

  it("comes in pages and can be searched", async () => {
    const all = (await log()).nodes;
    const first = await log({ first: 2 });
    const rest = await log({ first: 100, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes]).toEqual(all);
    const actions = async (filter: object) =>
      (await log({ filter })).nodes.map((entry: { action: string }) => entry.action);
    expect(await actions({ workerId: worker.id })).toEqual(["updateWorker", "createWorker"]);
    expect(await actions({ actor: worker.self.subject })).toEqual(["updateWorker"]);
    expect(await actions({ action: "createLibrary" })).toEqual(["createLibrary"]);
    expect(await actions({ since: "2999-01-01T00:00:00Z" })).toEqual([]);
    expect(await actions({ before: "2999-01-01T00:00:00Z" })).toHaveLength(3);
  });

  it("costs two statements, however long the page is", async () => {
    const short = await test.execute(LOG, { first: 1 }, people.admin);
    const long = await test.execute(LOG, { first: 100 }, people.admin);
    expect([short.statements, long.statements]).toEqual([2, 2]);
  });

  it("is for the administrators of the consortium only", async () => {
    const elsewhere = await newConsortium(test);
    expect((await log({}, elsewhere.admin)).nodes).toEqual([]);
    expect((await log({ filter: { workerId: worker.id } }, elsewhere.admin)).nodes).toEqual([]);
    for (const user of [worker.self, staff.manager, people.analyst]) {
      const { errors } = await test.execute(LOG, {}, user);
      expect(errors[0]?.extensions.code).toBe("FORBIDDEN");
    }
  });
});

describe("a worker", () => {
  it("sees who dealt with their data, and nothing about anybody else", async () => {
    const other = await newWorker(test, people, staff.libraryId);
    const change = { id: worker.id, expectedVersion: 2, jobTitle: "Librarian" };
    await must(test, "updateWorker", "worker { id }", change, staff.manager);
    const seen = await accesses(worker);
    expect(seen[0]).toEqual({
      action: "updateWorker",
      actor: staff.manager.subject,
      role: "MANAGER",
      workerIds: [worker.id],
      reason: null,
    });
    expect(seen).toHaveLength(3);
    expect(await accesses(other)).toHaveLength(2);
  });

  it("is not told the names of partners' people", async () => {
    const { member } = await newPartner(test, people);
    const about = `with entry as (insert into audit_entry (id, consortium_id, actor, role, action)
        values (gen_random_uuid(), $1, $2, 'PARTNER', 'propose') returning id)
      insert into audit_subject (worker_id, entry_id) select $3, id from entry`;
    await test.service.dataSource.query(about, [people.consortiumId, member.subject, worker.self.workerId]);
    const seen = await accesses(worker);
    const byPartner = seen.filter((entry: { role: string }) => entry.role === "PARTNER");
    expect(byPartner).toMatchObject([{ action: "propose", actor: null }]);
  });

  it("has nobody told who is none", async () => {
    const query = "{ me { dataAccess { nodes { id } } } }";
    for (const principal of [undefined, people.admin, staff.manager])
      expect((await test.execute(query, {}, principal)).data.me.dataAccess.nodes).toEqual([]);
  });
});
