import { must, newConsortium, newNeed, newWorker, type People } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { newOwnSkill, newPlace, type Place, planOf } from "./advised.js";

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

const skillNamed = (label: string) => newOwnSkill(test, label);
const needFor = (skillId: string, proficiency: string, fields: object = {}) =>
  newNeed(test, place.partner, { skills: [{ skillId, proficiency, importance: "MUST" }], ...fields });
const holder = (skillId: string, proficiency: string, more: object = {}, fields: object = {}) =>
  newWorker(test, people, place.staff.libraryId, { skills: [{ skillId, proficiency, ...more }], ...fields });

describe("the growth plan of a library", () => {
  it("raises as many people as needs ask for, those who want it first, and learning it closes what it said", async () => {
    const weaving = await skillNamed("weaving");
    const goals = [{ skillId: weaving, current: "ADVANCED_BEGINNER", target: "EXPERT" }];
    await holder(weaving, "ADVANCED_BEGINNER");
    const keen = await holder(weaving, "ADVANCED_BEGINNER", {}, { goals });
    await holder(weaving, "ADVANCED_BEGINNER");
    await needFor(weaving, "COMPETENT");
    const plan = await planOf(test, place.staff.libraryId, place.staff.manager);
    expect(plan).toEqual({
      ...{ staff: 3, needs: 1, gap: 1, closed: 1, atMost: 1 },
      steps: [
        {
          ...{ skill: { id: weaving }, closes: 1, needsAsking: 1, people: 1 },
          raises: [{ worker: { id: keen.id }, from: "ADVANCED_BEGINNER", to: "COMPETENT", wanted: true }],
        },
      ],
    });
    const query = "query Q($id: ID!) { worker(id: $id) { skills { nodes { id version } } } }";
    const { data } = await test.execute(query, { id: keen.id }, keen.self);
    const { id, version: expectedVersion } = data.worker.skills.nodes[0];
    const input = { id, expectedVersion, proficiency: "COMPETENT" };
    await must(test, "updateWorkerSkill", "workerSkill { id }", input, keen.self);
    expect(await planOf(test, place.staff.libraryId, place.staff.manager)).toMatchObject({
      gap: 0,
      steps: [],
    });
  });

  it("takes the skill first that closes most, and no more skills than asked for", async () => {
    const [rare, common] = [await skillNamed("rare"), await skillNamed("common")];
    for (const skillId of [rare, common]) {
      await holder(skillId, "NOVICE");
      await holder(skillId, "NOVICE");
    }
    await needFor(rare, "ADVANCED_BEGINNER");
    await needFor(common, "ADVANCED_BEGINNER");
    await needFor(common, "EXPERT");
    const of = async (first: number) => await planOf(test, place.staff.libraryId, place.staff.manager, first);
    expect(await of(1)).toMatchObject({
      gap: 6,
      closed: 2,
      atMost: 2,
      steps: [{ skill: { id: common }, people: 2 }],
    });
    expect(await of(2)).toMatchObject({
      closed: 3,
      steps: [{ closes: 2 }, { skill: { id: rare }, closes: 1 }],
    });
  });

  it("counts only what workers let their library see, and needs that its place fits", async () => {
    const skillId = await skillNamed("half hidden");
    const hidden = { visibility: "PRIVATE" };
    await holder(skillId, "NOVICE");
    await holder(skillId, "EXPERT", hidden);
    await holder(skillId, "EXPERT", {}, { discoverability: "PRIVATE" });
    await needFor(skillId, "EXPERT");
    await needFor(skillId, "EXPERT", { modality: "ON_SITE", country: "US", region: "South" });
    const plan = await planOf(test, place.staff.libraryId, place.staff.manager);
    expect(plan).toMatchObject({ staff: 2, needs: 1, gap: 4, closed: 1 });
  });

  it("is shown to the managers of the library alone: those who see each one who counts", async () => {
    const skillId = await skillNamed("for managers");
    const worker = await holder(skillId, "NOVICE");
    await needFor(skillId, "EXPERT");
    const elsewhere = await newPlace(test, people);
    const others = [worker.self, elsewhere.staff.manager, place.partner.member, people.analyst, people.admin];
    for (const viewer of others) expect(await planOf(test, place.staff.libraryId, viewer)).toBeNull();
    expect(await planOf(test, place.staff.libraryId, place.staff.manager)).not.toBeNull();
  });
});
