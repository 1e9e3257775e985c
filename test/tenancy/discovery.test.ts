import type { User } from "../../src/platform/auth/principal.js";
import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type People,
  unknownId,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const typed = async (people: People) =>
  (await test.execute("{ me { consortium { id } } }", {}, people.admin)).data.me.consortium.id;

const setOpen = async (from: People, to: People, open: boolean) =>
  await must(
    test,
    "setDiscovery",
    "consortium { discovery { nodes { isOpen isOpenThere consortium { id } } } }",
    { consortiumId: await typed(to), open },
    from.admin,
  );

/** Two consortia, each with a library, a partner, a need and a worker who is public. */
async function twoConsortia() {
  const skillId = await newSkill(test, `crossing ${Math.random()}`);
  const made = [];
  for (const place of ["here", "there"]) {
    const people = await newConsortium(test);
    const staff = await newLibrary(test, people, { name: `Library ${place}`, region: place });
    const partner = await newPartner(test, people);
    const needId = await newNeed(test, partner, { skills: [{ skillId, proficiency: "NOVICE" }] });
    const fields = { name: `Person ${place}`, goals: [{ skillId, target: "EXPERT" }], languages: ["so"] };
    const worker = await newWorker(test, people, staff.libraryId, fields);
    made.push({ people, staff, partner, needId, worker });
  }
  return { here: made[0]!, there: made[1]!, skillId };
}

const LOOK = `query Q($worker: ID!, $need: ID!) {
  worker(id: $worker) { name email jobTitle languages region library { id } growthGoals { priority } matches { nodes { need { id } } } }
  workers(first: 100) { nodes { id } }
  need(id: $need) { matches { nodes { score worker { id name } } } }
  match(needId: $need, workerId: $worker) { score } }`;

const look = async (viewer: User, worker: string, need: string) => {
  const { data, errors } = await test.execute(LOOK, { worker, need }, viewer);
  expect(errors).toEqual([]);
  const ids = (nodes: { id?: string; worker?: { id: string } }[]) =>
    nodes.map((node) => node.id ?? node.worker!.id);
  return {
    worker: data.worker,
    listed: ids(data.workers.nodes).includes(worker),
    ranked: ids(data.need.matches.nodes).includes(worker),
    pair: data.match !== null,
  };
};
const NOTHING = { worker: null, listed: false, ranked: false, pair: false };

describe("people of another consortium", () => {
  it("are found while both sides are open, as pseudonyms; by neither side's word alone", async () => {
    const { here, there } = await twoConsortia();
    const viewers = [here.staff.manager, here.partner.member, here.worker.self];
    const everybody = async () =>
      await Promise.all(viewers.map((viewer) => look(viewer, there.worker.id, here.needId)));
    expect(await everybody()).toEqual([NOTHING, NOTHING, NOTHING]);
    await setOpen(here.people, there.people, true);
    expect(await everybody()).toEqual([NOTHING, NOTHING, NOTHING]);
    await setOpen(there.people, here.people, true);
    for (const seen of await everybody())
      expect(seen).toMatchObject({
        worker: {
          name: expect.stringMatching(/^Candidate /),
          ...{ email: null, jobTitle: null, library: null, languages: [], region: "there" },
          growthGoals: [{}],
        },
        ...{ listed: true, ranked: true, pair: true },
      });
    await setOpen(there.people, here.people, false);
    expect(await everybody()).toEqual([NOTHING, NOTHING, NOTHING]);
  });

  it("are those who are PUBLIC, with what is PUBLIC of them", async () => {
    const { here, there, skillId } = await twoConsortia();
    await setOpen(here.people, there.people, true);
    await setOpen(there.people, here.people, true);
    const hidden = await newWorker(test, there.people, there.staff.libraryId, {
      discoverability: "PARTNERS",
      goals: [{ skillId, target: "EXPERT" }],
    });
    expect(await look(here.partner.member, hidden.id, here.needId)).toEqual(NOTHING);
    const silent = await newWorker(test, there.people, there.staff.libraryId, {
      goals: [{ skillId, target: "EXPERT", visibility: "PARTNERS" }],
    });
    const seen = await look(here.staff.manager, silent.id, here.needId);
    expect(seen).toMatchObject({ worker: { growthGoals: [] }, listed: true, ranked: false });
  });

  it("find needs there, too, and others find for them only their own consortium's needs", async () => {
    const { here, there } = await twoConsortia();
    const needs = async (viewer: User) => {
      const { data } = await test.execute(
        "query Q($id: ID!) { worker(id: $id) { matches { nodes { need { id } } } } }",
        { id: there.worker.id },
        viewer,
      );
      return data.worker?.matches.nodes.map((match: { need: { id: string } }) => match.need.id).sort();
    };
    expect(await needs(there.worker.self)).toEqual([there.needId]);
    await setOpen(here.people, there.people, true);
    await setOpen(there.people, here.people, true);
    expect(await needs(there.worker.self)).toEqual([here.needId, there.needId].sort());
    expect(await needs(there.staff.manager)).toEqual([there.needId]);
    expect(await needs(here.staff.manager)).toEqual([here.needId]);
    expect(await needs(here.people.admin)).toBeUndefined();
  });

  it("stay hidden from those who run or measure the other consortium", async () => {
    const { here, there } = await twoConsortia();
    await setOpen(here.people, there.people, true);
    await setOpen(there.people, here.people, true);
    for (const viewer of [here.people.admin, here.people.analyst])
      expect(await look(viewer, there.worker.id, here.needId)).toEqual(NOTHING);
  });

  it("are changed by nobody there", async () => {
    const { here, there } = await twoConsortia();
    await setOpen(here.people, there.people, true);
    await setOpen(there.people, here.people, true);
    const input = { id: there.worker.id, expectedVersion: 2, name: "Taken over" };
    const { userErrors } = await attempt(test, "updateWorker", "worker { id }", input, here.staff.manager);
    expect(userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
  });
});

describe("the opening of a consortium", () => {
  it("is set by its administrators, and read by them on both sides", async () => {
    const { here, there } = await twoConsortia();
    const { consortium } = await setOpen(here.people, there.people, true);
    expect(consortium.discovery.nodes).toEqual([
      { isOpen: true, isOpenThere: false, consortium: { id: await typed(there.people) } },
    ]);
    const query = "{ me { consortium { discovery { nodes { isOpen isOpenThere } } } } }";
    const read = async (viewer: User) => (await test.execute(query, {}, viewer)).data.me.consortium.discovery;
    expect(await read(there.people.admin)).toEqual({ nodes: [{ isOpen: false, isOpenThere: true }] });
    for (const viewer of [here.staff.manager, here.people.analyst, here.worker.self, here.partner.member])
      expect(await read(viewer)).toBeNull();
  });

  it("of others is not told to an administrator", async () => {
    const { here, there } = await twoConsortia();
    await setOpen(here.people, there.people, true);
    const query = "query Q($id: ID!) { library(id: $id) { consortium { discovery { nodes { isOpen } } } } }";
    const { data } = await test.execute(query, { id: here.staff.libraryId }, there.people.admin);
    expect(data.library.consortium.discovery).toBeNull();
  });

  it("is refused to all others, to itself, and to what is not there", async () => {
    const { here, there } = await twoConsortia();
    const to = await typed(there.people);
    const refused = async (user: User, consortiumId: string) =>
      (await attempt(test, "setDiscovery", "consortium { id }", { consortiumId, open: true }, user))
        .userErrors;
    for (const user of [here.staff.manager, here.people.analyst, here.worker.self, here.partner.member])
      expect(await refused(user, to)).toMatchObject([{ code: "FORBIDDEN" }]);
    for (const id of [unknownId("consortium"), await typed(here.people)])
      expect(await refused(here.people.admin, id)).toMatchObject([{ code: "NOT_FOUND" }]);
  });
});

describe("a tenant", () => {
  it("has external ids and idempotency keys of its own", async () => {
    const { here, there } = await twoConsortia();
    const idempotencyKey = "the-same-everywhere";
    const ids = [];
    for (const { staff } of [here, there]) {
      // Two issuers may give the same subject to two people.
      const manager = { ...staff.manager, subject: "manager" };
      const input = { libraryId: staff.libraryId, name: "Same", externalId: "7", idempotencyKey };
      ids.push((await must(test, "createWorker", "worker { id }", input, manager)).worker.id);
    }
    expect(new Set(ids.map(uuidIn)).size).toBe(2);
  });
});
