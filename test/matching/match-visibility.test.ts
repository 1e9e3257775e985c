import {
  must,
  newConsortium,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Staff,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { MATCHES, newSetting, pairOf, simpleWorldOf, type Viewer, workersOf } from "./match-world.js";

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

describe("what a viewer may see", () => {
  it("decides the score: a private goal counts for the worker only", async () => {
    const skillId = await newSkill(test, "kept private");
    const goals = [{ skillId, current: "ADVANCED_BEGINNER", target: "EXPERT", visibility: "PRIVATE" }];
    const { id, self } = await newWorker(test, people, staff.libraryId, { goals });
    const needId = await newNeed(test, partner, { skills: [{ skillId, proficiency: "COMPETENT" }] });
    expect((await pair(needId, id, self)).growth).toBe(100);
    for (const viewer of [partner.member, staff.manager]) {
      expect(await pair(needId, id, viewer)).toMatchObject({ score: null, growth: null, coverage: 0 });
      expect(await workersFor(needId, viewer)).toEqual([]);
    }
    const own = await test.execute(
      "query Q($id: ID!) { worker(id: $id) { matches { nodes { need { id } } } } }",
      { id },
      self,
    );
    expect(own.data.worker.matches.nodes).toEqual([{ need: { id: needId } }]);
  });

  it("ends with a consent that is taken back, from the next request on", async () => {
    const { needId, both, goalOnly } = await simpleWorld("revoked");
    expect(await workersFor(needId, partner.member)).toEqual([both.id, goalOnly.id]);
    const close = { id: both.id, expectedVersion: 2, discoverability: "LIBRARY" };
    await must(test, "updateWorker", "worker { id }", close, both.self);
    expect(await workersFor(needId, partner.member)).toEqual([goalOnly.id]);
    expect(await pair(needId, both.id, partner.member)).toBeNull();
    expect(await workersFor(needId, staff.manager)).toEqual([both.id, goalOnly.id]);
  });

  it("is nothing for other partners, analysts, administrators, strangers and the anonymous", async () => {
    const { needId } = await simpleWorld("guarded");
    const { staff: strangers } = await newSetting(test, await newConsortium(test));
    const others: Viewer[] = [
      (await newPartner(test, people)).member,
      people.analyst,
      people.admin,
      strangers.manager,
    ];
    for (const viewer of others) expect(await workersFor(needId, viewer)).toEqual([]);
    const { errors } = await test.execute(MATCHES, { id: needId });
    expect(errors[0]!.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("shows a partner only its own needs among a worker's matches", async () => {
    const { both, needId, skillId } = await simpleWorld("own needs");
    const rival = await newPartner(test, people);
    const theirs = await newNeed(test, rival, { skills: [{ skillId, proficiency: "COMPETENT" }] });
    const needsOf = async (viewer: Viewer) =>
      (
        await test.execute(
          "query Q($id: ID!) { worker(id: $id) { matches { nodes { need { id } } } } }",
          { id: both.id },
          viewer,
        )
      ).data.worker.matches.nodes.map((match: { need: { id: string } }) => match.need.id);
    expect(await needsOf(partner.member)).toEqual([needId]);
    expect((await needsOf(staff.manager)).sort()).toEqual([needId, theirs].sort());
  });
});
