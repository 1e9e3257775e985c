import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newWorker,
  type People,
  type Staff,
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

describe("a library", () => {
  it("is found by its id and by its ISIL", async () => {
    const { data } = await test.execute(
      'query Q($id: ID!) { one: library(id: $id) { isil } other: library(isil: "XX-Central") { id name consortium { id } } }',
      { id: staff.libraryId },
    );
    expect(data.one.isil).toBe("XX-Central");
    expect(data.other).toMatchObject({ id: staff.libraryId, name: "Central" });
  });

  it("must be asked for by exactly one of the two", async () => {
    const { errors } = await test.execute("{ library { id } }");
    expect(errors[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
    expect(errors[0]!.message).toContain("isil");
  });

  it("has an ISIL of the right form, once", async () => {
    const input = { name: "Twin", isil: "XX-Central" };
    const twin = await attempt(test, "createLibrary", "library { id }", input, people.admin);
    expect(twin.userErrors).toMatchObject([{ code: "DUPLICATE", field: ["input", "isil"] }]);
    const odd = await attempt(
      test,
      "createLibrary",
      "library { id }",
      { name: "Odd", isil: "nonsense" },
      people.admin,
    );
    expect(odd.userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "isil"] }]);
  });

  it("is archived only when nobody works there any more", async () => {
    const { libraryId, manager } = await newLibrary(test, people);
    const { id } = await newWorker(test, people, libraryId);
    const archive = { id: libraryId, expectedVersion: 1 };
    const refused = await attempt(test, "archiveLibrary", "library { id }", archive, people.admin);
    expect(refused.userErrors).toMatchObject([{ code: "INVALID_TRANSITION" }]);
    await must(test, "archiveWorker", "worker { id }", { id, expectedVersion: 2 }, manager);
    const { library } = await must(test, "archiveLibrary", "library { archivedAt }", archive, people.admin);
    expect(library.archivedAt).not.toBeNull();
  });
});
