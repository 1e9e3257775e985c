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
import {
  buildAffinities,
  MATCHES,
  newSetting,
  PAIR,
  type Page,
  pairOf,
  simpleWorldOf,
  type Viewer,
  workersOf,
} from "./match-world.js";

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

const pair = (needId: string, workerId: string, viewer: Viewer) => pairOf(test, needId, workerId, viewer);
const workersFor = (id: string, viewer: Viewer, more?: object) => workersOf(test, id, viewer, more);
const simpleWorld = (label: string) => simpleWorldOf(test, { people, staff, partner }, label);

describe("the score of a pair", () => {
  it("is what the formula gives by hand", async () => {
    const alone = await startTestService();
    try {
      const there = await newConsortium(alone);
      const { libraryId, manager } = await newLibrary(alone, there);
      const organisation = await newPartner(alone, there);
      const [basketry, accounting] = [await newSkill(alone, "basketry"), await newSkill(alone, "accounting")];
      const { id: workerId } = await newWorker(alone, there, libraryId, {
        skills: [{ skillId: basketry, proficiency: "COMPETENT" }],
        goals: [{ skillId: accounting, current: "NOVICE", target: "PROFICIENT", priority: 3 }],
      });
      const needId = await newNeed(alone, organisation, {
        skills: [
          { skillId: basketry, importance: "MUST", proficiency: "PROFICIENT" },
          { skillId: accounting, importance: "NICE", proficiency: "COMPETENT", mentored: true },
        ],
      });
      await buildAffinities(alone);
      const { match } = (await alone.execute(PAIR, { needId, workerId }, manager)).data;
      // Growth: one goal, two levels to go with a mentor: 0.9; the whole step leads to the target.
      // Rarity: two documents. basketry is in both: ln 1.2 / ln 6 = 0.10 -> 0.2; accounting in one: ln 2 / ln 6 = 0.3869;
      // both drawn towards 1 by 50/52: 0.96923 and 0.97642.
      // Coverage: (1 * 0.96923 * 3/4 + 0.5 * 0.97642 * 0.9) / (1 * 0.96923 + 0.5 * 0.97642) = 0.80025.
      // Score: 2 * 0.9 * 0.80025 / (0.9 + 0.80025) = 0.84720.
      expect(match).toMatchObject({
        score: 84.7,
        growth: 90,
        coverage: 80,
        noScoreReason: null,
        scoringVersion: "2",
      });
      expect(match.explanation.growth).toBeCloseTo(0.9, 12);
      expect(match.explanation.coverage).toBeCloseTo(0.800246, 5);
      expect(match.explanation.score).toBeCloseTo(0.847197, 5);
      const [first, second] = match.explanation.skills;
      expect(first).toMatchObject({
        skill: { preferredLabel: "basketry" },
        matchedBy: "SKILL",
        link: { kind: "SAME", value: 1 },
        required: "PROFICIENT",
        current: "COMPETENT",
        gap: 1,
        weight: 1,
        coverage: 0.75,
      });
      expect(first.rarity).toBeCloseTo(0.969231, 5);
      expect(second).toMatchObject({
        matchedBy: "GOAL",
        current: "NOVICE",
        gap: 2,
        stretch: 0.9,
        weight: 0.5,
      });
      expect(match.explanation.goals).toMatchObject([{ gap: 2, stretch: 0.9, reach: 1, strength: 0.9 }]);
    } finally {
      await alone.stop();
    }
  });

  it("is explained by contributions that add up to the bit", async () => {
    const { needId, both } = await simpleWorld("adding up");
    const { explanation } = await pair(needId, both.id, staff.manager);
    const sum = (rows: { contribution: number }[]) =>
      rows.reduce((total, row) => total + row.contribution, 0);
    expect(sum(explanation.skills)).toBe(explanation.coverage);
    expect(sum(explanation.goals)).toBe(explanation.growth);
    const { growth, coverage } = explanation;
    expect(explanation.score).toBe((2 * growth * coverage) / (growth + coverage));
  });

  it("counts a narrower skill for a broader one, and shows the way", async () => {
    const broad = await newSkill(test, "horticulture");
    const narrow = await newSkill(test, "orchids", { broaderIds: [broad] });
    const { id } = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId: narrow, proficiency: "EXPERT" }],
      goals: [{ skillId: narrow, target: "EXPERT", current: "COMPETENT" }],
    });
    const needId = await newNeed(test, partner, { skills: [{ skillId: broad, proficiency: "COMPETENT" }] });
    const { explanation } = await pair(needId, id, staff.manager);
    expect(explanation.skills[0]).toMatchObject({
      matchedSkill: { preferredLabel: "orchids" },
      link: {
        kind: "NARROWER",
        value: 0.5,
        path: [{ preferredLabel: "orchids" }, { preferredLabel: "horticulture" }],
      },
      coverage: 0.5,
    });
  });

  it("is null, with the reason, for a worker without goals", async () => {
    const { needId, skillId } = await simpleWorld("no ambition");
    const { id } = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId, proficiency: "EXPERT" }],
    });
    expect(await pair(needId, id, staff.manager)).toMatchObject({
      score: null,
      growth: null,
      coverage: 100,
      noScoreReason: "WORKER_HAS_NO_GOALS",
    });
    expect(await workersFor(needId, staff.manager)).not.toContain(id);
  });

  it("flags the must-haves that stay unmet, without hiding the match", async () => {
    const { both, skillId } = await simpleWorld("held well");
    const missing = await newSkill(test, "missing entirely");
    const skills = [
      { skillId, proficiency: "COMPETENT" },
      { skillId: missing, importance: "MUST", proficiency: "NOVICE" },
    ];
    const needId = await newNeed(test, partner, { skills });
    const match = await pair(needId, both.id, staff.manager);
    expect(match.unmetMustHaves).toEqual([{ preferredLabel: "missing entirely" }]);
    expect(await workersFor(needId, staff.manager)).toContain(both.id);
  });
});

describe("the ranking of workers for a need", () => {
  it("puts the higher score first, and leaves out who shares nothing", async () => {
    const { needId, goalOnly, both } = await simpleWorld("ranking");
    await newWorker(test, people, staff.libraryId, {
      goals: [{ skillId: await newSkill(test, "zymurgy"), target: "EXPERT" }],
    });
    const { nodes } = (await test.execute(MATCHES, { id: needId }, staff.manager)).data.need.matches;
    expect(nodes.map((match: { worker: object }) => match.worker)).toEqual([
      { id: both.id },
      { id: goalOnly.id },
    ]);
    expect(nodes[0].score).toBeGreaterThan(nodes[1].score);
  });

  it("can be by growth or by coverage alone", async () => {
    const { needId, skillId, goalOnly } = await simpleWorld("two orders");
    const grower = await newWorker(test, people, staff.libraryId, {
      goals: [{ skillId, current: "ADVANCED_BEGINNER", target: "EXPERT" }],
    });
    const doer = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId, proficiency: "EXPERT" }],
      goals: [{ skillId, current: "PROFICIENT", target: "EXPERT" }],
    });
    const position = async (id: string, orderBy: string) =>
      (await workersFor(needId, staff.manager, { orderBy })).indexOf(id);
    expect(await position(grower.id, "GROWTH")).toBeLessThan(await position(doer.id, "GROWTH"));
    expect(await position(doer.id, "COVERAGE")).toBeLessThan(await position(goalOnly.id, "COVERAGE"));
    expect(await position(goalOnly.id, "GROWTH")).toBeLessThan(await position(doer.id, "GROWTH"));
  });

  it("pages in one total order, equal scores by id", async () => {
    const skillId = await newSkill(test, "paging matches");
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) {
      const goals = [{ skillId, current: "NOVICE", target: i % 2 ? "EXPERT" : "ADVANCED_BEGINNER" }];
      ids.push((await newWorker(test, people, staff.libraryId, { goals })).id);
    }
    const id = await newNeed(test, partner, { skills: [{ skillId, proficiency: "COMPETENT" }] });
    const whole = await workersFor(id, staff.manager);
    expect(whole).toEqual([...ids.filter((_, i) => i % 2), ...ids.filter((_, i) => i % 2 === 0)]);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Page = (await test.execute(MATCHES, { id, first: 2, after }, staff.manager)).data.need
        .matches;
      seen.push(...page.nodes.map((match) => match.worker.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(whole);
  });

  it("takes filters by library, region, language, remote work, hours and least scores", async () => {
    const skillId = await newSkill(test, "filtered matching");
    const goals = [{ skillId, current: "ADVANCED_BEGINNER", target: "EXPERT" }];
    const elsewhere = await newLibrary(test, people, { region: "South" });
    const here = await newWorker(test, people, staff.libraryId, {
      goals,
      remote: true,
      hoursPerWeek: 6,
      languages: ["en"],
    });
    const there = await newWorker(test, people, elsewhere.libraryId, {
      goals,
      hoursPerWeek: 2,
      languages: ["en", "so"],
    });
    const id = await newNeed(test, partner, { skills: [{ skillId, proficiency: "COMPETENT" }] });
    const by = (filter: object) => workersFor(id, staff.manager, { filter });
    expect((await by({})).sort()).toEqual([here.id, there.id].sort());
    expect(await by({ libraryId: elsewhere.libraryId })).toEqual([there.id]);
    expect(await by({ region: "North" })).toEqual([here.id]);
    expect(await by({ language: "so" })).toEqual([there.id]);
    expect(await by({ remote: true })).toEqual([here.id]);
    expect(await by({ hoursPerWeek: 4 })).toEqual([here.id]);
    expect(await by({ minGrowth: 100 })).toHaveLength(2);
    expect(await by({ minScore: 100.0, minCoverage: 100 })).toEqual(await by({ minScore: 100 }));
  });

  it("leaves out who cannot take it on, and says why for the pair", async () => {
    const skillId = await newSkill(test, "gated");
    const goals = [{ skillId, current: "ADVANCED_BEGINNER", target: "EXPERT" }];
    const { id: workerId } = await newWorker(test, people, staff.libraryId, { goals, languages: ["en"] });
    const skills = [{ skillId, proficiency: "COMPETENT" }];
    const far = await newNeed(test, partner, { skills, region: "South", country: "US" });
    const somali = await newNeed(test, partner, { skills, languages: ["so"] });
    const remote = await newNeed(test, partner, { skills, region: "South", modality: "REMOTE" });
    expect(await workersFor(far, staff.manager)).toEqual([]);
    expect((await pair(far, workerId, staff.manager)).obstacles).toEqual(["PLACE"]);
    expect(await workersFor(somali, staff.manager)).toEqual([]);
    expect((await pair(somali, workerId, staff.manager)).obstacles).toEqual(["LANGUAGE"]);
    expect(await workersFor(remote, staff.manager)).toEqual([workerId]);
  });

  it("is empty unless the need is open", async () => {
    const { needId, both, goalOnly } = await simpleWorld("closing");
    expect(await workersFor(needId, partner.member)).toEqual([both.id, goalOnly.id]);
    await must(test, "fillNeed", "need { id }", { id: needId, expectedVersion: 1 }, partner.member);
    expect(await workersFor(needId, partner.member)).toEqual([]);
    expect(await pair(needId, both.id, partner.member)).toBeNull();
    await must(test, "reopenNeed", "need { id }", { id: needId, expectedVersion: 2 }, partner.member);
    expect(await workersFor(needId, partner.member)).toEqual([both.id, goalOnly.id]);
  });

  it("follows every change at once", async () => {
    const { needId, both, goalOnly, skillId } = await simpleWorld("fresh");
    await must(test, "archiveWorker", "worker { id }", { id: both.id, expectedVersion: 2 }, both.self);
    expect(await workersFor(needId, staff.manager)).toEqual([goalOnly.id]);
    const joined = await newWorker(test, people, staff.libraryId, {
      goals: [{ skillId, current: "ADVANCED_BEGINNER", target: "EXPERT" }],
    });
    expect(await workersFor(needId, staff.manager)).toContain(joined.id);
  });
});

it("refuses a cursor of another need's matches", async () => {
  const one = await simpleWorld("cursor one");
  const other = await simpleWorld("cursor other");
  const { endCursor } = (await test.execute(MATCHES, { id: one.needId, first: 1 }, staff.manager)).data.need
    .matches.pageInfo;
  const { errors } = await test.execute(MATCHES, { id: other.needId, after: endCursor }, staff.manager);
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});

it("refuses a least score that is none", async () => {
  const { needId } = await simpleWorld("bad filter");
  const { errors } = await test.execute(MATCHES, { id: needId, filter: { minScore: 101 } }, staff.manager);
  expect(errors[0]!.message).toContain("filter.minScore: must be at most 100");
});
