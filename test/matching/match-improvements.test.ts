import {
  must,
  newConsortium,
  newNeed,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Staff,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { newSetting, type Viewer } from "./match-world.js";

const IMPROVEMENTS = `query Q($needId: ID!, $workerId: ID!) { match(needId: $needId, workerId: $workerId) {
  explanation { score skills { skill { id } gap held missingLevels }
    improvements { side kind skill { id } from to score gain } } } }`;

interface Improvement {
  readonly side: string;
  readonly kind: string;
  readonly skill: { readonly id: string };
  readonly from: string | null;
  readonly to: string | null;
  readonly score: number;
  readonly gain: number;
}

let test: TestService;
let people: People;
let staff: Staff;
let partner: Organisation;

beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  ({ people, staff, partner } = await newSetting(test, await newConsortium(test)));
});
afterAll(() => test.stop());

const explained = async (needId: string, workerId: string, viewer: Viewer) =>
  (await test.execute(IMPROVEMENTS, { needId, workerId }, viewer)).data.match.explanation;

const stepOf = (explanation: { improvements: Improvement[] }, kind: string, skillId: string) =>
  explanation.improvements.find((step) => step.kind === kind && step.skill.id === skillId);

const entryOf = async (workerId: string, viewer: Viewer) => {
  const query = "query Q($id: ID!) { worker(id: $id) { skills { nodes { id version } } } }";
  return (await test.execute(query, { id: workerId }, viewer)).data.worker.skills.nodes[0];
};

const asked = (skillId: string, proficiency: string, mentored = false) => ({
  ...{ skillId, proficiency, mentored },
  importance: "MUST",
});

/** Somebody who is a novice in tutoring and wants to get far, and a need for tutors two levels up. */
async function tutoring() {
  const skillId = await newSkill(test, `tutoring ${people.consortiumId}`);
  const { id: workerId, self } = await newWorker(test, people, staff.libraryId, {
    skills: [{ skillId, proficiency: "NOVICE" }],
    goals: [{ skillId, current: "NOVICE", target: "EXPERT", priority: 3 }],
  });
  const needId = await newNeed(test, partner, { skills: [asked(skillId, "COMPETENT")] });
  return { skillId, workerId, self, needId };
}

describe("what would raise the score of a match", () => {
  it("tells a worker what to learn, and learning it gives the score it said", async () => {
    const { skillId, workerId, self, needId } = await tutoring();
    const before = await explained(needId, workerId, self);
    expect(before.skills).toEqual([{ skill: { id: skillId }, gap: 2, held: "NOVICE", missingLevels: 2 }]);
    const step = stepOf(before, "RAISE_SKILL", skillId)!;
    expect(step).toMatchObject({ side: "WORKER", from: "NOVICE", to: "ADVANCED_BEGINNER" });
    expect(step.gain).toBe(step.score - before.score);
    const { id, version: expectedVersion } = await entryOf(workerId, self);
    const input = { id, expectedVersion, proficiency: step.to };
    await must(test, "updateWorkerSkill", "workerSkill { id }", input, self);
    const after = await explained(needId, workerId, self);
    expect(after.score).toBe(step.score);
    expect(after.skills[0]).toMatchObject({ held: "ADVANCED_BEGINNER", missingLevels: 1 });
  });

  it("tells a partner that a mentor would help, and offering one gives the score it said", async () => {
    const { skillId, workerId, needId } = await tutoring();
    const step = stepOf(await explained(needId, workerId, partner.member), "OFFER_MENTOR", skillId)!;
    expect(step).toMatchObject({ side: "PARTNER", from: null, to: null });
    const input = { id: needId, expectedVersion: 1, skills: [asked(skillId, "COMPETENT", true)] };
    await must(test, "updateNeed", "need { id }", input, partner.member);
    const after = await explained(needId, workerId, partner.member);
    expect(after.score).toBe(step.score);
    expect(stepOf(after, "OFFER_MENTOR", skillId)).toBeUndefined();
  });

  it("tells a partner what asking for one level less would do, and that is what it does", async () => {
    const { skillId, workerId, needId } = await tutoring();
    const step = stepOf(await explained(needId, workerId, partner.member), "LOWER_LEVEL", skillId)!;
    expect(step).toMatchObject({ side: "PARTNER", from: "COMPETENT", to: "ADVANCED_BEGINNER" });
    const input = { id: needId, expectedVersion: 1, skills: [asked(skillId, step.to!)] };
    await must(test, "updateNeed", "need { id }", input, partner.member);
    expect((await explained(needId, workerId, partner.member)).score).toBe(step.score);
  });

  it("is a growth goal for a worker without any, who then has the score it said", async () => {
    const skillId = await newSkill(test, "a first goal");
    const { id: workerId, self } = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId, proficiency: "ADVANCED_BEGINNER" }],
    });
    const needId = await newNeed(test, partner, { skills: [asked(skillId, "COMPETENT")] });
    const before = await explained(needId, workerId, self);
    expect(before.score).toBeNull();
    const [step, ...others] = before.improvements as Improvement[];
    expect(step).toMatchObject({ side: "WORKER", kind: "ADD_GOAL", from: "ADVANCED_BEGINNER" });
    expect(step).toMatchObject({ to: "COMPETENT", score: step!.gain });
    expect(others).toEqual([]);
    const goal = { workerId, skillId, target: step!.to, priority: 2 };
    await must(test, "createGrowthGoal", "growthGoal { id }", goal, self);
    expect((await explained(needId, workerId, self)).score).toBe(step!.score);
  });

  it("counts the sixth goal where one of five is reached", async () => {
    const reached = await newSkill(test, "soon reached");
    const next = await newSkill(test, "next in line");
    const others = await Promise.all(
      ["knots", "sails", "tides", "stars"].map((label) => newSkill(test, label)),
    );
    const goals = [...others.map((skillId) => ({ skillId, target: "EXPERT" })), { skillId: reached }];
    const { id: workerId, self } = await newWorker(test, people, staff.libraryId, {
      goals: [...goals, { skillId: next }].map((goal) => ({ target: "NOVICE", priority: 1, ...goal })),
    });
    const skills = [asked(reached, "EXPERT"), asked(next, "NOVICE")];
    const needId = await newNeed(test, partner, { skills });
    const { improvements } = await explained(needId, workerId, self);
    const step = (improvements as Improvement[]).find(
      ({ skill, to }) => skill.id === reached && to === "NOVICE",
    );
    // What partners cannot see leaves the rarity of the skill as it is.
    const input = { workerId, skillId: reached, proficiency: "NOVICE", visibility: "PRIVATE" };
    await must(test, "addWorkerSkill", "workerSkill { id }", input, self);
    expect((await explained(needId, workerId, self)).score).toBe(step?.score);
  });
});

describe("what a viewer may not see", () => {
  it("is in no improvement: a private goal and a private skill are as if they were not there", async () => {
    const skillId = await newSkill(test, "kept to oneself");
    const shown = [{ skillId: await newSkill(test, "shown"), target: "EXPERT" }];
    const kept = { skillId, target: "EXPERT", current: "ADVANCED_BEGINNER", visibility: "PRIVATE" };
    const skills = [{ skillId, proficiency: "ADVANCED_BEGINNER", visibility: "PRIVATE" }];
    const secretive = await newWorker(test, people, staff.libraryId, { skills, goals: [...shown, kept] });
    const plain = await newWorker(test, people, staff.libraryId, { goals: shown });
    const needId = await newNeed(test, partner, { skills: [asked(skillId, "COMPETENT")] });
    for (const viewer of [partner.member, staff.manager]) {
      const seen = await explained(needId, secretive.id, viewer);
      expect(seen).toEqual(await explained(needId, plain.id, viewer));
      expect(seen.skills).toEqual([{ skill: { id: skillId }, gap: null, held: null, missingLevels: 3 }]);
      expect(stepOf(seen, "ADD_GOAL", skillId)).toMatchObject({ from: null, to: "COMPETENT" });
    }
    const own = await explained(needId, secretive.id, secretive.self);
    expect(stepOf(own, "ADD_GOAL", skillId)).toBeUndefined();
    expect(own.skills[0].held).toBe("ADVANCED_BEGINNER");
  });
});
