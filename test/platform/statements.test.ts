import {
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type People,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;

/** A world of `size` partners with a need each and `size` workers, who all fit all the needs. */
async function world(size: number) {
  const own = await newConsortium(test);
  const skills = await Promise.all(
    Array.from({ length: 4 }, (_, i) => newSkill(test, `counted ${size} ${i}`)),
  );
  const { libraryId, manager } = await newLibrary(test, own);
  const asked = skills.map((skillId) => ({ skillId, proficiency: "COMPETENT" }));
  const needs: string[] = [];
  const workers: string[] = [];
  for (let i = 0; i < size; i++) {
    needs.push(await newNeed(test, await newPartner(test, own), { skills: asked }));
    const held = skills.map((skillId) => ({ skillId, proficiency: "NOVICE" }));
    const goals = skills.map((skillId) => ({ skillId, target: "EXPERT" }));
    workers.push((await newWorker(test, own, libraryId, { skills: held, goals })).id);
  }
  return { libraryId, manager, needs, workers };
}

let small: Awaited<ReturnType<typeof world>>;
let large: Awaited<ReturnType<typeof world>>;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  small = await world(1);
  large = await world(8);
});
afterAll(() => test.stop());

/** The statements and the answer of a query that selects `size` of each. */
async function run(query: string, variables: object, { manager }: typeof small) {
  const { data, errors, statements } = await test.execute(query, { ...variables }, manager);
  expect(errors).toEqual([]);
  return { data, statements };
}

describe("the number of statements", () => {
  it("is 2 for needs -> partner, skills -> skill, matches -> worker -> skills -> skill", async () => {
    const query = `query Q($first: Int) { needs(first: $first) { nodes {
      title partner { name } skills { skill { preferredLabel } }
      matches { nodes { score worker { name skills { nodes { proficiency skill { preferredLabel } } } } } } } } }`;
    const few = await run(query, { first: 1 }, large);
    const many = await run(query, { first: 8 }, large);
    expect(many.data.needs.nodes).toHaveLength(8);
    for (const need of many.data.needs.nodes) expect(need.matches.nodes).toHaveLength(8);
    expect(many.data.needs.nodes[0].matches.nodes[0].worker.skills.nodes).toHaveLength(4);
    // needs with their partners and skills, workers with their skills
    expect(few.statements).toBe(2);
    expect(many.statements).toBe(2);
  });

  it("is 2 for need -> matches -> worker -> skills", async () => {
    const query = `query Q($id: ID!) { need(id: $id) { matches { nodes { score
      explanation { skills { skill { preferredLabel } contribution } }
      worker { name skills { nodes { skill { preferredLabel broader { preferredLabel } } } } } } } } }`;
    const few = await run(query, { id: small.needs[0] }, small);
    const many = await run(query, { id: large.needs[0] }, large);
    expect(many.data.need.matches.nodes).toHaveLength(8);
    expect(few.statements).toBe(2);
    expect(many.statements).toBe(2);
  });

  it("is 3 for workers -> library, skills -> skill, growth goals -> skill", async () => {
    const query = `query Q($of: ID!) { workers(first: 100, filter: { libraryId: $of }) { nodes { name library { name }
      skills { nodes { skill { preferredLabel } } } growthGoals { progress skill { preferredLabel } } } } }`;
    const few = await run(query, { of: small.libraryId }, small);
    const many = await run(query, { of: large.libraryId }, large);
    expect(many.data.workers.nodes).toHaveLength(8);
    // workers with their skills, libraries, growth goals
    expect(few.statements).toBe(3);
    expect(many.statements).toBe(3);
  });

  it("is 2 for entities that another subgraph refers to, one per type", async () => {
    const query = `query Q($all: [_Any!]!) { _entities(representations: $all) {
      __typename ... on Need { title } ... on Worker { name } } }`;
    const refer = ({ needs, workers }: typeof small) => [
      ...needs.map((id) => ({ __typename: "Need", id })),
      ...workers.map((id) => ({ __typename: "Worker", id })),
    ];
    const few = await run(query, { all: refer(small) }, small);
    const many = await run(query, { all: refer(large) }, large);
    expect(many.data._entities.filter((entity: unknown) => entity !== null)).toHaveLength(16);
    expect(few.statements).toBe(2);
    expect(many.statements).toBe(2);
  });

  it("is 0 where the taxonomy in memory has it all", async () => {
    const { statements } = await run(
      "{ skills(first: 100) { nodes { preferredLabel broader { preferredLabel } } } }",
      {},
      large,
    );
    expect(statements).toBe(0);
  });

  it("counts what is sent: somebody else's loop would be seen", async () => {
    const { statements } = await test.execute(
      "query Q($a: ID!) { a: need(id: $a) { id } partners { nodes { id } } b: needs { nodes { id } } }",
      { a: large.needs[0] },
      people.admin,
    );
    expect(statements).toBe(3);
  });
});
