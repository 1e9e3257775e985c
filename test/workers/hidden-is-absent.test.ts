import type { User } from "../../src/platform/auth/principal.js";
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
  unknownId,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let staff: Staff;
let partner: Organisation;
let skillId: string;
let needId: string;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  staff = await newLibrary(test, people);
  partner = await newPartner(test, people);
  skillId = await newSkill(test, "telling nothing");
  needId = await newNeed(test, partner, { skills: [{ skillId, proficiency: "NOVICE" }] });
});
afterAll(() => test.stop());

const goals = () => [{ skillId, target: "EXPERT" }];

/** Everything that can be asked about a worker by id: what is answered must not depend on whether a hidden one has it. */
const QUESTIONS: readonly (readonly [string, (id: string) => Record<string, unknown>])[] = [
  ["query Q($id: ID!) { worker(id: $id) { id name version } }", (id) => ({ id })],
  [
    "query Q($id: ID!, $need: ID!) { match(needId: $need, workerId: $id) { score } }",
    (id) => ({ id, need: needId }),
  ],
  [
    "query Q($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Worker { name } ... on Match { score } } }",
    (id) => ({
      of: [
        { __typename: "Worker", id },
        { __typename: "Match", need: { id: needId }, worker: { id } },
      ],
    }),
  ],
  ...mutations(),
];

function mutations(): (readonly [string, (id: string) => Record<string, unknown>])[] {
  const inputs: [string, (id: string) => object][] = [
    ["updateWorker", (id) => ({ id, expectedVersion: 1, name: "Taken" })],
    ["updateWorker", (id) => ({ id, expectedVersion: 99, discoverability: "PUBLIC" })],
    ["archiveWorker", (id) => ({ id, expectedVersion: 1 })],
    ["addWorkerSkill", (workerId) => ({ workerId, skillId, proficiency: "NOVICE" })],
    ["createGrowthGoal", (workerId) => ({ workerId, skillId, target: "EXPERT" })],
  ];
  return inputs.map(([mutation, inputOf]) => [
    `mutation M($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) {
      userErrors { code field message currentVersion } } }`,
    (id) => ({ input: inputOf(id) }),
  ]);
}

/** What each question is answered, as text. */
async function answers(viewer: User | undefined, id: string): Promise<string[]> {
  const all: string[] = [];
  for (const [query, variables] of QUESTIONS) {
    const { data, errors } = await test.execute(query, variables(id), viewer);
    all.push(JSON.stringify([data, errors]));
  }
  return all;
}

const expectAbsent = async (viewer: User | undefined, { id }: Person) =>
  expect(await answers(viewer, id)).toEqual(await answers(viewer, unknownId("worker")));

describe("a worker whom somebody may not find", () => {
  it.each(["LIBRARY", "CONSORTIUM"])(
    "is absent, byte for byte, for partners when %s",
    async (discoverability) => {
      const hidden = await newWorker(test, people, staff.libraryId, { discoverability, goals: goals() });
      await expectAbsent(partner.member, hidden);
    },
  );

  it("is absent for the own manager when PRIVATE, and for the other libraries when LIBRARY", async () => {
    const hidden = await newWorker(test, people, staff.libraryId, { discoverability: "PRIVATE" });
    await expectAbsent(staff.manager, hidden);
    const known = await newWorker(test, people, staff.libraryId, { discoverability: "LIBRARY" });
    await expectAbsent((await newLibrary(test, people)).manager, known);
  });

  it("is absent for analysts, administrators, other consortia and the anonymous, however public", async () => {
    const open = await newWorker(test, people, staff.libraryId, { goals: goals() });
    const there = await newConsortium(test);
    const stranger = await newLibrary(test, there);
    const rival = await newPartner(test, there);
    const viewers = [people.analyst, people.admin, there.admin, stranger.manager, rival.member, undefined];
    for (const viewer of viewers) await expectAbsent(viewer, open);
  });

  it("would be noticed here if it were found", async () => {
    const open = await newWorker(test, people, staff.libraryId, { goals: goals() });
    const found = await answers(staff.manager, open.id);
    const absent = await answers(staff.manager, unknownId("worker"));
    expect(found.filter((answer, place) => answer === absent[place])).toEqual([]);
  });

  it("moves no cursor: a page begins behind an id, whether somebody has it or not", async () => {
    const hidden = await newWorker(test, people, staff.libraryId, { discoverability: "LIBRARY" });
    await newWorker(test, people, staff.libraryId);

    const behind = (uuid: string) => Buffer.from(JSON.stringify(["workers", uuid])).toString("base64url");
    const page = (uuid: string) =>
      test.execute(
        "query Q($after: String) { workers(after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }",
        { after: behind(uuid) },
        partner.member,
      );
    const at = uuidIn(hidden.id);
    const beside = `${at.slice(0, -1)}${at.endsWith("0") ? "1" : "0"}`;
    expect((await page(at)).data).toEqual((await page(beside)).data);
    expect((await page(at)).data.workers.nodes.length).toBeGreaterThan(0);
  });
});

describe("a skill that a worker keeps private", () => {
  const ADDED = `workerSkill { version proficiency ratingSource visibility archivedAt skill { id } }`;
  const add = (workerId: string, by: User, more: object = {}) =>
    test.execute(
      `mutation M($input: AddWorkerSkillInput!) { addWorkerSkill(input: $input) { ${ADDED} userErrors { code field message } } }`,
      { input: { workerId, skillId, proficiency: "COMPETENT", visibility: "LIBRARY", ...more } },
      by,
    );

  it("is not given away to a manager who adds it: the library's rating takes its place", async () => {
    const secret = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId, proficiency: "EXPERT", visibility: "PRIVATE" }],
    });
    const without = await newWorker(test, people, staff.libraryId);
    const [hidden, absent] = [await add(secret.id, staff.manager), await add(without.id, staff.manager)];
    expect(JSON.stringify([hidden.data, hidden.errors])).toBe(JSON.stringify([absent.data, absent.errors]));
    expect(hidden.data.addWorkerSkill.userErrors).toEqual([]);
    const own = `query Q($id: ID!) { worker(id: $id) { skills { nodes { proficiency ratingSource } } } }`;
    const { data } = await test.execute(own, { id: secret.id }, secret.self);
    expect(data.worker.skills.nodes).toEqual([{ proficiency: "COMPETENT", ratingSource: "MANAGER" }]);
  });

  it("is a duplicate where the manager sees it, and for the worker", async () => {
    const { id, self } = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId, proficiency: "EXPERT", visibility: "LIBRARY" }],
    });
    for (const by of [staff.manager, self])
      expect((await add(id, by)).data.addWorkerSkill.userErrors).toMatchObject([{ code: "DUPLICATE" }]);
  });

  it("is not counted for a manager: only what is seen fills the profile", async () => {
    const { id, self } = await newWorker(test, people, staff.libraryId);
    await test.service.dataSource.query(
      `insert into skill (id, uri, scheme, kind, preferred_label, status)
       select gen_random_uuid(), 'urn:test:private:' || n, 'LOCAL', 'SKILL', 'private ' || n, 'ACCEPTED'
       from generate_series(1, 100) n`,
    );

    await test.service.dataSource.query(
      `insert into worker_skill (id, worker_id, skill_id, proficiency, rating_source, visibility)
       select gen_random_uuid(), $1, id, 'NOVICE', 'SELF', 'PRIVATE' from skill where uri like 'urn:test:private:%'`,
      [uuidIn(id)],
    );
    expect((await add(id, self)).data.addWorkerSkill.userErrors).toMatchObject([{ code: "LIMIT_REACHED" }]);
    expect((await add(id, staff.manager)).data.addWorkerSkill.userErrors).toEqual([]);
  });

  it("is opened by nobody else: a manager neither widens an entry nor adds one that is wider than its worker", async () => {
    const { id } = await newWorker(test, people, staff.libraryId, { discoverability: "CONSORTIUM" });
    const wide = await add(id, staff.manager, { visibility: "PARTNERS" });
    expect(wide.data.addWorkerSkill.userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
    const { workerSkill } = await must(
      test,
      "addWorkerSkill",
      "workerSkill { id visibility }",
      { workerId: id, skillId, proficiency: "NOVICE" },
      staff.manager,
    );
    expect(workerSkill.visibility).toBe("CONSORTIUM");
    const input = { id: workerSkill.id, expectedVersion: 1, visibility: "PUBLIC" };
    const widened = await test.execute(
      "mutation M($input: UpdateWorkerSkillInput!) { updateWorkerSkill(input: $input) { userErrors { code } } }",
      { input },
      staff.manager,
    );
    expect(widened.data.updateWorkerSkill.userErrors).toEqual([{ code: "FORBIDDEN" }]);
  });
});
