import { look as lookAt, type Meeting, newConnection, newMeeting } from "../connections/introduced.js";
import { attempt, must, newSkill, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let meeting: Meeting;
let id: string;
beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  meeting = await newMeeting(test);
  ({ id } = await newConnection(test, meeting));
  const terms = { scope: "Teach.", hoursTotal: 24, startsOn: "2026-01-01", endsOn: "2026-03-31" };
  const skills = [{ skillId: meeting.skillId, target: "COMPETENT" }];
  await say("proposeAgreement", { ...terms, skills }, meeting.worker.self);
  await say("acceptAgreement", {}, meeting.partner.member);
});
afterAll(() => test.stop());

type Who = Meeting["worker"]["self"];

const answers = [1, 2, 3, 4, 5].map((position) => ({ position, rating: 4 }));
const rated = (proficiency: string, skillId = meeting.skillId) => ({
  answers,
  ratings: [{ skillId, proficiency }],
});

const OUTCOME = "connection { id outcome { skills { skill { id } target byWorker byPartner } } }";
const said = async (how: typeof must, mutation: string, input: object, user: Who) => {
  const { version } = await lookAt(test, id, meeting.worker.self);
  return await how(test, mutation, OUTCOME, { connectionId: id, expectedVersion: version, ...input }, user);
};
const say = (mutation: string, input: object, user: Who) => said(must, mutation, input, user);

const ENTRY = "id version proficiency ratings { nodes { id proficiency source } }";
/** The entries of the worker's profile, with their history, as the worker sees them. */
async function entries() {
  const { data } = await test.execute(
    `query Q($id: ID!) { worker(id: $id) { skills { nodes { skill { id } ${ENTRY} } } } }`,
    { id: meeting.worker.id },
    meeting.worker.self,
  );
  return data.worker.skills.nodes;
}
const levels = async () =>
  (await entries())[0].ratings.nodes.map(({ proficiency }: { proficiency: string }) => proficiency);

const rate = async (proficiency: string) => {
  const [{ id: entry, version }] = await entries();
  const input = { id: entry, expectedVersion: version, proficiency };
  await must(test, "updateWorkerSkill", "", input, meeting.worker.self);
};

describe("the history of a skill", () => {
  it("tells levels in the order in which they were given, not in which others took their place", async () => {
    await rate("COMPETENT");
    await say("completeCollaboration", rated("EXPERT"), meeting.partner.member);
    await say("giveFeedback", rated("PROFICIENT"), meeting.worker.self);
    // COMPETENT had to go last of all, and was given before what the partner said.
    expect(await levels()).toEqual(["PROFICIENT", "EXPERT", "COMPETENT", "ADVANCED_BEGINNER"]);
  });

  it("keeps the level of a skill that leaves the profile, for when it comes back", async () => {
    const [{ id: entry, version }] = await entries();
    await must(test, "removeWorkerSkill", "", { id: entry, expectedVersion: version }, meeting.worker.self);
    const back = { workerId: meeting.worker.id, skillId: meeting.skillId, proficiency: "NOVICE" };
    await must(test, "addWorkerSkill", "", back, meeting.worker.self);
    expect(await levels()).toEqual(["ADVANCED_BEGINNER"]);
  });
});

describe("a skill that is merged into another", () => {
  const merge = async () => {
    const survivor = await newSkill(test, `survivor ${Math.random()}`);
    const input = { duplicateId: meeting.skillId, survivorId: survivor, expectedVersion: 1 };
    await must(test, "mergeSkills", "", input, meeting.people.admin);
    return survivor;
  };

  it("takes its history along", async () => {
    await rate("COMPETENT");
    const survivor = await merge();
    expect((await entries())[0].skill.id).toBe(survivor);
    expect(await levels()).toEqual(["ADVANCED_BEGINNER"]);
  });

  it.each([
    ["before the end", true],
    ["after it", false],
  ])("stays what was agreed on and rated, and what a credential is about: merged %s", async (_, first) => {
    let skillId = first ? await merge() : meeting.skillId;
    await say("completeCollaboration", rated("PROFICIENT", skillId), meeting.partner.member);
    await say("giveFeedback", rated("COMPETENT", skillId), meeting.worker.self);
    if (!first) skillId = await merge();
    const { data } = await test.execute(
      `query Q($id: ID!) { ${OUTCOME.replace("connection", "connection(id: $id)")} }`,
      { id },
      meeting.worker.self,
    );
    expect(data.connection.outcome.skills).toEqual([
      { skill: { id: skillId }, target: "COMPETENT", byWorker: "COMPETENT", byPartner: "PROFICIENT" },
    ]);
    const claim = { connectionId: id, skillId, withName: false };
    const claimed = await attempt(test, "claimCredential", "credential { id }", claim, meeting.worker.self);
    expect(claimed.userErrors).toEqual([]);
  });

  it("leaves the work with the one credential that it has", async () => {
    await say("completeCollaboration", rated("PROFICIENT"), meeting.partner.member);
    const claim = { connectionId: id, withName: false };
    const { self } = meeting.worker;
    await must(test, "claimCredential", "", { ...claim, skillId: meeting.skillId }, self);
    const again = await attempt(test, "claimCredential", "", { ...claim, skillId: await merge() }, self);
    expect(again.userErrors[0].code).toBe("DUPLICATE");
  });
});

describe("the questions at the end", () => {
  it("are those of one of two administrators who set them at the same time", async () => {
    const { admin } = meeting.people;
    const asked = (by: string) => [1, 2, 3, 4, 5].map((n) => `Question ${n} of ${by}?`);
    for (let round = 0; round < 5; round++) {
      const both = ["one", "two"].map((by) =>
        must(test, "setOutcomeQuestions", "", { side: "PARTNER", questions: asked(by) }, admin),
      );
      await Promise.all(both);
      const { data } = await test.execute("{ outcomeQuestions(side: PARTNER) { text } }", {}, admin);
      const texts = data.outcomeQuestions.map(({ text }: { text: string }) => text);
      expect([asked("one"), asked("two")]).toContainEqual(texts);
    }
  });
});

describe("the time for answers", () => {
  const pass = (days: number) =>
    Promise.all(
      ["connection_transition set at = at", "outcome_feedback set created_at = created_at"].map((set) =>
        test.service.dataSource.query(`update ${set} - make_interval(days => $2) where connection_id = $1`, [
          uuidIn(id),
          days,
        ]),
      ),
    );
  const heard = async () => {
    const { data } = await test.execute(
      "query Q($id: ID!) { connection(id: $id) { outcome { feedback { side } } } }",
      { id },
      meeting.worker.self,
    );
    return data.connection.outcome.feedback;
  };

  it("ends after 30 days, from when on each hears the other", async () => {
    await say("completeCollaboration", rated("EXPERT"), meeting.partner.member);
    await pass(29);
    expect(await heard()).toEqual([]);
    await pass(2);
    const late = await said(attempt, "giveFeedback", rated("EXPERT"), meeting.worker.self);
    expect(late.userErrors[0].code).toBe("INVALID_TRANSITION");
    expect(await heard()).toEqual([{ side: "PARTNER" }]);
    expect((await entries())[0].proficiency).toBe("ADVANCED_BEGINNER");
  });

  it("is not over on the last day", async () => {
    await say("completeCollaboration", rated("EXPERT"), meeting.partner.member);
    await pass(29);
    await say("giveFeedback", rated("EXPERT"), meeting.worker.self);
    expect(await heard()).toHaveLength(2);
  });
});
