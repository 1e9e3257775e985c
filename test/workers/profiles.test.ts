import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newPartner,
  newSkill,
  newWorker,
  type People,
  type Staff,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let staff: Staff;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  staff = await newLibrary(test, people, { name: "Central", isil: "XX-Central", region: "North" });
});
afterAll(() => test.stop());

interface Page {
  readonly nodes: { id: string; proficiency: string }[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
}

const WORKER = `query Q($id: ID!) { worker(id: $id) {
  name email skills { nodes { proficiency skill { preferredLabel } } } growthGoals { target skill { preferredLabel } } } }`;

describe("a worker's skills and goals", () => {
  it("show and count only what the viewer may see", async () => {
    const [open, secret] = [await newSkill(test, "open shelving"), await newSkill(test, "secret shelving")];
    const { member } = await newPartner(test, people);
    const { id, self } = await newWorker(test, people, staff.libraryId, {
      skills: [
        { skillId: open, proficiency: "EXPERT" },
        { skillId: secret, proficiency: "EXPERT", visibility: "LIBRARY" },
      ],
      goals: [
        { skillId: await newSkill(test, "quiet ambition"), target: "COMPETENT", visibility: "PRIVATE" },
      ],
    });
    const labels = async (viewer: Parameters<TestService["execute"]>[2]) => {
      const { worker } = (await test.execute(WORKER, { id }, viewer)).data;
      return [
        ...worker.skills.nodes.map(
          (entry: { skill: { preferredLabel: string } }) => entry.skill.preferredLabel,
        ),
        ...worker.growthGoals.map((goal: { skill: { preferredLabel: string } }) => goal.skill.preferredLabel),
      ].sort();
    };
    expect(await labels(member)).toEqual(["open shelving"]);
    expect(await labels(staff.manager)).toEqual(["open shelving", "secret shelving"]);
    expect(await labels(self)).toEqual(["open shelving", "quiet ambition", "secret shelving"]);
    const bySecret = "query Q($id: ID!) { workers(filter: { skillId: $id }) { nodes { id } } }";
    expect((await test.execute(bySecret, { id: secret }, member)).data.workers.nodes).toEqual([]);
    expect((await test.execute(bySecret, { id: secret }, staff.manager)).data.workers.nodes).toEqual([
      { id },
    ]);
  });

  it("find a worker by a broader skill and a least proficiency", async () => {
    const broad = await newSkill(test, "preserving things");
    const narrow = await newSkill(test, "preserving film", { broaderIds: [broad] });
    const { id } = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId: narrow, proficiency: "COMPETENT" }],
    });
    const query = `query Q($skill: ID!, $least: Proficiency) {
      workers(filter: { skillId: $skill, minProficiency: $least }) { nodes { id } } }`;
    const found = async (least: string) =>
      (await test.execute(query, { skill: broad, least }, staff.manager)).data.workers.nodes;
    expect(await found("COMPETENT")).toEqual([{ id }]);
    expect(await found("PROFICIENT")).toEqual([]);
  });

  it("are had once each, and never a heading", async () => {
    const skillId = await newSkill(test, "having once");
    const { id, self } = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId, proficiency: "NOVICE" }],
    });
    const twice = { workerId: id, skillId, proficiency: "EXPERT" };
    const refused = await attempt(test, "addWorkerSkill", "workerSkill { id }", twice, self);
    expect(refused.userErrors).toMatchObject([{ code: "DUPLICATE", field: ["input", "skillId"] }]);
    const heading = await newSkill(test, "a heading of skills", {}, "GROUP");
    const headed = { workerId: id, skillId: heading, proficiency: "EXPERT" };
    const none = await attempt(test, "addWorkerSkill", "workerSkill { id }", headed, self);
    expect(none.userErrors).toMatchObject([{ code: "NOT_FOUND", field: ["input", "skillId"] }]);
  });

  it("remember who rated them", async () => {
    const [one, other] = [await newSkill(test, "rated by self"), await newSkill(test, "rated by manager")];
    const { id, self } = await newWorker(test, people, staff.libraryId);
    const add = (skillId: string, by: typeof self) =>
      must(
        test,
        "addWorkerSkill",
        "workerSkill { ratingSource }",
        { workerId: id, skillId, proficiency: "NOVICE" },
        by,
      );
    expect((await add(one, self)).workerSkill.ratingSource).toBe("SELF");
    expect((await add(other, staff.manager)).workerSkill.ratingSource).toBe("MANAGER");
  });

  it("move a goal along, until it is achieved", async () => {
    const skillId = await newSkill(test, "growing step by step");
    const { id, self } = await newWorker(test, people, staff.libraryId, {
      goals: [{ skillId, current: "NOVICE", target: "PROFICIENT" }],
    });
    const goal = async () =>
      (
        await test.execute(
          "query Q($id: ID!) { worker(id: $id) { growthGoals { current status progress } } }",
          { id },
          self,
        )
      ).data.worker.growthGoals[0];
    expect(await goal()).toEqual({ current: "NOVICE", status: "ACTIVE", progress: 0 });
    const add = { workerId: id, skillId, proficiency: "ADVANCED_BEGINNER" };
    const { workerSkill } = await must(test, "addWorkerSkill", "workerSkill { id }", add, self);
    expect(await goal()).toEqual({ current: "ADVANCED_BEGINNER", status: "ACTIVE", progress: 1 / 3 });
    const rise = { id: workerSkill.id, expectedVersion: 1, proficiency: "PROFICIENT" };
    await must(test, "updateWorkerSkill", "workerSkill { id }", rise, self);
    expect(await goal()).toEqual({ current: "PROFICIENT", status: "ACHIEVED", progress: 1 });
  });

  it("take the current proficiency from the profile, and want more than that", async () => {
    const skillId = await newSkill(test, "already competent");
    const { id, self } = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId, proficiency: "COMPETENT" }],
    });
    const wish = (target: string) =>
      attempt(
        test,
        "createGrowthGoal",
        "growthGoal { current visibility }",
        { workerId: id, skillId, target },
        self,
      );
    expect((await wish("COMPETENT")).userErrors).toMatchObject([
      { code: "BAD_USER_INPUT", field: ["input", "target"] },
    ]);
    expect((await wish("EXPERT")).growthGoal).toEqual({ current: "COMPETENT", visibility: "PRIVATE" });
  });

  it("are the worker's own: a manager sets no goals", async () => {
    const { id } = await newWorker(test, people, staff.libraryId);
    const input = { workerId: id, skillId: await newSkill(test, "imposed"), target: "EXPERT" };
    const { userErrors } = await attempt(test, "createGrowthGoal", "growthGoal { id }", input, staff.manager);
    expect(userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
  });

  it("end at 20 goals", async () => {
    const { id, self } = await newWorker(test, people, staff.libraryId);
    for (let i = 0; i < 20; i++) {
      const input = {
        workerId: id,
        skillId: await newSkill(test, `one of many wishes ${i}`),
        target: "NOVICE",
      };
      await must(test, "createGrowthGoal", "growthGoal { id }", input, self);
    }
    const more = { workerId: id, skillId: await newSkill(test, "one wish too many"), target: "NOVICE" };
    const { userErrors } = await attempt(test, "createGrowthGoal", "growthGoal { id }", more, self);
    expect(userErrors).toMatchObject([{ code: "LIMIT_REACHED" }]);
  });

  it("go when removed, and can be added anew", async () => {
    const skillId = await newSkill(test, "come and go");
    const { id, self } = await newWorker(test, people, staff.libraryId);
    const add = { workerId: id, skillId, proficiency: "NOVICE" };
    const { workerSkill } = await must(test, "addWorkerSkill", "workerSkill { id }", add, self);
    await must(
      test,
      "removeWorkerSkill",
      "workerSkill { id }",
      { id: workerSkill.id, expectedVersion: 1 },
      self,
    );
    expect((await test.execute(WORKER, { id }, self)).data.worker.skills.nodes).toEqual([]);
    await must(test, "addWorkerSkill", "workerSkill { id }", add, self);
    expect((await test.execute(WORKER, { id }, self)).data.worker.skills.nodes).toHaveLength(1);
  });

  it("are paged strongest first, without gaps or repetitions", async () => {
    const levels = ["NOVICE", "EXPERT", "COMPETENT", "EXPERT", "NOVICE", "PROFICIENT", "COMPETENT"];
    const skills = await Promise.all(
      levels.map(async (proficiency, i) => ({ skillId: await newSkill(test, `paged ${i}`), proficiency })),
    );
    const { id, self } = await newWorker(test, people, staff.libraryId, { skills });
    const query = `query Q($id: ID!, $after: String) { worker(id: $id) { skills(first: 3, after: $after) {
      nodes { id proficiency } pageInfo { hasNextPage endCursor } } } }`;
    const seen: { id: string; proficiency: string }[] = [];
    let after: string | null = null;
    do {
      const page: Page = (await test.execute(query, { id, after }, self)).data.worker.skills;
      seen.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen.map(({ proficiency }) => proficiency)).toEqual([
      "EXPERT",
      "EXPERT",
      "PROFICIENT",
      "COMPETENT",
      "COMPETENT",
      "NOVICE",
      "NOVICE",
    ]);
    expect(new Set(seen.map((entry) => entry.id)).size).toBe(7);
  });
});
