import {
  attempt,
  must,
  newConsortium,
  newPartner,
  newSkill,
  type Organisation,
  type People,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let partner: Organisation;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
});
beforeEach(async () => {
  partner = await newPartner(test, people);
});
afterAll(() => test.stop());

const GOAL = "learningGoal { id version skill { id } current target priority learners note by archivedAt }";
const create = (fields: object, viewer = partner.member) =>
  attempt(test, "createPartnerLearningGoal", GOAL, { partnerId: partner.id, ...fields }, viewer);
const update = (fields: Record<string, unknown>) =>
  attempt(test, "updatePartnerLearningGoal", GOAL, fields, partner.member);

const goalsOf = async (id: string, viewer: Parameters<TestService["execute"]>[2]) => {
  const query = "query Q($id: ID!) { partner(id: $id) { learningGoals { id skill { id } } } }";
  return (await test.execute(query, { id }, viewer)).data.partner.learningGoals;
};

describe("what the people of a partner want to learn", () => {
  it("is said by its members: a skill, from where to where, how much it matters, and how many learn", async () => {
    const skillId = await newSkill(test, "grant writing for two");
    const fields = { skillId, current: "NOVICE", target: "COMPETENT", priority: 3, learners: 4 };
    const made = await create({ ...fields, note: "At night", by: "2027-03-01" });
    expect(made).toMatchObject({
      userErrors: [],
      learningGoal: {
        ...{ version: 1, skill: { id: skillId }, current: "NOVICE", target: "COMPETENT", priority: 3 },
        ...{ learners: 4, note: "At night", by: "2027-03-01", archivedAt: null },
      },
    });
    expect(made.learningGoal.id).toMatch(/^learning_goal_/);
    expect(await goalsOf(partner.id, partner.member)).toEqual([
      { id: made.learningGoal.id, skill: { id: skillId } },
    ]);
  });

  it("is from nothing, of middling importance and for one, unless said otherwise", async () => {
    const { learningGoal } = await create({ skillId: await newSkill(test, "plain goal"), target: "NOVICE" });
    expect(learningGoal).toMatchObject({ current: null, priority: 2, learners: 1, note: "", by: null });
  });

  it("leads up, is of one goal for each skill, and of a skill that people can have", async () => {
    const skillId = await newSkill(test, "only upwards");
    const refused = await create({ skillId, current: "COMPETENT", target: "COMPETENT" });
    expect(refused.userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "target"] }]);
    await create({ skillId, target: "COMPETENT" });
    expect((await create({ skillId, target: "EXPERT" })).userErrors).toMatchObject([
      { code: "DUPLICATE", field: ["input", "skillId"] },
    ]);
    const heading = await newSkill(test, "a heading to learn", {}, "GROUP");
    expect((await create({ skillId: heading, target: "EXPERT" })).userErrors).toMatchObject([
      { code: "NOT_FOUND", field: ["input", "skillId"] },
    ]);
    for (const wrong of [{ priority: 4 }, { learners: 0 }, { learners: 100_001 }])
      expect((await create({ skillId, target: "EXPERT", ...wrong })).userErrors).toMatchObject([
        { code: "BAD_USER_INPUT", field: ["input", Object.keys(wrong)[0]] },
      ]);
  });

  it("is changed as far as it is named, and only by who has seen it as it is", async () => {
    const skillId = await newSkill(test, "changing goal");
    const { id } = (await create({ skillId, current: "NOVICE", target: "COMPETENT", note: "Why" }))
      .learningGoal;
    const changed = await update({ id, expectedVersion: 1, learners: 9, target: "EXPERT" });
    expect(changed.learningGoal).toMatchObject({ version: 2, learners: 9, target: "EXPERT", note: "Why" });
    expect((await update({ id, expectedVersion: 1, learners: 10 })).userErrors).toMatchObject([
      { code: "CONFLICT", currentVersion: 2 },
    ]);
    const reached = await update({ id, expectedVersion: 2, current: "EXPERT" });
    expect(reached.userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "target"] }]);
    expect((await update({ id, expectedVersion: 2, current: null })).learningGoal.current).toBeNull();
  });

  it("is removed, after which there is room for another in the skill", async () => {
    const skillId = await newSkill(test, "removed goal");
    const { id } = (await create({ skillId, target: "COMPETENT" })).learningGoal;
    const removed = await attempt(
      test,
      "removePartnerLearningGoal",
      GOAL,
      { id, expectedVersion: 1 },
      partner.member,
    );
    expect(removed.learningGoal.archivedAt).not.toBeNull();
    expect(await goalsOf(partner.id, partner.member)).toEqual([]);
    expect((await update({ id, expectedVersion: 2, learners: 2 })).userErrors).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
    expect((await create({ skillId, target: "COMPETENT" })).userErrors).toEqual([]);
  });

  it("is of at most 20 goals, also when two are made at once", async () => {
    const skills = [];
    for (let n = 0; n < 21; n++) skills.push(await newSkill(test, `one of many ${n}`));
    for (const skillId of skills.slice(0, 19)) await create({ skillId, target: "COMPETENT" });
    const last = await Promise.all(
      skills.slice(19).map((skillId) => create({ skillId, target: "COMPETENT" })),
    );
    const refusals = last.flatMap(({ userErrors }) => userErrors);
    expect(refusals).toMatchObject([{ code: "LIMIT_REACHED", field: ["input", "partnerId"] }]);
    expect(await goalsOf(partner.id, partner.member)).toHaveLength(20);
  });

  it("is made once, however often it is asked for with the same key", async () => {
    const fields = { skillId: await newSkill(test, "made once"), target: "COMPETENT" };
    const [one, other] = [
      await create({ ...fields, idempotencyKey: "learning-goal-1" }),
      await create({ ...fields, idempotencyKey: "learning-goal-1" }),
    ];
    expect(other.learningGoal.id).toBe(one.learningGoal.id);
  });

  it("goes to the survivor when its skill is merged; of two the one that reaches further stays", async () => {
    const [duplicate, survivor] = [await newSkill(test, "merged away"), await newSkill(test, "merged into")];
    const other = await newPartner(test, people);
    await create({ skillId: duplicate, current: "NOVICE", target: "EXPERT", learners: 3 });
    await create({ skillId: survivor, current: "ADVANCED_BEGINNER", target: "COMPETENT", priority: 3 });
    const alone = { partnerId: other.id, skillId: duplicate, target: "COMPETENT" };
    await must(test, "createPartnerLearningGoal", GOAL, alone, other.member);
    const merging = { duplicateId: duplicate, survivorId: survivor, expectedVersion: 1 };
    await must(test, "mergeSkills", "skill { id }", merging, people.admin);
    const query = `query Q($id: ID!) { partner(id: $id) { learningGoals {
      skill { id } current target priority learners } } }`;
    const read = async (id: string) => (await test.execute(query, { id }, people.admin)).data.partner;
    expect((await read(partner.id)).learningGoals).toEqual([
      { skill: { id: survivor }, current: "NOVICE", target: "EXPERT", priority: 3, learners: 3 },
    ]);
    expect((await read(other.id)).learningGoals).toMatchObject([{ skill: { id: survivor } }]);
  });

  it("is shown to whoever is of its consortium, and to nobody else", async () => {
    await create({ skillId: await newSkill(test, "of the consortium"), target: "COMPETENT" });
    const elsewhere = await newConsortium(test);
    const stranger = await newPartner(test, elsewhere);
    for (const viewer of [partner.member, people.admin, people.analyst])
      expect(await goalsOf(partner.id, viewer)).toHaveLength(1);
    for (const viewer of [stranger.member, elsewhere.admin])
      expect(await goalsOf(partner.id, viewer)).toEqual([]);
    const query = "query Q($id: ID!) { partner(id: $id) { learningGoals { id } } }";
    const { errors } = await test.execute(query, { id: partner.id });
    expect(errors[0]!.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("is on record: who changed what", async () => {
    const { id } = (await create({ skillId: await newSkill(test, "on record"), target: "COMPETENT" }))
      .learningGoal;
    const rows = await test.service.dataSource.query(
      "select action, record_type, actor from audit_entry where record_id = $1",
      [uuidIn(id)],
    );
    expect(rows).toEqual([
      {
        action: "createPartnerLearningGoal",
        record_type: "learning_goal",
        actor: partner.member.subject,
      },
    ]);
  });
});
