import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newPartner,
  newWorker,
  type People,
  type Staff,
  unknownId,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let staff: Staff;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  staff = await newLibrary(test, people, { name: "Central", isil: "XX-Central", region: "North" });
});
afterAll(() => test.stop());

const WORKER = `query Q($id: ID!) { worker(id: $id) {
  name email skills { nodes { proficiency skill { preferredLabel } } } growthGoals { target skill { preferredLabel } } } }`;

describe("a worker", () => {
  it("is registered by the manager of the library and by no other one", async () => {
    const input = { libraryId: staff.libraryId, name: "Ana Ruiz" };
    const elsewhere = await newLibrary(test, people);
    const refused = await attempt(test, "createWorker", "worker { id }", input, elsewhere.manager);
    expect(refused.userErrors).toMatchObject([{ code: "FORBIDDEN", field: ["input", "libraryId"] }]);
    const { worker } = await must(
      test,
      "createWorker",
      "worker { name discoverability }",
      input,
      staff.manager,
    );
    expect(worker).toEqual({ name: "Ana Ruiz", discoverability: "CONSORTIUM" });
  });

  it("is opened to partners by nobody but the worker", async () => {
    const input = { libraryId: staff.libraryId, name: "Bo", discoverability: "PARTNERS" };
    const refused = await attempt(test, "createWorker", "worker { id }", input, staff.manager);
    expect(refused.userErrors).toMatchObject([{ code: "FORBIDDEN", field: ["input", "discoverability"] }]);
    const { id, self } = await newWorker(test, people, staff.libraryId, { discoverability: "CONSORTIUM" });
    const open = { id, expectedVersion: 2, discoverability: "PARTNERS" };
    const byManager = await attempt(test, "updateWorker", "worker { id }", open, staff.manager);
    expect(byManager.userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
    const { worker } = await must(test, "updateWorker", "worker { discoverability }", open, self);
    expect(worker.discoverability).toBe("PARTNERS");
  });

  it("keeps what a change has a variable for that was not sent", async () => {
    const { id } = await newWorker(test, people, staff.libraryId, { summary: "Repairs old maps" });
    const { data, errors } = await test.execute(
      `mutation M($id: ID!, $version: Int!, $summary: String, $title: String) {
        updateWorker(input: { id: $id, expectedVersion: $version, summary: $summary, jobTitle: $title }) {
          worker { summary jobTitle } userErrors { code } } }`,
      { id, version: 2, title: "Librarian" },
      staff.manager,
    );
    expect(errors).toEqual([]);
    expect(data.updateWorker.userErrors).toEqual([]);
    expect(data.updateWorker.worker).toEqual({ summary: "Repairs old maps", jobTitle: "Librarian" });
  });

  it("is a pseudonym without an address for partners, who do not find those that are not open to them", async () => {
    const { member } = await newPartner(test, people);
    const open = await newWorker(test, people, staff.libraryId, {
      name: "Chen Li",
      email: "chen@library.example",
    });
    const closed = await newWorker(test, people, staff.libraryId, {
      name: "Dara",
      discoverability: "CONSORTIUM",
    });
    const seen = await test.execute(WORKER, { id: open.id }, member);
    expect(seen.data.worker.name).toMatch(/^Candidate [0-9A-Z]{6}$/);
    expect(seen.data.worker.email).toBeNull();
    const hidden = await test.execute(WORKER, { id: closed.id }, member);
    const absent = await test.execute(WORKER, { id: unknownId("worker") }, member);
    expect(JSON.stringify([hidden.data, hidden.errors])).toBe(JSON.stringify([absent.data, absent.errors]));
    const own = await test.execute(WORKER, { id: open.id }, staff.manager);
    expect(own.data.worker).toMatchObject({ name: "Chen Li", email: "chen@library.example" });
  });

  it("is nothing for anonymous callers", async () => {
    const { id } = await newWorker(test, people, staff.libraryId);
    const { data, errors } = await test.execute(WORKER, { id });
    expect(data?.worker ?? null).toBeNull();
    expect(errors[0]!.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("is nothing for those who run or measure the consortium, until an administrator breaks the glass", async () => {
    const { id } = await newWorker(test, people, staff.libraryId, { name: "Sealed" });
    for (const viewer of [people.admin, people.analyst]) {
      expect((await test.execute(WORKER, { id }, viewer)).data.worker).toBeNull();
      const { data } = await test.execute("{ workers { nodes { id } } }", {}, viewer);
      expect(data.workers.nodes).toEqual([]);
    }
    const rename = { id, expectedVersion: 2, name: "Unsealed" };
    const refused = await attempt(test, "updateWorker", "worker { id }", rename, people.admin);
    expect(refused.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    const breakGlass = [uuidIn(id)];
    const inside = { ...people.admin, breakGlass };
    const { worker } = await must(test, "updateWorker", "worker { name }", rename, inside);
    expect(worker).toEqual({ name: "Unsealed" });
    const { data } = await test.execute("{ workers { nodes { id } } }", {}, inside);
    expect(data.workers.nodes).toEqual([{ id }]);
    for (const other of [
      { ...people.analyst, breakGlass },
      { ...(await newConsortium(test)).admin, breakGlass },
    ])
      expect((await test.execute(WORKER, { id }, other)).data.worker).toBeNull();
  });

  it("is registered by no administrator", async () => {
    const input = { libraryId: staff.libraryId, name: "Nobody's" };
    const { userErrors } = await attempt(test, "createWorker", "worker { id }", input, people.admin);
    expect(userErrors).toMatchObject([{ code: "FORBIDDEN", field: ["input", "libraryId"] }]);
  });

  it("is not found by a hidden name, and stays findable by a visible one", async () => {
    const { member } = await newPartner(test, people);
    const { id } = await newWorker(test, people, staff.libraryId, { name: "Unmistakable Person" });
    const query = '{ workers(filter: { search: "unmistakable" }) { nodes { id } } }';
    expect((await test.execute(query, {}, member)).data.workers.nodes).toEqual([]);
    expect((await test.execute(query, {}, staff.manager)).data.workers.nodes).toEqual([{ id }]);
  });

  it("stays within the consortium", async () => {
    const { id } = await newWorker(test, people, staff.libraryId, { discoverability: "CONSORTIUM" });
    const open = await newWorker(test, people, staff.libraryId);
    const { manager } = await newLibrary(test, await newConsortium(test));
    expect((await test.execute(WORKER, { id }, manager)).data.worker).toBeNull();
    expect((await test.execute(WORKER, { id: open.id }, manager)).data.worker).toBeNull();
    const { data } = await test.execute("{ workers(first: 100) { nodes { id } } }", {}, manager);
    expect(data.workers.nodes).toEqual([]);
  });
});
