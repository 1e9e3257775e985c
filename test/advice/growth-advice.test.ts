import {
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newWorker,
  type People,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { adviceOf, newOwnSkill, newPlace, type Place, type Viewer } from "./advised.js";

let test: TestService;
let people: People;
let place: Place;

beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  people = await newConsortium(test);
  place = await newPlace(test, people);
});
afterAll(() => test.stop());

const asked = (skillId: string, proficiency: string, importance = "MUST") => ({
  skillId,
  proficiency,
  importance,
});
const needOf = (skills: object[], fields: object = {}) => newNeed(test, place.partner, { skills, ...fields });
const skillsOf = (...labels: string[]) => Promise.all(labels.map((label) => newOwnSkill(test, label)));

const scoreOf = async (needId: string, workerId: string, viewer: Viewer): Promise<number | null> => {
  const query = "query Q($n: ID!, $w: ID!) { match(needId: $n, workerId: $w) { score } }";
  return (await test.execute(query, { n: needId, w: workerId }, viewer)).data.match.score;
};

/** Somebody who wants to grow in one skill and has a little of another, and a need for both. */
async function gardener() {
  const [pruning, teaching] = (await skillsOf("pruning", "teaching")) as [string, string];
  const worker = await newWorker(test, people, place.staff.libraryId, {
    skills: [{ skillId: teaching, proficiency: "NOVICE" }],
    goals: [{ skillId: pruning, target: "ADVANCED_BEGINNER", priority: 3 }],
  });
  const needId = await needOf([asked(pruning, "NOVICE", "NICE"), asked(teaching, "PROFICIENT")]);
  return { pruning, teaching, worker, needId };
}

describe("the advice for a worker", () => {
  it("names the skill that opens a need, and learning it gives the score it said", async () => {
    const { teaching, worker, needId } = await gardener();
    const before = await scoreOf(needId, worker.id, worker.self);
    const minScore = before! + 5;
    const [advice] = await adviceOf(test, worker.id, worker.self, { minScore });
    expect(advice).toMatchObject({
      ...{ skill: { id: teaching }, from: "NOVICE", to: "ADVANCED_BEGINNER" },
      raised: { needsOpened: 1, needsImproved: 1, opens: [{ need: { id: needId }, before }] },
      nearest: {
        skill: { id: teaching },
        by: "SKILL",
        link: { kind: "SAME", value: 1, path: [{ id: teaching }] },
      },
      demand: { now: 1, before: 0, change: 1 },
    });
    const query = "query Q($id: ID!) { worker(id: $id) { skills { nodes { id version } } } }";
    const { data } = await test.execute(query, { id: worker.id }, worker.self);
    const { id, version: expectedVersion } = data.worker.skills.nodes[0];
    const input = { id, expectedVersion, proficiency: advice!.to };
    await must(test, "updateWorkerSkill", "workerSkill { id }", input, worker.self);
    expect(await scoreOf(needId, worker.id, worker.self)).toBe(advice!.raised.opens[0]!.after);
    const again = await adviceOf(test, worker.id, worker.self, { minScore });
    expect(again.find(({ skill }) => skill.id === teaching)).toMatchObject({
      ...{ from: "ADVANCED_BEGINNER", to: "COMPETENT" },
      raised: { needsOpened: 0, needsImproved: 1 },
    });
  });

  it("says what the skill would do as a goal instead, and wanting it gives the score it said", async () => {
    const { teaching, worker, needId } = await gardener();
    const advice = (await adviceOf(test, worker.id, worker.self)).find(({ skill }) => skill.id === teaching)!;
    const before = await scoreOf(needId, worker.id, worker.self);
    const goal = { workerId: worker.id, skillId: teaching, target: advice.to, priority: 2 };
    await must(test, "createGrowthGoal", "growthGoal { id }", goal, worker.self);
    const after = await scoreOf(needId, worker.id, worker.self);
    expect(advice.asGoal!.gain).toBeCloseTo(after! - before!, 0);
    // Learning a skill that is wanted moves the goal along, or ends it.
    const wanted = (await adviceOf(test, worker.id, worker.self)).filter(
      ({ skill }) => skill.id === teaching,
    );
    for (const each of wanted) expect(each.asGoal).toBeNull();
  });

  it("names first goals to a worker without any, whom no skill gives a score", async () => {
    const [skillId] = (await skillsOf("first of all")) as [string];
    const worker = await newWorker(test, people, place.staff.libraryId, {
      skills: [{ skillId, proficiency: "COMPETENT" }],
    });
    const needId = await needOf([asked(skillId, "PROFICIENT")]);
    const [advice, ...others] = await adviceOf(test, worker.id, worker.self);
    expect(others).toEqual([]);
    expect(advice).toMatchObject({
      ...{ skill: { id: skillId }, from: "COMPETENT", to: "PROFICIENT" },
      raised: { needsOpened: 0, needsImproved: 0, gain: 0, opens: [] },
      asGoal: { needsOpened: 1, opens: [{ need: { id: needId }, before: null, after: 100 }] },
    });
    const goal = { workerId: worker.id, skillId, target: "PROFICIENT", priority: 2 };
    await must(test, "createGrowthGoal", "growthGoal { id }", goal, worker.self);
    expect(await scoreOf(needId, worker.id, worker.self)).toBe(100);
  });

  it("leads from the nearest skill held over what links them", async () => {
    const broad = await newOwnSkill(test, "crafts");
    const narrow = await newOwnSkill(test, "lacemaking", { broaderIds: [broad] });
    const [wanted] = (await skillsOf("zymurgy")) as [string];
    const worker = await newWorker(test, people, place.staff.libraryId, {
      skills: [{ skillId: narrow, proficiency: "EXPERT" }],
      goals: [{ skillId: wanted, target: "NOVICE" }],
    });
    await needOf([asked(wanted, "NOVICE"), asked(broad, "NOVICE")]);
    const advice = (await adviceOf(test, worker.id, worker.self)).find(({ skill }) => skill.id === broad);
    expect(advice).toMatchObject({
      ...{ from: null, to: "NOVICE" },
      nearest: {
        ...{ skill: { id: narrow }, by: "SKILL" },
        link: { kind: "NARROWER", value: 0.5, path: [{ id: narrow }, { id: broad }] },
      },
    });
  });

  it("is about needs that the worker can take on", async () => {
    const { pruning, teaching, worker, needId } = await gardener();
    const far = { modality: "ON_SITE", country: "US", region: "South" };
    await needOf([asked(pruning, "NOVICE"), asked(teaching, "PROFICIENT")], far);
    await needOf([asked(pruning, "NOVICE"), asked(teaching, "PROFICIENT")], { publish: false });
    const advice = (await adviceOf(test, worker.id, worker.self, { minScore: 0.1 })).find(
      ({ skill }) => skill.id === teaching,
    );
    expect(advice!.raised.needsImproved).toBe(1);
    const close = { id: needId, expectedVersion: 1 };
    await must(test, "closeNeed", "need { id }", close, place.partner.member);
    expect(await adviceOf(test, worker.id, worker.self)).toEqual([]);
  });

  it("counts nothing that the viewer may not see of the worker", async () => {
    const [shown, kept, asks] = (await skillsOf("shown", "kept", "asks")) as [string, string, string];
    const goals = [{ skillId: shown, target: "EXPERT" }];
    const skills = [{ skillId: asks, proficiency: "NOVICE" }];
    const open = await newWorker(test, people, place.staff.libraryId, { skills, goals });
    const secretive = await newWorker(test, people, place.staff.libraryId, {
      skills: [...skills, { skillId: kept, proficiency: "COMPETENT", visibility: "PRIVATE" }],
      goals: [...goals, { skillId: kept, current: "COMPETENT", target: "EXPERT", visibility: "PRIVATE" }],
    });
    await needOf([asked(shown, "NOVICE"), asked(asks, "PROFICIENT"), asked(kept, "PROFICIENT")]);
    const { manager } = await newLibrary(test, people);
    const seen = await adviceOf(test, secretive.id, manager);
    expect(seen).toEqual(await adviceOf(test, open.id, manager));
    expect(seen.map(({ skill }) => skill.id)).toContain(asks);
    expect(await adviceOf(test, secretive.id, secretive.self)).not.toEqual(seen);
    expect(await adviceOf(test, open.id, place.partner.member)).toEqual([]);
  });

  it("costs as many statements for much advice as for little, and refuses what it does not list", async () => {
    const skills = await skillsOf("one", "two", "three", "four", "goal");
    const goal = skills.pop()!;
    const worker = await newWorker(test, people, place.staff.libraryId, {
      skills: skills.map((skillId) => ({ skillId, proficiency: "NOVICE" })),
      goals: [{ skillId: goal, target: "EXPERT" }],
    });
    for (const skillId of skills) await needOf([asked(goal, "NOVICE"), asked(skillId, "EXPERT")]);
    const query = `query Q($id: ID!, $first: Int!, $minScore: Float! = 1) { worker(id: $id) {
      growthAdvice(first: $first, minScore: $minScore) { skill { id } raised { opens { need { title } } } demand { now } } } }`;
    const ask = (first: number, more: object = {}) =>
      test.execute(query, { id: worker.id, first, ...more }, worker.self);
    const [few, many] = [await ask(1), await ask(4)];
    expect(many.data.worker.growthAdvice).toHaveLength(4);
    expect(many.statements).toBe(few.statements);
    for (const [first, more] of [
      [0, {}],
      [21, {}],
      [5, { minScore: 0 }],
      [5, { minScore: 101 }],
    ] as const)
      expect((await ask(first, more)).errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("the demand for a skill", () => {
  const demandOf = async (skillId: string) => {
    const worker = await newWorker(test, people, place.staff.libraryId, {
      skills: [{ skillId, proficiency: "NOVICE" }],
    });
    return (await adviceOf(test, worker.id, worker.self)).find(({ skill }) => skill.id === skillId)!.demand;
  };
  const dated = (id: string, opened: number, ended: number | null) =>
    test.service.dataSource.query(
      `update need set opened_at = now() - make_interval(days => $2),
         ended_at = case when $3::integer is not null then now() - make_interval(days => $3) end where id = $1`,
      [uuidIn(id), opened, ended],
    );

  it("counts the needs that were open then and are now, by when they opened and ended", async () => {
    const [skillId] = (await skillsOf("sought after")) as [string];
    const needs = await Promise.all(Array.from({ length: 5 }, () => needOf([asked(skillId, "EXPERT")])));
    for (const id of needs.slice(2))
      await must(test, "closeNeed", "need { id }", { id, expectedVersion: 1 }, place.partner.member);
    const [young, old, between, lately, before] = needs as [string, string, string, string, string];
    await dated(young, 10, null);
    await dated(old, 91, null);
    await dated(between, 80, 10);
    await dated(lately, 200, 89);
    await dated(before, 200, 91);
    expect(await demandOf(skillId)).toEqual({ now: 2, before: 2, change: 0 });
  });

  it("follows a need through its life", async () => {
    const [skillId] = (await skillsOf("coming and going")) as [string];
    const id = await needOf([asked(skillId, "EXPERT")], { publish: false });
    const dates = async () =>
      (
        await test.service.dataSource.query(
          `select opened_at is not null as opened, ended_at is not null as ended from need where id = $1`,
          [uuidIn(id)],
        )
      )[0];
    let expectedVersion = 1;
    const step = async (mutation: string) => {
      await must(test, mutation, "need { id }", { id, expectedVersion }, place.partner.member);
      expectedVersion += 1;
      return await dates();
    };
    expect(await dates()).toEqual({ opened: false, ended: false });
    expect(await step("publishNeed")).toEqual({ opened: true, ended: false });
    expect(await step("fillNeed")).toEqual({ opened: true, ended: true });
    expect(await step("reopenNeed")).toEqual({ opened: true, ended: false });
    expect(await step("closeNeed")).toEqual({ opened: true, ended: true });
  });

  it("is that of the viewer's consortium", async () => {
    const [skillId] = (await skillsOf("here only")) as [string];
    const elsewhere = await newPlace(test, await newConsortium(test));
    await newNeed(test, elsewhere.partner, { skills: [asked(skillId, "EXPERT")] });
    await needOf([asked(skillId, "EXPERT")]);
    expect(await demandOf(skillId)).toMatchObject({ now: 1 });
  });
});
