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
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
});
afterAll(() => test.stop());

const merge = (duplicateId: string, survivorId: string, fields: object = {}) =>
  attempt(
    test,
    "mergeSkills",
    "skill { id }",
    { duplicateId, survivorId, expectedVersion: 1, ...fields },
    people.admin,
  );

const read = async (id: string, selection: string) =>
  (await test.execute(`query Q($id: ID!) { skill(id: $id) { ${selection} } }`, { id })).data.skill;

describe("merging a duplicate", () => {
  it("hands its labels and links to the survivor", async () => {
    const above = await newSkill(test, "Above");
    const friend = await newSkill(test, "Friend");
    const survivor = await newSkill(test, "Survivor", { alternativeLabels: ["Common"] });
    const duplicate = await newSkill(test, "Duplicate", {
      alternativeLabels: ["Common", "Double"],
      broaderIds: [above],
      relatedIds: [friend, survivor],
    });
    const below = await newSkill(test, "Below", { broaderIds: [duplicate, survivor] });

    expect(await merge(duplicate, survivor)).toMatchObject({ skill: { id: survivor }, userErrors: [] });
    expect(
      await read(
        survivor,
        "alternativeLabels broader { id } narrower { nodes { id } } related { nodes { id } } version",
      ),
    ).toEqual({
      alternativeLabels: ["Common", "Double", "Duplicate"],
      broader: [{ id: above }],
      narrower: { nodes: [{ id: below }] },
      related: { nodes: [{ id: friend }] },
      version: 2,
    });
    expect(
      await read(
        duplicate,
        "status mergedInto { id } broader { id } narrower { nodes { id } } related { nodes { id } } version",
      ),
    ).toEqual({
      status: "MERGED",
      mergedInto: { id: survivor },
      broader: [],
      narrower: { nodes: [] },
      related: { nodes: [] },
      version: 2,
    });
    expect(await read(below, "broader { id }")).toEqual({ broader: [{ id: survivor }] });
  });

  it("keeps what workers have and want and what needs ask for", async () => {
    const survivor = await newSkill(test, "Story times");
    const duplicate = await newSkill(test, "Storytimes");
    const { libraryId } = await newLibrary(test, people);
    const { id: workerId, self } = await newWorker(test, people, libraryId, {
      skills: [{ skillId: duplicate, proficiency: "COMPETENT" }],
    });
    const learner = await newWorker(test, people, libraryId, {
      goals: [{ skillId: duplicate, target: "EXPERT", priority: 1 }],
    });
    const partner = await newPartner(test, people);
    const needId = await newNeed(test, partner, {
      skills: [{ skillId: duplicate, importance: "MUST", proficiency: "NOVICE" }],
    });

    expect((await merge(duplicate, survivor)).userErrors).toEqual([]);
    const { data } = await test.execute(
      `query Q($worker: ID!, $learner: ID!, $need: ID!) {
        worker(id: $worker) { skills { nodes { skill { id } proficiency } } }
        learner: worker(id: $learner) { growthGoals { skill { id } } }
        need(id: $need) { skills { skill { id } } }
      }`,
      { worker: workerId, learner: learner.id, need: needId },
      self,
    );
    expect(data).toEqual({
      worker: { skills: { nodes: [{ skill: { id: survivor }, proficiency: "COMPETENT" }] } },
      learner: { growthGoals: [{ skill: { id: survivor } }] },
      need: { skills: [{ skill: { id: survivor } }] },
    });
    const stored = await test.service.dataSource.query(
      `select count(*)::int as left from (
         select skill_id from worker_skill union all select skill_id from growth_goal union all select skill_id from need_skill
       ) refers join skill s on s.id = refers.skill_id where s.status = 'MERGED'`,
    );
    expect(stored).toEqual([{ left: 0 }]);
  });

  it("takes along what was merged into it before", async () => {
    const [first, second, third] = [
      await newSkill(test, "First name"),
      await newSkill(test, "Second name"),
      await newSkill(test, "Third name"),
    ];
    await merge(first, second);
    await merge(second, third, { expectedVersion: 2 });
    expect(await read(first, "mergedInto { id }")).toEqual({ mergedInto: { id: third } });
    expect((await read(third, "alternativeLabels")).alternativeLabels).toEqual(["First name", "Second name"]);
  });

  it("drops a link that would close a circle", async () => {
    const parent = await newSkill(test, "Circle parent");
    const middle = await newSkill(test, "Circle middle", { broaderIds: [parent] });
    const child = await newSkill(test, "Circle child", { broaderIds: [middle] });
    expect((await merge(child, parent)).userErrors).toEqual([]);
    expect(await read(parent, "broader { id } narrower { nodes { id } }")).toEqual({
      broader: [],
      narrower: { nodes: [{ id: middle }] },
    });
    const loops = await test.service.dataSource.query(
      `with recursive up (start, id) as (
         select skill_id, broader_id from skill_broader
         union select up.start, b.broader_id from up join skill_broader b on b.skill_id = up.id
       ) select * from up where start = id`,
    );
    expect(loops).toEqual([]);
  });

  it("leaves the duplicate out of lists unless they ask for it", async () => {
    const survivor = await newSkill(test, "Kept entry");
    const duplicate = await newSkill(test, "Doubled entry");
    await merge(duplicate, survivor);
    const { data } = await test.execute(`{
      usual: skills(search: "doubled entry") { edges { node { id } matchedLabel } }
      merged: skills(search: "doubled entry", filter: { status: MERGED }) { nodes { id } }
      listed: skills(first: 100) { nodes { id } }
    }`);
    expect(data.usual.edges).toEqual([{ node: { id: survivor }, matchedLabel: "Doubled entry" }]);
    expect(data.merged.nodes).toEqual([{ id: duplicate }]);
    expect(data.listed.nodes).toContainEqual({ id: survivor });
    expect(data.listed.nodes).not.toContainEqual({ id: duplicate });
  });

  it("stands for its survivor wherever it is named afterwards", async () => {
    const survivor = await newSkill(test, "Heir");
    const duplicate = await newSkill(test, "Testator");
    await merge(duplicate, survivor);
    const child = await newSkill(test, "Descendant of both", { broaderIds: [duplicate] });
    expect(await read(child, "broader { id }")).toEqual({ broader: [{ id: survivor }] });
    const again = await merge(duplicate, child, { expectedVersion: 2 });
    expect(again.userErrors).toMatchObject([{ code: "INVALID_TRANSITION", field: ["input", "duplicateId"] }]);
    expect(again.userErrors[0].message).toContain(survivor);
  });

  it("answers a repetition with the same key as the first time", async () => {
    const survivor = await newSkill(test, "Once");
    const duplicate = await newSkill(test, "Twice");
    const first = await merge(duplicate, survivor, { idempotencyKey: "merge-once-please" });
    const second = await merge(duplicate, survivor, { idempotencyKey: "merge-once-please" });
    expect(second).toEqual(first);
    expect(first.userErrors).toEqual([]);
    expect((await read(duplicate, "version")).version).toBe(2);
  });
});

describe("a merge is refused", () => {
  it("of a concept with itself", async () => {
    const id = await newSkill(test, "Only one");
    expect((await merge(id, id)).userErrors).toMatchObject([
      { code: "BAD_USER_INPUT", field: ["input", "survivorId"] },
    ]);
  });

  it("of a skill into a heading", async () => {
    const heading = await newSkill(test, "Only a heading", {}, "GROUP");
    const id = await newSkill(test, "A real skill");
    expect((await merge(id, heading)).userErrors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
  });

  it("when the duplicate has changed meanwhile, and moves nothing", async () => {
    const survivor = await newSkill(test, "Stays the same");
    const id = await newSkill(test, "Changed in between", { alternativeLabels: ["Label to keep"] });
    await must(
      test,
      "updateSkill",
      "skill { id }",
      { id, expectedVersion: 1, description: "x" },
      people.admin,
    );
    expect((await merge(id, survivor)).userErrors).toMatchObject([{ code: "CONFLICT", currentVersion: 2 }]);
    expect(await read(id, "status alternativeLabels")).toEqual({
      status: "ACCEPTED",
      alternativeLabels: ["Label to keep"],
    });
  });

  it("to everybody but administrators", async () => {
    const { userErrors } = await attempt(
      test,
      "mergeSkills",
      "skill { id }",
      {
        duplicateId: await newSkill(test, "Mine"),
        survivorId: await newSkill(test, "Yours"),
        expectedVersion: 1,
      },
      people.analyst,
    );
    expect(userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
  });
});
