import { recordIntroduction } from "../../src/matching/index.js";
import {
  must,
  newConsortium,
  newNeed,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Staff,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { buildAffinities, MATCHES, newSetting, type Page, type Viewer, workersOf } from "./match-world.js";

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

const workersFor = (id: string, viewer: Viewer, orderBy: string) => workersOf(test, id, viewer, { orderBy });

const introduce = async (workerId: string, needId: string, times = 1) => {
  for (let time = 0; time < times; time++)
    await test.service.commands.transact((transaction) =>
      recordIntroduction(transaction, { workerId: uuidIn(workerId), needId: uuidIn(needId) }),
    );
};

/** Workers who want to grow in a skill from `current`, and hold another at some level, and a need for both. */
async function ladder(label: string) {
  const [wanted, held] = [await newSkill(test, `${label} wanted`), await newSkill(test, `${label} held`)];
  const levels = ["EXPERT", "COMPETENT", "NOVICE"];
  const ids: string[] = [];
  for (const proficiency of levels) {
    const goals = [{ skillId: wanted, current: "ADVANCED_BEGINNER", target: "EXPERT" }];
    const skills = [{ skillId: held, proficiency }];
    ids.push((await newWorker(test, people, staff.libraryId, { goals, skills })).id);
  }
  const skills = [
    { skillId: wanted, proficiency: "COMPETENT" },
    { skillId: held, proficiency: "EXPERT" },
  ];
  const needId = await newNeed(test, partner, { skills });
  return { needId, wanted, ids: ids as [string, string, string] };
}

describe("a fair order", () => {
  // Growth is 1. Coverage is the mean of 1 and of 1, 3/5 or 1/5: 1, 0.8 and 0.6. Scores: 1, 0.888... and 0.75.
  it("takes a tenth for each introduction, and changes nothing but the order", async () => {
    const { needId, ids } = await ladder("fairness");
    const [best, second, third] = ids;
    const fair = () => workersFor(needId, staff.manager, "FAIR");
    expect(await fair()).toEqual([best, second, third]);
    await introduce(best, needId);
    expect(await fair()).toEqual([best, second, third]); // 0.9 of 1 is more than 0.889
    await introduce(best, needId);
    expect(await fair()).toEqual([second, best, third]); // 0.81, 0.75
    await introduce(best, needId);
    expect(await fair()).toEqual([second, third, best]); // 0.729
    expect(await workersFor(needId, staff.manager, "SCORE")).toEqual([best, second, third]);
    const { nodes } = (await test.execute(MATCHES, { id: needId, orderBy: "FAIR" }, staff.manager)).data.need
      .matches;
    expect(nodes.map((match: { score: number }) => match.score)).toEqual([88.9, 75, 100]);
  });

  it("takes no more than four tenths", async () => {
    const { needId, ids } = await ladder("floor");
    const [best, second, third] = ids;
    await introduce(best, needId, 20);
    await introduce(second, needId, 20);
    await introduce(third, needId, 3);
    // 1 * 0.6 and 0.889 * 0.6 = 0.533, where 0.9 to the 20th is 0.12; 0.75 * 0.729 = 0.547.
    expect(await workersFor(needId, partner.member, "FAIR")).toEqual([best, third, second]);
  });

  it("goes on from page to page where it was", async () => {
    const { needId, ids } = await ladder("fair pages");
    await introduce(ids[0], needId, 2);
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const variables: object = { id: needId, orderBy: "FAIR", first: 1, after };
      const page: Page = (await test.execute(MATCHES, { ...variables }, staff.manager)).data.need.matches;
      seen.push(...page.nodes.map((match) => match.worker.id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual([ids[1], ids[0], ids[2]]);
  });
});

describe("the ranking of workers", () => {
  it("counts for each viewer what they may see: for managers what is open to the library, for workers their own", async () => {
    const { needId, wanted } = await ladder("audiences");
    const hidden = (visibility: string) => ({
      goals: [{ skillId: wanted, current: "ADVANCED_BEGINNER", target: "EXPERT", visibility }],
    });
    const ownOnly = await newWorker(test, people, staff.libraryId, hidden("PRIVATE"));
    const toLibrary = await newWorker(test, people, staff.libraryId, hidden("LIBRARY"));
    const toConsortium = await newWorker(test, people, staff.libraryId, hidden("CONSORTIUM"));
    const { staff: elsewhere } = await newSetting(test, people);
    const found = async (viewer: Viewer) => {
      const ids = await workersFor(needId, viewer, "SCORE");
      return [ownOnly, toLibrary, toConsortium].map(({ id }) => ids.includes(id));
    };
    expect(await found(partner.member)).toEqual([false, false, false]);
    expect(await found(people.admin)).toEqual([false, false, false]);
    expect(await found(elsewhere.manager)).toEqual([false, false, true]);
    expect(await found(staff.manager)).toEqual([false, true, true]);
    expect(await found(toConsortium.self)).toEqual([false, true, true]);
    expect(await found(ownOnly.self)).toEqual([true, true, true]);
  });

  it("shows a worker who may be found by nobody to themselves", async () => {
    const { needId, wanted } = await ladder("hidden away");
    const { id, self } = await newWorker(test, people, staff.libraryId, {
      goals: [{ skillId: wanted, target: "EXPERT" }],
    });
    const close = { id, expectedVersion: 2, discoverability: "PRIVATE" };
    await must(test, "updateWorker", "worker { id }", close, self);
    expect(await workersFor(needId, self, "SCORE")).toContain(id);
    expect(await workersFor(needId, staff.manager, "SCORE")).not.toContain(id);
  });
});

it("a match says which build of affinities it comes from", async () => {
  const { needId, ids } = await ladder("versions");
  const version = async () => {
    const query = `query Q($id: ID!, $worker: ID!) { match(needId: $id, workerId: $worker) { affinityVersion }
      need(id: $id) { matches { nodes { affinityVersion } } } }`;
    const { data } = await test.execute(query, { id: needId, worker: ids[0] }, staff.manager);
    const listed = data.need.matches.nodes.map((match: { affinityVersion: number }) => match.affinityVersion);
    return new Set([data.match.affinityVersion, ...listed]);
  };
  expect(await version()).toEqual(new Set([0]));
  await buildAffinities(test);
  expect(await version()).toEqual(new Set([1]));
  await must(test, "archiveWorker", "worker { id }", { id: ids[0], expectedVersion: 2 }, staff.manager);
  await buildAffinities(test);
  const { data } = await test.execute(
    "query Q($id: ID!) { need(id: $id) { matches { nodes { affinityVersion } } } }",
    { id: needId },
    staff.manager,
  );
  expect(data.need.matches.nodes).toEqual([{ affinityVersion: 2 }, { affinityVersion: 2 }]);
});
