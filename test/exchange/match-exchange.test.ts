import {
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Staff,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { skills, type Viewer, wantToLearn } from "./exchange-world.js";

let test: TestService;
let people: People;
let staff: Staff;
let partner: Organisation;

beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  people = await newConsortium(test);
  staff = await newLibrary(test, people);
  partner = await newPartner(test, people);
});
afterAll(() => test.stop());

const EXCHANGE = `exchange { teaching value
  toWorker { skill { id } through { id } link { kind } from to priority value contribution learningGoal { id } }
  toPartner { skill { id } through { id } link { kind } from to priority value contribution learningGoal { id } } }`;

const MATCHES = `query Q($id: ID!, $orderBy: MatchOrder! = SCORE, $first: Int! = 20, $after: String) {
  need(id: $id) { matches(orderBy: $orderBy, first: $first, after: $after) {
    nodes { score growth worker { id } ${EXCHANGE} } pageInfo { hasNextPage endCursor } } } }`;

const matchesOf = async (id: string, viewer: Viewer, more: object = {}) =>
  (await test.execute(MATCHES, { id, ...more }, viewer)).data.need.matches;

const idsOf = async (id: string, orderBy: string, viewer: Viewer = staff.manager): Promise<string[]> =>
  (await matchesOf(id, viewer, { orderBy })).nodes.map(
    (match: { worker: { id: string } }) => match.worker.id,
  );

const exchangeOf = async (needId: string, workerId: string, viewer: Viewer) => {
  const query = `query Q($n: ID!, $w: ID!) { match(needId: $n, workerId: $w) { ${EXCHANGE} } }`;
  return (await test.execute(query, { n: needId, w: workerId }, viewer)).data.match?.exchange;
};

/** A need in which workers grow from COMPETENT to PROFICIENT, and others who would and who hold something besides. */
async function growing(label: string) {
  const [wanted, taught] = (await skills(test, `${label} wanted`, `${label} taught`)) as [string, string];
  const needId = await newNeed(test, partner, { skills: [{ skillId: wanted, proficiency: "PROFICIENT" }] });
  const someone = (current: string, held: object[] = []) =>
    newWorker(test, people, staff.libraryId, {
      goals: [{ skillId: wanted, current, target: "EXPERT" }],
      skills: held,
    });
  return { wanted, taught, needId, someone };
}

describe("the exchange of a match", () => {
  it("shows what flows both ways, and is their harmonic mean", async () => {
    const { wanted, taught, needId, someone } = await growing("both ways");
    const goalId = await wantToLearn(test, partner, taught, {
      ...{ current: "NOVICE", target: "COMPETENT", priority: 3 },
    });
    const { id } = await someone("COMPETENT", [{ skillId: taught, proficiency: "ADVANCED_BEGINNER" }]);
    // The worker grows by 1, and leads them half of the way: 2 * 1 * 0.5 / 1.5.
    const expected = {
      ...{ teaching: 50, value: 66.7 },
      toWorker: [
        {
          ...{ skill: { id: wanted }, through: { id: wanted }, link: { kind: "SAME" }, priority: 2 },
          ...{ from: "COMPETENT", to: "PROFICIENT", value: 1, contribution: 1, learningGoal: null },
        },
      ],
      toPartner: [
        {
          ...{ skill: { id: taught }, through: { id: taught }, link: { kind: "SAME" }, priority: 3 },
          ...{ from: "NOVICE", to: "ADVANCED_BEGINNER", value: 0.5, contribution: 0.5 },
          learningGoal: { id: goalId },
        },
      ],
    };
    expect(await exchangeOf(needId, id, staff.manager)).toEqual(expected);
    expect((await matchesOf(needId, partner.member)).nodes).toMatchObject([{ exchange: expected }]);
  });

  it("is worth nothing where one side learns nothing", async () => {
    const { taught, needId, someone } = await growing("one way");
    const { id } = await someone("COMPETENT");
    expect(await exchangeOf(needId, id, staff.manager)).toMatchObject({
      ...{ teaching: 0, value: 0, toPartner: [] },
      toWorker: [{ value: 1 }],
    });
    await wantToLearn(test, partner, taught);
    const idle = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId: taught, proficiency: "EXPERT" }],
    });
    expect(await exchangeOf(needId, idle.id, staff.manager)).toMatchObject({
      ...{ value: 0, toWorker: [] },
      toPartner: [{ value: 1 }],
    });
  });

  it("leads no further than who learns wants to get", async () => {
    const { wanted, taught, needId } = await growing("no further");
    await wantToLearn(test, partner, taught, { target: "ADVANCED_BEGINNER" });
    const { id } = await newWorker(test, people, staff.libraryId, {
      goals: [{ skillId: wanted, current: "NOVICE", target: "COMPETENT" }],
      skills: [{ skillId: taught, proficiency: "EXPERT" }],
    });
    const { toWorker, toPartner } = await exchangeOf(needId, id, staff.manager);
    expect([toWorker[0].to, toPartner[0].to]).toEqual(["COMPETENT", "ADVANCED_BEGINNER"]);
  });

  it("counts for each viewer what they may see", async () => {
    const broader = await newSkill(test, "teaching shown");
    const hidden = await newSkill(test, "teaching hidden", { broaderIds: [broader] });
    const { needId, someone } = await growing("hidden teaching");
    await wantToLearn(test, partner, hidden, { priority: 3 });
    for (const visibility of ["PRIVATE", "LIBRARY", "CONSORTIUM"]) {
      const { id, self } = await someone("COMPETENT", [
        { skillId: hidden, proficiency: "EXPERT", visibility },
        { skillId: broader, proficiency: "EXPERT" },
      ]);
      const seen = await exchangeOf(needId, id, partner.member);
      expect(seen).toMatchObject({ teaching: 50, toPartner: [{ through: { id: broader }, value: 0.5 }] });
      expect(JSON.stringify(seen)).not.toContain(`"through":{"id":"${hidden}"}`);
      expect(await exchangeOf(needId, id, self)).toMatchObject({ teaching: 100 });
    }
  });

  it("is told to nobody who may not see the match", async () => {
    const { taught, needId, someone } = await growing("not theirs");
    await wantToLearn(test, partner, taught);
    const { id } = await someone("COMPETENT", [{ skillId: taught, proficiency: "EXPERT" }]);
    const rival = await newPartner(test, people);
    for (const viewer of [rival.member, people.admin, people.analyst])
      expect(await exchangeOf(needId, id, viewer)).toBeUndefined();
  });
});

describe("the order by exchange", () => {
  it("puts who teaches and grows before who only grows, at most twice as high as the score", async () => {
    const { taught, needId, someone } = await growing("ordered");
    // Growth and score by the step to PROFICIENT: 1 from COMPETENT, 0.6 from two levels below.
    const near = await someone("COMPETENT");
    const far = await someone("ADVANCED_BEGINNER");
    const teacher = await someone("ADVANCED_BEGINNER", [{ skillId: taught, proficiency: "EXPERT" }]);
    const before = await idsOf(needId, "SCORE");
    expect(before[0]).toBe(near.id);
    // Without anything that the partner's people want to learn it is the order by score.
    expect(await idsOf(needId, "EXCHANGE")).toEqual(before);
    const goalId = await wantToLearn(test, partner, taught, { priority: 3 });
    // 0.6 * (1 + 2 * 0.6 * 1 / 1.6) = 1.05.
    expect(await idsOf(needId, "EXCHANGE")).toEqual([teacher.id, near.id, far.id]);
    expect(await idsOf(needId, "SCORE")).toEqual(before);
    const removal = { id: goalId, expectedVersion: 1 };
    await must(test, "removePartnerLearningGoal", "learningGoal { id }", removal, partner.member);
    expect(await idsOf(needId, "EXCHANGE")).toEqual(before);
  });

  it("goes on from page to page where it was", async () => {
    const { taught, needId, someone } = await growing("exchange pages");
    await wantToLearn(test, partner, taught, { priority: 3, target: "EXPERT" });
    const levels = [null, "NOVICE", "COMPETENT", "EXPERT"];
    for (const proficiency of levels)
      await someone("ADVANCED_BEGINNER", proficiency ? [{ skillId: taught, proficiency }] : []);
    const all = await idsOf(needId, "EXCHANGE");
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await matchesOf(needId, staff.manager, { orderBy: "EXCHANGE", first: 1, after });
      seen.push(page.nodes[0].worker.id);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(all);
    expect(seen).toHaveLength(4);
  });

  it("tells a partner nothing of what is hidden: who hides what they teach ranks as if they did not", async () => {
    const { taught, needId, someone } = await growing("hidden order");
    await wantToLearn(test, partner, taught, { priority: 3 });
    const near = await someone("COMPETENT");
    const hiding = await someone("ADVANCED_BEGINNER", [
      { skillId: taught, proficiency: "EXPERT", visibility: "CONSORTIUM" },
    ]);
    expect(await idsOf(needId, "EXCHANGE", partner.member)).toEqual([near.id, hiding.id]);
    expect(await idsOf(needId, "EXCHANGE", staff.manager)).toEqual([hiding.id, near.id]);
  });

  it("ranks the needs for a worker, too", async () => {
    const { wanted, taught, needId, someone } = await growing("needs by exchange");
    const learner = await newPartner(test, people);
    const asked = { skillId: wanted, proficiency: "EXPERT" };
    const mutual = await newNeed(test, learner, { skills: [asked] });
    await wantToLearn(test, learner, taught, { priority: 3 });
    const { id, self } = await someone("COMPETENT", [{ skillId: taught, proficiency: "EXPERT" }]);
    const needs = async (orderBy: string) => {
      const query = `query Q($id: ID!, $orderBy: MatchOrder!) { worker(id: $id) { matches(orderBy: $orderBy) {
        nodes { need { id } exchange { teaching } } } } }`;
      return (await test.execute(query, { id, orderBy }, self)).data.worker.matches.nodes;
    };
    const listed = (ids: [string, number][]) =>
      ids.map(([need, teaching]) => ({ need: { id: need }, exchange: { teaching } }));
    expect(await needs("SCORE")).toEqual(
      listed([
        [needId, 0],
        [mutual, 100],
      ]),
    );
    expect(await needs("EXCHANGE")).toEqual(
      listed([
        [mutual, 100],
        [needId, 0],
      ]),
    );
  });
});

it("exchanges cost as many statements for many matches as for one", async () => {
  const { taught, needId, someone } = await growing("counted exchanges");
  await wantToLearn(test, partner, taught);
  const statements = async () => (await test.execute(MATCHES, { id: needId }, staff.manager)).statements;
  await someone("COMPETENT", [{ skillId: taught, proficiency: "EXPERT" }]);
  const forOne = await statements();
  for (let more = 0; more < 4; more++)
    await someone("COMPETENT", [{ skillId: taught, proficiency: "EXPERT" }]);
  expect(await statements()).toBe(forOne);
});
