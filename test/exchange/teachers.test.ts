import { caughtUp } from "../support/caught-up.js";
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
  type Person,
  type Staff,
} from "../support/people.js";
import { createTestDatabase } from "../support/postgres-for-tests.js";
import { startTestService, type TestService } from "../support/service.js";
import { expertiseOf, idsIn, skills, teachersOf, wantToLearn } from "./exchange-world.js";

let test: TestService;
let people: People;
let staff: Staff;
let partner: Organisation;

beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  people = await newConsortium(test);
  staff = await newLibrary(test, people, { country: "US", region: "North" });
  partner = await newPartner(test, people);
});
afterAll(() => test.stop());

const worker = (...held: [skillId: string, proficiency: string, more?: object][]): Promise<Person> =>
  newWorker(test, people, staff.libraryId, {
    skills: held.map(([skillId, proficiency, more]) => ({ skillId, proficiency, ...more })),
  });

const grant = (self: Person["self"], fields: object) => {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const input = { partnerId: partner.id, purpose: "INTRODUCTION", discloses: ["DISCOVERY"], expiresAt };
  return must(test, "grantConsent", "consent { id }", { ...input, ...fields }, self);
};

describe("the teachers for a learning goal", () => {
  it("are those who stand above the learners, by how far they can lead them", async () => {
    const [skillId] = (await skills(test, "ladder to learn")) as [string];
    const goalId = await wantToLearn(test, partner, skillId, { current: "NOVICE", target: "PROFICIENT" });
    const expert = await worker([skillId, "EXPERT"]);
    const competent = await worker([skillId, "COMPETENT"]);
    await worker([skillId, "NOVICE"]);
    const page = await teachersOf(test, { id: partner.id, goalId }, staff.manager);
    // From 1 to 4: an expert leads all of the way, who is at 3 two thirds of it, and who is at 1 none.
    expect(page.nodes).toMatchObject([
      { value: 100, worker: { id: expert.id }, teaches: [{ from: "NOVICE", to: "PROFICIENT", value: 1 }] },
      {
        value: 66.7,
        worker: { id: competent.id },
        teaches: [{ to: "COMPETENT", learningGoal: { id: goalId } }],
      },
    ]);
  });

  it("are also those with a skill that stands in for it, less by how far it does", async () => {
    const broader = await newSkill(test, "teaching of all kinds");
    const skillId = await newSkill(test, "lesson plans", { broaderIds: [broader] });
    const goalId = await wantToLearn(test, partner, skillId);
    const { id } = await worker([broader, "EXPERT"]);
    const page = await teachersOf(test, { id: partner.id, goalId }, partner.member);
    expect(page.nodes).toMatchObject([
      {
        ...{ value: 50, worker: { id } },
        teaches: [{ through: { id: broader }, link: { kind: "BROADER", value: 0.5 }, value: 0.5 }],
      },
    ]);
  });

  it("come page by page, each once, and are filtered by what the viewer may see", async () => {
    const [skillId] = (await skills(test, "paged teaching")) as [string];
    const goalId = await wantToLearn(test, partner, skillId);
    const there = await newLibrary(test, people, { country: "US", region: "South" });
    const levels = ["EXPERT", "EXPERT", "ADVANCED_BEGINNER", "NOVICE", "EXPERT"];
    for (const [at, proficiency] of levels.entries())
      await newWorker(test, people, (at === 4 ? there : staff).libraryId, {
        skills: [{ skillId, proficiency }],
        languages: at === 0 ? ["so"] : ["en"],
      });
    const of = { id: partner.id, goalId };
    const all = idsIn(await teachersOf(test, of, staff.manager));
    expect(all).toHaveLength(5);
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await teachersOf(test, of, staff.manager, { first: 2, after });
      seen.push(...idsIn(page));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(all);
    const found = async (filter: object) =>
      (await teachersOf(test, of, staff.manager, { filter })).nodes.length;
    expect(await found({ region: "South" })).toBe(1);
    expect(await found({ libraryId: staff.libraryId })).toBe(4);
    expect(await found({ language: "so" })).toBe(1);
    expect(await found({ remote: true })).toBe(0);
    expect(await found({ minValue: 50 })).toBe(4);
  });

  it("takes no cursor of another list", async () => {
    const [one, other] = (await skills(test, "own cursor", "other cursor")) as [string, string];
    for (const skillId of [one, other]) await worker([skillId, "EXPERT"]);
    const goalId = await wantToLearn(test, partner, one);
    await wantToLearn(test, partner, other);
    const { endCursor } = (await teachersOf(test, { id: partner.id, goalId }, partner.member)).pageInfo;
    const query =
      "query Q($id: ID!, $after: String) { partner(id: $id) { expertise(after: $after) { nodes { value } } } }";
    const { errors } = await test.execute(query, { id: partner.id, after: endCursor }, partner.member);
    expect(errors[0]!.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("the expertise for a partner", () => {
  it("adds up what somebody teaches towards all goals: each gives of what those before leave", async () => {
    const [first, second] = (await skills(test, "matters most", "matters some")) as [string, string];
    await wantToLearn(test, partner, second, { priority: 2 });
    await wantToLearn(test, partner, first, { priority: 3, current: "NOVICE" });
    const both = await worker([first, "ADVANCED_BEGINNER"], [second, "EXPERT"]);
    const one = await worker([first, "EXPERT"]);
    const { nodes } = await expertiseOf(test, partner.id, staff.manager);
    // 1/2 of what matters wholly, and then all of what matters by two thirds: 1/2 + 1/2 * 2/3.
    expect(nodes).toMatchObject([
      { value: 100, worker: { id: one.id } },
      {
        ...{ value: 83.3, worker: { id: both.id } },
        teaches: [
          { skill: { id: first }, priority: 3, value: 0.5, contribution: 0.5 },
          { skill: { id: second }, priority: 2, value: 1 },
        ],
      },
    ]);
    const sum = nodes[1]!.teaches.reduce((total, { contribution }) => total + contribution, 0);
    expect(sum).toBeCloseTo(5 / 6, 12);
  });

  it("is at hand as soon as a goal is said, changed or removed, in every replica", async () => {
    const database = await createTestDatabase();
    const here = await startTestService(database);
    const there = await startTestService(database);
    try {
      const folk = await newConsortium(here);
      const library = await newLibrary(here, folk);
      const learner = await newPartner(here, folk);
      const skillId = await newSkill(here, "learned in two places");
      await newWorker(here, folk, library.libraryId, { skills: [{ skillId, proficiency: "COMPETENT" }] });
      const values = async () => {
        await caughtUp(there);
        const seen = await Promise.all(
          [here, there].map((service) => expertiseOf(service, learner.id, library.manager)),
        );
        return seen.map(({ nodes }) => nodes.map(({ value }) => value));
      };
      expect(await values()).toEqual([[], []]);
      const id = await wantToLearn(here, learner, skillId, { target: "COMPETENT", priority: 3 });
      expect(await values()).toEqual([[100], [100]]);
      const change = { id, expectedVersion: 1, target: "EXPERT" };
      await must(here, "updatePartnerLearningGoal", "learningGoal { id }", change, learner.member);
      expect(await values()).toEqual([[60], [60]]);
      const removal = { id, expectedVersion: 2 };
      await must(here, "removePartnerLearningGoal", "learningGoal { id }", removal, learner.member);
      expect(await values()).toEqual([[], []]);
      await wantToLearn(here, learner, skillId, { priority: 3 });
      const archiving = { id: learner.id, expectedVersion: 1 };
      await must(here, "archivePartner", "partner { id }", archiving, folk.admin);
      expect(await values()).toEqual([[], []]);
    } finally {
      await there.stop();
      await here.stop();
      await database.drop();
    }
  });
});

describe("a partner", () => {
  it("sees teachers under a pseudonym, and libraries by name", async () => {
    const [skillId] = (await skills(test, "taught under a pseudonym")) as [string];
    await wantToLearn(test, partner, skillId);
    const { id } = await worker([skillId, "EXPERT"]);
    const [shown] = (await expertiseOf(test, partner.id, partner.member)).nodes;
    expect(shown!.worker).toEqual({ id, name: expect.stringMatching(/^Candidate [0-9A-Z]{6}$/) });
    const [named] = (await expertiseOf(test, partner.id, staff.manager)).nodes;
    expect(named!.worker.name).toMatch(/^Worker /);
  });

  it("is told of nothing that a worker keeps from partners: as if the skill were not there", async () => {
    const broader = await newSkill(test, "shown to partners");
    const skillId = await newSkill(test, "kept from partners", { broaderIds: [broader] });
    await wantToLearn(test, partner, skillId, { priority: 3 });
    for (const visibility of ["PRIVATE", "LIBRARY", "CONSORTIUM"]) {
      const hiding = await worker([skillId, "EXPERT", { visibility }]);
      const { id, self } = await worker([skillId, "EXPERT", { visibility }], [broader, "EXPERT"]);
      const page = await expertiseOf(test, partner.id, partner.member);
      expect(idsIn(page)).not.toContain(hiding.id);
      const seen = page.nodes.find((each) => each.worker.id === id)!;
      expect([seen.value, seen.teaches.map(({ through }) => through.id)]).toEqual([50, [broader]]);
      expect(JSON.stringify(page)).not.toContain(`"through":{"id":"${skillId}"}`);
      const own = (await expertiseOf(test, partner.id, self)).nodes.find((each) => each.worker.id === id)!;
      expect(own.value).toBe(100);
    }
  });

  it("finds who cannot be found only with a consent for all that it does, and while it lasts", async () => {
    const [skillId] = (await skills(test, "taught by consent")) as [string];
    const goalId = await wantToLearn(test, partner, skillId);
    const needId = await newNeed(test, partner, { skills: [{ skillId, proficiency: "COMPETENT" }] });
    const entry = { skills: [{ skillId, proficiency: "EXPERT", visibility: "PARTNERS" }] };
    const hidden = await newWorker(test, people, staff.libraryId, { ...entry, discoverability: "LIBRARY" });
    const found = async () => [
      idsIn(await expertiseOf(test, partner.id, partner.member)),
      idsIn(await teachersOf(test, { id: partner.id, goalId }, partner.member)),
    ];
    expect(await found()).toEqual([[], []]);
    await grant(hidden.self, { needId });
    expect(await found()).toEqual([[], []]);
    const { consent } = await grant(hidden.self, {});
    expect(await found()).toEqual([[hidden.id], [hidden.id]]);
    await must(test, "revokeConsent", "consent { id }", { id: consent.id }, hidden.self);
    expect(await found()).toEqual([[], []]);
  });

  it("is not told who teaches the people of another", async () => {
    const [skillId] = (await skills(test, "somebody else's teachers")) as [string];
    await wantToLearn(test, partner, skillId);
    await worker([skillId, "EXPERT"]);
    const rival = await newPartner(test, people);
    for (const viewer of [rival.member, people.admin, people.analyst])
      expect(idsIn(await expertiseOf(test, partner.id, viewer))).toEqual([]);
  });
});

it("teachers cost as many statements for twenty as for one", async () => {
  const [skillId] = (await skills(test, "counted statements")) as [string];
  await wantToLearn(test, partner, skillId);
  const query = `query Q($id: ID!) { partner(id: $id) { expertise { nodes { worker { name }
    teaches { skill { id } learningGoal { note } } } } } }`;
  const statements = async () => (await test.execute(query, { id: partner.id }, staff.manager)).statements;
  await worker([skillId, "EXPERT"]);
  const forOne = await statements();
  for (let more = 0; more < 5; more++) await worker([skillId, "EXPERT"]);
  expect(await statements()).toBe(forOne);
});
