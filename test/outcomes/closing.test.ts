import { look as lookAt, type Meeting, newConnection, newMeeting } from "../connections/introduced.js";
import { attempt, must, newCommunityGoal, newSkill } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let meeting: Meeting;
let goalId: string;
let id: string;
beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  meeting = await newMeeting(test);
  goalId = await newCommunityGoal(test, meeting.partner, { baseline: 100, target: 300 });
  ({ id } = await newConnection(test, meeting));
  const terms = {
    ...{
      scope: "Teach.",
      hoursTotal: 24,
      startsOn: "2026-01-01",
      endsOn: "2026-03-31",
      communityGoalId: goalId,
    },
    skills: [{ skillId: meeting.skillId, target: "PROFICIENT" }],
  };
  await say("proposeAgreement", terms, meeting.worker.self);
  await say("acceptAgreement", {}, meeting.partner.member);
  await must(
    ...([
      test,
      "logHours",
      "connection { id }",
      { connectionId: id, workedOn: "2026-01-02", hours: 6 },
    ] as const),
    meeting.worker.self,
  );
});
afterAll(() => test.stop());

type Who = Meeting["worker"]["self"];
const ANSWERS = [5, 4, 3, 2, 1].map((rating, i) => ({
  position: i + 1,
  rating,
  comment: `Comment ${i + 1}`,
}));

const OUTCOME = `connection { id version status outcome { hours feedback { side answers { question rating comment } }
  skills { start target byWorker byPartner } indicator { before value } } need { placesTaken } }`;

const versionOf = async () => (await lookAt(test, id, meeting.worker.self)).version;
const say = async (mutation: string, input: object, user: Who) =>
  (
    await must(
      test,
      mutation,
      OUTCOME,
      { connectionId: id, expectedVersion: await versionOf(), ...input },
      user,
    )
  ).connection;
const trySaying = async (mutation: string, input: object, user: Who) =>
  (
    await attempt(
      test,
      mutation,
      OUTCOME,
      { connectionId: id, expectedVersion: await versionOf(), ...input },
      user,
    )
  ).userErrors[0];

const rated = (proficiency: string) => ({
  answers: ANSWERS,
  ratings: [{ skillId: meeting.skillId, proficiency }],
});

const profile = async (viewer: Who = meeting.worker.self) =>
  (
    await test.execute(
      `query Q($id: ID!) { worker(id: $id) { id version
        skills { nodes { proficiency ratingSource ratings { nodes { id proficiency source } } } }
        growthGoals { current status }
        careerRecord { hours ratings { nodes { proficiency source } } collaborations { nodes { needTitle hours shown } } } } }`,
      { id: meeting.worker.id },
      viewer,
    )
  ).data.worker;

const goal = async () =>
  (
    await test.execute(
      `query Q($id: ID!) { partner(id: $id) { goals { indicator { current }
        progress { share collaborations values { nodes { before value } } } } } }`,
      { id: meeting.partner.id },
      meeting.partner.member,
    )
  ).data.partner.goals[0];

describe("completing a collaboration", () => {
  it("moves the profile, the growth goal and its place in one step, and asks the other side", async () => {
    const done = await say("completeCollaboration", rated("EXPERT"), meeting.worker.self);
    expect(done).toMatchObject({ status: "COMPLETED", need: { placesTaken: 0 } });
    const { skills, growthGoals } = await profile();
    expect(skills.nodes[0]).toMatchObject({ proficiency: "EXPERT", ratingSource: "SELF" });
    const history = skills.nodes[0].ratings.nodes.map(
      ({ proficiency }: { proficiency: string }) => proficiency,
    );
    expect(history.sort()).toEqual(["ADVANCED_BEGINNER", "EXPERT"]);
    expect(growthGoals).toEqual([{ current: "EXPERT", status: "ACHIEVED" }]);
    const told = await test.service.dataSource.query(
      "select kind, data->>'side' as side from domain_event where worker_id = $1 order by id desc limit 3",
      [meeting.worker.self.workerId],
    );
    expect(told).toContainEqual({ kind: "collaboration.feedback_asked", side: "PARTNER" });
  });

  it("moves the goal's indicator when the partner measures it, and keeps the value before", async () => {
    await say(
      "completeCollaboration",
      { ...rated("COMPETENT"), indicatorValue: 250 },
      meeting.partner.member,
    );
    expect(await goal()).toEqual({
      indicator: { current: 250 },
      progress: { share: 0.75, collaborations: 1, values: { nodes: [{ before: 100, value: 250 }] } },
    });
  });

  it("never lets a partner's rating overwrite a level; the worker may take it over", async () => {
    await say("completeCollaboration", rated("COMPETENT"), meeting.partner.member);
    const before = (await profile()).skills.nodes[0];
    expect(before).toMatchObject({ proficiency: "ADVANCED_BEGINNER", ratingSource: "SELF" });
    const given = before.ratings.nodes.find(({ source }: { source: string }) => source === "PARTNER");
    expect(given.proficiency).toBe("COMPETENT");
    const strangers = await newMeeting(test);
    const theirs = await attempt(
      test,
      "adoptRating",
      "worker { id }",
      { ratingId: given.id },
      strangers.worker.self,
    );
    expect(theirs.userErrors[0].code).toBe("NOT_FOUND");
    await must(test, "adoptRating", "worker { id }", { ratingId: given.id }, meeting.worker.self);
    const after = (await profile()).skills.nodes[0];
    expect(after).toMatchObject({ proficiency: "COMPETENT", ratingSource: "PARTNER" });
    expect(after.ratings.nodes).toContainEqual(expect.objectContaining({ proficiency: "ADVANCED_BEGINNER" }));
  });

  it("keeps what one side says from the other until that has answered, too", async () => {
    const done = await say("completeCollaboration", rated("EXPERT"), meeting.worker.self);
    expect(done.outcome.feedback).toHaveLength(1);
    const { data } = await test.execute(
      `query Q($id: ID!) { connection(id: $id) { outcome { feedback { side } skills { byWorker } } } }`,
      { id },
      meeting.partner.member,
    );
    expect(data.connection.outcome).toEqual({ feedback: [], skills: [{ byWorker: null }] });
    const both = await say(
      "giveFeedback",
      { ...rated("PROFICIENT"), indicatorValue: 120 },
      meeting.partner.member,
    );
    expect(both.outcome).toMatchObject({
      ...{ hours: 6, indicator: { before: 100, value: 120 } },
      skills: [
        { start: "ADVANCED_BEGINNER", target: "PROFICIENT", byWorker: "EXPERT", byPartner: "PROFICIENT" },
      ],
    });
    expect(both.outcome.feedback.map(({ side }: { side: string }) => side)).toEqual(["WORKER", "PARTNER"]);
    expect(both.outcome.feedback[0].answers[0]).toMatchObject({ rating: 5, comment: "Comment 1" });
    const again = await trySaying("giveFeedback", rated("EXPERT"), meeting.partner.member);
    expect(again.code).toBe("DUPLICATE");
  });

  it("tells what one side said when the other is silent for 30 days, and asks no more then", async () => {
    await say("completeCollaboration", rated("EXPERT"), meeting.worker.self);
    for (const [table, column] of [
      ["outcome_feedback", "created_at"],
      ["connection_transition", "at"],
    ])
      await test.service.dataSource.query(
        `update ${table} set ${column} = ${column} - interval '31 days' where worker_id = $1`,
        [meeting.worker.self.workerId],
      );
    const { data } = await test.execute(
      "query Q($id: ID!) { connection(id: $id) { outcome { feedback { side } skills { byWorker } } } }",
      { id },
      meeting.partner.member,
    );
    expect(data.connection.outcome).toEqual({
      feedback: [{ side: "WORKER" }],
      skills: [{ byWorker: "EXPERT" }],
    });
    const late = await trySaying("giveFeedback", rated("EXPERT"), meeting.partner.member);
    expect(late.message).toMatch("30 days");
  });

  it("refuses skills that were not practised, values of others' goals, and changes nothing then", async () => {
    const other = await newSkill(test, `unpractised ${Math.random()}`);
    const wrong = { answers: ANSWERS, ratings: [{ skillId: other, proficiency: "EXPERT" }] };
    const refused = await trySaying("completeCollaboration", wrong, meeting.worker.self);
    expect(refused.field).toEqual(["input", "ratings", "0", "skillId"]);
    const measured = await trySaying(
      "completeCollaboration",
      { ...rated("EXPERT"), indicatorValue: 1 },
      meeting.worker.self,
    );
    expect(measured).toMatchObject({ code: "FORBIDDEN", field: ["input", "indicatorValue"] });
    expect((await lookAt(test, id, meeting.worker.self)).status).toBe("COLLABORATING");
    expect((await profile()).skills.nodes[0].proficiency).toBe("ADVANCED_BEGINNER");
    const early = await trySaying("giveFeedback", rated("EXPERT"), meeting.worker.self);
    expect(early.code).toBe("INVALID_TRANSITION");
  });

  it("completes once when both say so at the same time", async () => {
    const expectedVersion = await versionOf();
    const both = await Promise.all(
      [meeting.worker.self, meeting.partner.member].map((user) =>
        attempt(
          test,
          "completeCollaboration",
          OUTCOME,
          { connectionId: id, expectedVersion, ...rated("COMPETENT") },
          user,
        ),
      ),
    );
    expect(both.map(({ userErrors }) => userErrors[0]?.code ?? "done").sort()).toEqual(["CONFLICT", "done"]);
  });

  it("asks the consortium's own questions, and keeps the text that was asked", async () => {
    const { admin } = meeting.people;
    const questions = ["One?", "Two?", "Three?", "Four?", "Five?"];
    await must(test, "setOutcomeQuestions", "", { side: "WORKER", questions }, admin);
    const asked = await test.execute(
      "{ outcomeQuestions(side: WORKER) { position text } }",
      {},
      meeting.worker.self,
    );
    expect(asked.data.outcomeQuestions[4]).toEqual({ position: 5, text: "Five?" });
    const done = await say("completeCollaboration", rated("EXPERT"), meeting.worker.self);
    await must(test, "setOutcomeQuestions", "", { side: "WORKER", questions: questions.toReversed() }, admin);
    expect(done.outcome.feedback[0].answers[0].question).toBe("One?");
    const { data } = await test.execute(
      `query Q($id: ID!) { ${OUTCOME.replace("connection", "connection(id: $id)")} }`,
      { id },
      meeting.worker.self,
    );
    expect(data.connection.outcome.feedback[0].answers[0].question).toBe("One?");
  });
});

describe("the career record", () => {
  it("is the worker's alone until they show it, and then shows only what they chose", async () => {
    await say("completeCollaboration", rated("EXPERT"), meeting.worker.self);
    const own = (await profile()).careerRecord;
    expect(own).toMatchObject({ hours: 6, collaborations: { nodes: [{ hours: 6, shown: true }] } });
    const stranger = await newMeeting(test);
    const colleague = meeting.staff.manager;
    expect((await profile(colleague)).careerRecord).toBeNull();
    const { version } = await profile();
    const open = {
      id: meeting.worker.id,
      expectedVersion: version,
      fieldVisibility: { careerRecord: "CONSORTIUM" },
    };
    await must(test, "updateWorker", "worker { id }", open, meeting.worker.self);
    expect((await profile(colleague)).careerRecord.collaborations.nodes).toHaveLength(1);
    expect((await profile(meeting.partner.member)).careerRecord).toBeNull();
    expect((await profile(stranger.worker.self))?.careerRecord ?? null).toBeNull();
    await must(
      test,
      "setCareerEntry",
      "connection { id }",
      { connectionId: id, shown: false },
      meeting.worker.self,
    );
    expect((await profile(colleague)).careerRecord).toMatchObject({
      hours: 0,
      collaborations: { nodes: [] },
    });
    expect((await profile()).careerRecord.collaborations.nodes).toHaveLength(1);
  });
});
