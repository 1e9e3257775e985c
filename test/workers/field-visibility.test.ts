import type { User } from "../../src/platform/auth/principal.js";
import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Person,
  type Staff,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let staff: Staff;
let elsewhere: Staff;
let partner: Organisation;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  staff = await newLibrary(test, people, { name: "Visible", country: "US", region: "North" });
  elsewhere = await newLibrary(test, people);
  partner = await newPartner(test, people);
});
afterAll(() => test.stop());

const FIELDS = `name email jobTitle summary hoursPerWeek remote languages library { name } country region
  fieldVisibility { name email jobTitle summary availability library }`;
const WORKER = `query Q($id: ID!) { worker(id: $id) { ${FIELDS} } }`;

const SAID = {
  name: "Nadia Field",
  email: "nadia@library.example",
  jobTitle: "Reader adviser",
  summary: "I like maps.",
  hoursPerWeek: 3.5,
  remote: true,
  languages: ["en", "so"],
};
const ALL = { name: 1, email: 1, jobTitle: 1, summary: 1, availability: 1, library: 1 };

/** A worker with something in every field. */
const newNadia = () => newWorker(test, people, staff.libraryId, SAID);

const seenBy = async (viewer: User, { id }: Person) =>
  (await test.execute(WORKER, { id }, viewer)).data.worker;

const choose = async ({ id, self }: Person, fieldVisibility: object) => {
  const { data } = await test.execute("query Q($id: ID!) { worker(id: $id) { version } }", { id }, self);
  const input = { id, expectedVersion: data.worker.version, fieldVisibility };
  return await must(test, "updateWorker", "worker { fieldVisibility { name } }", input, self);
};

/** Every field at one visibility. */
const allAt = (visibility: string) =>
  Object.fromEntries(Object.keys(ALL).map((field) => [field, visibility]));

const everything = { ...SAID, library: { name: "Visible" } };
const pseudonym = {
  name: expect.stringMatching(/^Candidate [0-9A-Z]{6}$/),
  ...{ email: null, jobTitle: null, summary: null, library: null, fieldVisibility: null },
  ...{ country: "US", region: "North" },
};
const nothing = { ...pseudonym, hoursPerWeek: null, remote: null, languages: [] };

describe("a field of a profile", () => {
  it("starts as visible as nobody has to be told: the address to the library, the person to the consortium", async () => {
    const nadia = await newNadia();
    expect(await seenBy(nadia.self, nadia)).toMatchObject(everything);
    expect(await seenBy(staff.manager, nadia)).toMatchObject(everything);
    expect(await seenBy(elsewhere.manager, nadia)).toMatchObject({ ...everything, email: null });
    const { hoursPerWeek, remote, languages } = SAID;
    expect(await seenBy(partner.member, nadia)).toEqual({ ...pseudonym, hoursPerWeek, remote, languages });
  });

  it.each([
    ["PRIVATE", [true, false, false, false]],
    ["LIBRARY", [true, true, false, false]],
    ["CONSORTIUM", [true, true, true, false]],
    ["PARTNERS", [true, true, true, true]],
    ["PUBLIC", [true, true, true, true]],
  ])(
    "that is %s is shown to the worker, the library, the consortium and partners: %p",
    async (visibility, shown) => {
      const nadia = await newNadia();
      await choose(nadia, allAt(visibility));
      const viewers = [nadia.self, staff.manager, elsewhere.manager, partner.member];
      for (const [place, viewer] of viewers.entries()) {
        const { fieldVisibility: _, ...seen } = await seenBy(viewer, nadia);
        const { fieldVisibility: __, ...hidden } = nothing;
        expect(seen).toEqual(shown[place] ? { ...everything, country: "US", region: "North" } : hidden);
      }
    },
  );

  it("is seen apart from the others", async () => {
    const nadia = await newNadia();
    for (const field of Object.keys(ALL)) {
      await choose(nadia, { ...allAt("PRIVATE"), [field]: "PARTNERS" });
      const seen = await seenBy(partner.member, nadia);
      const own = { availability: ["hoursPerWeek", "remote", "languages"] }[field] ?? [field];
      for (const name of Object.keys(everything) as (keyof typeof everything)[])
        expect([field, name, seen[name]]).toEqual([
          field,
          name,
          own.includes(name) ? everything[name] : nothing[name as keyof typeof nothing],
        ]);
    }
  });

  it("says how far it may be seen to those who change it, and to nobody else", async () => {
    const nadia = await newNadia();
    await choose(nadia, { email: "PRIVATE" });
    const expected = {
      ...{ name: "CONSORTIUM", email: "PRIVATE", jobTitle: "CONSORTIUM", summary: "CONSORTIUM" },
      ...{ availability: "PARTNERS", library: "CONSORTIUM" },
    };
    expect((await seenBy(nadia.self, nadia)).fieldVisibility).toEqual(expected);
    expect((await seenBy(staff.manager, nadia)).fieldVisibility).toEqual(expected);
    const colleague = await newWorker(test, people, staff.libraryId);
    for (const viewer of [elsewhere.manager, partner.member, colleague.self])
      expect((await seenBy(viewer, nadia)).fieldVisibility).toBeNull();
  });
});

describe("who decides about fields", () => {
  it("is the worker alone, once registered", async () => {
    const { id } = await newNadia();
    const input = { id, expectedVersion: 2, fieldVisibility: { email: "CONSORTIUM" } };
    const refused = await attempt(test, "updateWorker", "worker { id }", input, staff.manager);
    expect(refused.userErrors).toMatchObject([{ code: "FORBIDDEN", field: ["input", "fieldVisibility"] }]);
  });

  it("is the manager at registration, but not beyond the consortium", async () => {
    const input = { libraryId: staff.libraryId, name: "New", fieldVisibility: { email: "CONSORTIUM" } };
    const made = await must(
      test,
      "createWorker",
      "worker { fieldVisibility { email name } }",
      input,
      staff.manager,
    );
    expect(made.worker.fieldVisibility).toEqual({ email: "CONSORTIUM", name: "CONSORTIUM" });
    const open = { ...input, fieldVisibility: { name: "PARTNERS" } };
    const refused = await attempt(test, "createWorker", "worker { id }", open, staff.manager);
    expect(refused.userErrors).toMatchObject([
      { code: "FORBIDDEN", field: ["input", "fieldVisibility", "name"] },
    ]);
  });

  it("keeps a manager from changing what the worker keeps private", async () => {
    const nadia = await newNadia();
    await choose(nadia, { summary: "PRIVATE", availability: "PRIVATE" });
    const change = (fields: object) =>
      attempt(
        test,
        "updateWorker",
        "worker { id }",
        { id: nadia.id, expectedVersion: 3, ...fields },
        staff.manager,
      );
    for (const fields of [{ summary: null }, { languages: [] }, { remote: false }, { hoursPerWeek: 1 }]) {
      const { userErrors } = await change({ jobTitle: "Renamed", ...fields });
      expect(userErrors).toMatchObject([{ code: "FORBIDDEN", field: ["input", Object.keys(fields)[0]] }]);
    }
    expect(await seenBy(nadia.self, nadia)).toMatchObject(everything);
    expect((await change({ jobTitle: "Renamed" })).userErrors).toEqual([]);
  });
});

describe("what is hidden", () => {
  const LIST = "query Q($filter: WorkerFilter) { workers(filter: $filter, first: 100) { nodes { id } } }";
  const finds = async (viewer: User, filter: object, id: string) =>
    (await test.execute(LIST, { filter }, viewer)).data.workers.nodes.some(
      (node: { id: string }) => node.id === id,
    );

  it("finds nobody by a filter", async () => {
    const nadia = await newNadia();
    const filters = [
      { search: "nadia field" },
      { libraryId: staff.libraryId },
      { language: "so" },
      { remote: true },
    ];
    for (const visibility of ["PARTNERS", "CONSORTIUM", "LIBRARY"]) {
      await choose(nadia, allAt(visibility));
      for (const filter of filters) {
        expect(await finds(partner.member, filter, nadia.id)).toBe(visibility === "PARTNERS");
        expect(await finds(elsewhere.manager, filter, nadia.id)).toBe(visibility !== "LIBRARY");
        expect(await finds(staff.manager, filter, nadia.id)).toBe(true);
      }
      // Neither does what the opposite filter leaves over.
      expect(await finds(partner.member, { remote: false }, nadia.id)).toBe(false);
      expect(await finds(partner.member, { region: "North", country: "US" }, nadia.id)).toBe(true);
      expect(await finds(partner.member, { region: "South" }, nadia.id)).toBe(false);
    }
  });

  it("is no obstacle and answers no filter in matches", async () => {
    const skillId = await newSkill(test, "matched unseen");
    const goals = [{ skillId, target: "EXPERT" }];
    const nadia = await newWorker(test, people, staff.libraryId, { ...SAID, goals, languages: ["so"] });
    const skills = [{ skillId, proficiency: "NOVICE" }];
    const input = { partnerId: partner.id, title: "Wants French", languages: ["fr"], skills, publish: true };
    const { need } = await must(test, "createNeed", "need { id }", input, partner.member);
    const MATCHES = `query Q($id: ID!, $worker: ID!, $filter: MatchFilter) { need(id: $id) { matches(filter: $filter) {
      nodes { worker { id } } } } match(needId: $id, workerId: $worker) { obstacles } }`;
    const look = async (filter: object = {}) => {
      const variables = { id: need.id, worker: nadia.id, filter };
      const { data } = await test.execute(MATCHES, variables, partner.member);
      return [data.need.matches.nodes.length, data.match.obstacles];
    };
    expect(await look()).toEqual([0, ["LANGUAGE"]]);
    await choose(nadia, { availability: "CONSORTIUM" });
    expect(await look()).toEqual([1, []]);
    for (const filter of [{ language: "so" }, { remote: true }, { remote: false }, { hoursPerWeek: 1 }])
      expect(await look(filter)).toEqual([0, []]);
    expect(await look({ libraryId: staff.libraryId })).toEqual([0, []]);
    expect(await look({ region: "North", country: "US" })).toEqual([1, []]);
    await choose(nadia, { library: "PARTNERS" });
    expect(await look({ libraryId: staff.libraryId })).toEqual([1, []]);
  });
});
