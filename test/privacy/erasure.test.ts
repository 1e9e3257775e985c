import { randomUUID } from "node:crypto";
import { personalData } from "../../src/compose-schema.js";
import { recordIntroduction } from "../../src/matching/index.js";
import { enqueueJob } from "../../src/platform/jobs/enqueue-job.js";
import { sweepJob } from "../../src/privacy/index.js";
import { eventually } from "../support/eventually.js";
import { patiently } from "../support/patiently.js";
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
  type Staff,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { dump, tablesWith } from "./personal-tables.js";

let test: TestService;
/** Another replica on the same database. */
let there: TestService;
let people: People;
let staff: Staff;

beforeAll(async () => {
  test = await startTestService();
  there = await startTestService({ url: test.url, drop: async () => {} });
  people = await newConsortium(test);
  staff = await newLibrary(test, people);
});
afterAll(async () => {
  await there.stop();
  await test.stop();
});

const canary = () => `canary${randomUUID().replaceAll("-", "")}`;
const erase = (person: Person) =>
  attempt(test, "eraseMe", "isErased", { confirmation: "ERASE" }, person.self);

/** Somebody with a canary in every field that takes text, and with traces in every table. */
async function tracedWorker() {
  const canaries = Array.from({ length: 9 }, canary);
  const [name, email, jobTitle, summary, evidence, why, reason, externalId, subject] = canaries as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const skillId = await newSkill(test, `for erasure ${randomUUID()}`);
  const fields = { name, email: `${email}@example.org`, jobTitle, summary, externalId };
  const made = await newWorker(test, people, staff.libraryId, fields);
  const worker = { ...made, self: { ...made.self, subject } };
  const skill = {
    workerId: worker.id,
    skillId,
    proficiency: "NOVICE",
    evidence,
    idempotencyKey: randomUUID(),
  };
  await must(test, "addWorkerSkill", "workerSkill { id }", skill, worker.self);
  const goal = { workerId: worker.id, skillId, target: "EXPERT", why, visibility: "PUBLIC" };
  const { growthGoal } = await must(test, "createGrowthGoal", "growthGoal { id }", goal, worker.self);
  const byManager = { id: worker.id, expectedVersion: 2, remote: true, idempotencyKey: randomUUID() };
  await must(test, "updateWorker", "worker { id }", byManager, staff.manager);
  const glass = { workerId: worker.id, reason: `about ${reason}`, minutes: 5, idempotencyKey: randomUUID() };
  await must(test, "breakGlass", "breakGlass { id }", glass, people.admin);
  await test.execute("query Q($id: ID!) { worker(id: $id) { name } }", { id: worker.id }, people.admin);
  await test.execute("{ exportMyData { madeAt } }", {}, worker.self);
  const partner = await newPartner(test, people);
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const consent = { partnerId: partner.id, purpose: "REFERENCE", discloses: ["CONTACT"], expiresAt: until };
  await must(
    test,
    "grantConsent",
    "consent { id }",
    { ...consent, idempotencyKey: randomUUID() },
    worker.self,
  );
  const needId = await newNeed(test, partner, { skills: [{ skillId, proficiency: "NOVICE" }] });
  await test.service.commands.transact((transaction) =>
    recordIntroduction(transaction, { workerId: worker.self.workerId!, needId: uuidIn(needId) }),
  );
  for (const payload of [{ workerId: worker.id }, { of: worker.self.workerId, name }])
    await enqueueJob(test.service.dataSource, "tell", payload);
  return { worker, canaries, needId, goalId: growthGoal.id as string };
}

async function rankedBy({ execute }: TestService, needId: string): Promise<string[]> {
  const query = "query Q($id: ID!) { need(id: $id) { matches { nodes { worker { id } } } } }";
  const { data, errors } = await execute(query, { id: needId }, staff.manager);
  // On a busy machine a replica may be without its database for a moment.
  if (errors.length > 0) return errors.map(({ message }) => message);
  return data.need.matches.nodes.map((match: { worker: { id: string } }) => match.worker.id);
}

describe("an erased worker", () => {
  it("is in no table any more, whatever they wrote and whatever was said of them", async () => {
    const { worker, canaries, goalId } = await tracedWorker();
    const before = await dump(test.service.dataSource);
    // Each is there, or this test would find nothing whatever is done.
    for (const text of canaries) expect(tablesWith(before, text).length).toBeGreaterThan(0);
    expect(tablesWith(before, worker.self.workerId!).length).toBeGreaterThan(8);
    expect(await erase(worker)).toEqual({ isErased: true, userErrors: [] });
    const after = await dump(test.service.dataSource);
    for (const text of [...canaries, worker.id, goalId, uuidIn(goalId)])
      expect({ text, tables: tablesWith(after, text) }).toEqual({ text, tables: [] });
    // The one tombstone: other replicas must be told whom to forget; it goes within a day.
    expect(tablesWith(after, worker.self.workerId!)).toEqual(["public.outbox"]);
    expect(after.filter(({ row }) => row.includes(worker.self.workerId!))).toHaveLength(1);
  });

  it("is in nobody's ranking any more, here at once and in every replica", async () => {
    const { worker, needId } = await tracedWorker();
    for (const replica of [test, there])
      await eventually(async () => expect(await rankedBy(replica, needId)).toEqual([worker.id]));
    await erase(worker);
    expect(await rankedBy(test, needId)).toEqual([]);
    await eventually(async () => expect(await rankedBy(there, needId)).toEqual([]));
  });

  it("stays on record as somebody without a name, the same one in all entries", async () => {
    const { worker } = await tracedWorker();
    const about = "query Q($id: ID!) { auditLog(first: 100, filter: { workerId: $id }) { nodes { id } } }";
    const { data } = await test.execute(about, { id: worker.id }, people.admin);
    const ids: string[] = data.auditLog.nodes.map((entry: { id: string }) => entry.id);
    expect(ids.length).toBeGreaterThan(7);
    await erase(worker);
    const all = "{ auditLog(first: 100) { nodes { id action actor workerIds reason requestId } } }";
    const { nodes } = (await test.execute(all, {}, people.admin)).data.auditLog;
    const kept = nodes.filter((entry: { id: string }) => ids.includes(entry.id));
    expect(kept).toHaveLength(ids.length);
    const pseudonyms = new Set(kept.flatMap((entry: { workerIds: string[] }) => entry.workerIds));
    expect(pseudonyms.size).toBe(1);
    expect(pseudonyms).not.toContain(worker.id);
    expect(nodes[0]).toMatchObject({ action: "eraseMe", actor: expect.stringMatching(/^erased:/) });
    // What others did to them stays theirs.
    const byManager = kept.filter((entry: { actor: string }) => entry.actor === staff.manager.subject);
    expect(byManager.length).toBeGreaterThan(0);
    expect(kept.every((entry: { reason: unknown }) => entry.reason === null)).toBe(true);
  });

  it("can do nothing more with a token, and asking again is harmless", async () => {
    const { worker } = await tracedWorker();
    await erase(worker);
    const query =
      "{ me { role consortium { id } library { id } worker { id } dataAccess { nodes { id } } } workers { nodes { id } } }";
    const { data } = await test.execute(query, {}, worker.self);
    expect(data).toEqual({
      me: { role: "WORKER", consortium: null, library: null, worker: null, dataAccess: { nodes: [] } },
      workers: { nodes: [] },
    });
    expect(await erase(worker)).toEqual({ isErased: true, userErrors: [] });
    await test.execute("{ exportMyData { document } }", {}, worker.self);
    expect(tablesWith(await dump(test.service.dataSource), worker.self.subject)).toEqual([]);
  });

  it("leaves no trace of what is asked about them at the same moment", async () => {
    const { worker } = await tracedWorker();
    const asked = Array.from({ length: 12 }, (_, n) => {
      if (n === 5) return erase(worker);
      if (n % 2) return test.execute("{ exportMyData { document } }", {}, worker.self).catch(() => null);
      return test.execute("query Q($id: ID!) { worker(id: $id) { name } }", { id: worker.id }, people.admin);
    });
    await Promise.all(asked);
    const rows = await dump(test.service.dataSource);
    expect(tablesWith(rows, worker.self.subject)).toEqual([]);
    expect(tablesWith(rows, worker.self.workerId!)).toEqual(["public.outbox"]);
  });

  it("leaves others as they are", async () => {
    const [{ worker }, other] = [await tracedWorker(), await tracedWorker()];
    const rowsOf = async () => {
      const rows = await dump(test.service.dataSource);
      const { workerId, subject } = other.worker.self;
      return rows.filter(({ row }) => row.includes(workerId!) || row.includes(subject)).map(({ row }) => row);
    };
    const before = await rowsOf();
    await erase(worker);
    expect(await rowsOf()).toEqual(before);
  });

  it("is swept out of PostgreSQL's own keeping", async () => {
    const { worker, canaries } = await tracedWorker();
    const sampled = async () =>
      JSON.stringify(
        await test.service.dataSource.query("select stavalues1::text, stavalues2::text from pg_statistic"),
      );
    const sweep = () =>
      sweepJob(async (work) => void (await patiently(test.url, work)), personalData).run({});
    await sweep();
    expect(await sampled()).toContain(canaries[0]);
    await erase(worker);
    await sweep();
    for (const text of canaries) expect(await sampled()).not.toContain(text);
  });
});

describe("an erasure", () => {
  it("must be meant", async () => {
    const { worker } = await tracedWorker();
    const input = { confirmation: "yes" };
    const { userErrors } = await attempt(test, "eraseMe", "isErased", input, worker.self);
    expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "confirmation"] }]);
  });

  it("is refused for who has no profile", async () => {
    for (const user of [staff.manager, people.admin, people.analyst]) {
      const { userErrors } = await attempt(test, "eraseMe", "isErased", { confirmation: "ERASE" }, user);
      expect(userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
    }
  });

  it("is done for somebody else under broken glass only", async () => {
    const { id } = await newWorker(test, people, staff.libraryId);
    const input = { workerId: id, confirmation: "ERASE" };
    for (const user of [people.admin, staff.manager])
      expect((await attempt(test, "eraseWorker", "isErased", input, user)).userErrors).toMatchObject([
        { code: "FORBIDDEN" },
      ]);
    const glass = { workerId: id, reason: "died, says the family", minutes: 5 };
    await must(test, "breakGlass", "breakGlass { id }", glass, people.admin);
    expect(await attempt(test, "eraseWorker", "isErased", input, people.admin)).toEqual({
      isErased: true,
      userErrors: [],
    });
    const { nodes } = (
      await test.execute("{ auditLog(first: 1) { nodes { action actor } } }", {}, people.admin)
    ).data.auditLog;
    expect(nodes).toEqual([{ action: "eraseWorker", actor: people.admin.subject }]);
  });
});
