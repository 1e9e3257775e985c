import {
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type People,
  unknownId,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
});
afterAll(() => test.stop());

const ENTITIES = `query Q($all: [_Any!]!) { _entities(representations: $all) { __typename
  ... on Skill { preferredLabel } ... on Library { name } ... on Partner { name } ... on Need { title }
  ... on Worker { jobTitle } ... on Match { growth worker { id } need { id } } } }`;

const find = async (all: object[], viewer?: Parameters<TestService["execute"]>[2]) => {
  const { data, errors } = await test.execute(ENTITIES, { all }, viewer);
  expect(errors).toEqual([]);
  return data._entities;
};

describe("an entity", () => {
  it("is found by each of its keys, in the order asked for", async () => {
    const skillId = await newSkill(test, "federating");
    const { data } = await test.execute("query Q($id: ID) { skill(id: $id) { uri } }", { id: skillId });
    const { libraryId } = await newLibrary(test, people, { name: "Keyed", isil: "XX-Keyed" });
    const partner = await newPartner(test, people, { name: "Keyed partner" });
    const found = await find([
      { __typename: "Partner", id: partner.id },
      { __typename: "Skill", uri: data.skill.uri },
      { __typename: "Library", isil: "XX-Keyed" },
      { __typename: "Skill", id: skillId },
      { __typename: "Library", id: libraryId },
    ]);
    expect(found).toEqual([
      { __typename: "Partner", name: "Keyed partner" },
      { __typename: "Skill", preferredLabel: "federating" },
      { __typename: "Library", name: "Keyed" },
      { __typename: "Skill", preferredLabel: "federating" },
      { __typename: "Library", name: "Keyed" },
    ]);
  });

  it("is null when it is absent, hidden, or not an id at all", async () => {
    const { libraryId, manager } = await newLibrary(test, people);
    const { id, self } = await newWorker(test, people, libraryId, { jobTitle: "Hidden" });
    const hide = { id, expectedVersion: 2, discoverability: "LIBRARY" };
    await must(test, "updateWorker", "worker { id }", hide, self);
    const asked = [
      { __typename: "Worker", id },
      { __typename: "Worker", id: unknownId("worker") },
      { __typename: "Worker", id: "nonsense" },
      { __typename: "Worker", id: unknownId("need") },
    ];
    const { member } = await newPartner(test, people);
    expect(await find(asked, member)).toEqual([null, null, null, null]);
    expect(await find(asked)).toEqual([null, null, null, null]);
    expect(await find(asked, manager)).toEqual([
      { __typename: "Worker", jobTitle: "Hidden" },
      null,
      null,
      null,
    ]);
  });

  it("of an unknown type, or one too many, is bad input and no fault", async () => {
    const partner = { __typename: "Partner", id: unknownId("partner") };
    for (const all of [
      [{ __typename: "Viewer" }],
      [{ id: "x" }],
      [{ __typename: "constructor" }],
      Array(101).fill(partner),
    ]) {
      const { errors } = await test.execute(ENTITIES, { all });
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    }
    expect(
      await find([
        { __typename: "Library", isil: "\u0000" },
        { __typename: "Library", isil: null },
      ]),
    ).toEqual([null, null]);
  });

  it("may be a match, under the rights of whoever asks", async () => {
    const skillId = await newSkill(test, "federated matching");
    const { libraryId, manager } = await newLibrary(test, people);
    const { id: worker } = await newWorker(test, people, libraryId, {
      goals: [{ skillId, current: "ADVANCED_BEGINNER", target: "EXPERT" }],
    });
    const partner = await newPartner(test, people);
    const need = await newNeed(test, partner, { skills: [{ skillId, proficiency: "COMPETENT" }] });
    const asked = [{ __typename: "Match", need: { id: need }, worker: { id: worker } }];
    const match = { __typename: "Match", growth: 100, worker: { id: worker }, need: { id: need } };
    expect(await find(asked, manager)).toEqual([match]);
    expect(await find(asked, partner.member)).toEqual([match]);
    expect(await find(asked, (await newPartner(test, people)).member)).toEqual([null]);
    expect(await find(asked)).toEqual([null]);
  });
});
