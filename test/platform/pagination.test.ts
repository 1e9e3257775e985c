import fc from "fast-check";
import { decodeCursor, encodeCursor } from "../../src/platform/graphql/connection.js";
import { typedId, uuidOrNull } from "../../src/platform/graphql/typed-id.js";
import { newConsortium, newPartner, type People, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
const names = ["Alder", "Birch", "birch", "Cedar", "Cedar", "Cedar", "Dogwood"];

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  for (const name of names) await newPartner(test, people, { name });
});
afterAll(() => test.stop());

interface Page {
  readonly nodes: { id: string; proficiency: string }[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
}

const LIST = `query Q($first: Int, $after: String) { partners(first: $first, after: $after) {
  edges { cursor node { id } } nodes { id name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

describe("a list", () => {
  it("gives the same entries in the same order whatever the size of its pages", async () => {
    const whole = (await test.execute(LIST, { first: 100 })).data.partners.nodes;
    expect(whole.map(({ name }: { name: string }) => name).sort()).toEqual([...names].sort());
    for (const first of [1, 2, 3, 7]) {
      const seen: unknown[] = [];
      let after: string | null = null;
      do {
        const page: Page = (await test.execute(LIST, { first, after })).data.partners;
        seen.push(...page.nodes);
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      expect(seen).toEqual(whole);
    }
  });

  it.each([0, -1, 101])("refuses first: %i", async (first) => {
    const { errors } = await test.execute(LIST, { first });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(errors[0]!.message).toMatch(/^first: must be at (least 1|most 100)/);
  });

  it("refuses a cursor that another list gave, and one that nobody gave", async () => {
    const id = "018f0000-0000-7000-8000-000000000000";
    const made = [["x", "no uuid"], ["x\u0000", id], [5, id], [null, id], ["x"]].map((position) =>
      encodeCursor("partners", position),
    );
    for (const after of [encodeCursor("needs", [id]), ...made, "nonsense", ""]) {
      const { errors } = await test.execute(LIST, { first: 2, after });
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    }
  });
});

describe("a cursor", () => {
  it("comes back as the position it was made of", () => {
    const part = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.string(), fc.array(part, { minLength: 1, maxLength: 4 }), (list, position) => {
        const back = decodeCursor(
          list,
          encodeCursor(list, position),
          position.map(() => () => true),
        );
        expect(JSON.stringify(back)).toBe(JSON.stringify(position));
      }),
    );
  });
});

describe("a typed id", () => {
  it("carries its type and its UUID", () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), (uuid) => {
        const id = typedId("need", uuid);
        expect(id).toMatch(/^need_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
        expect(uuidOrNull("need", id)).toBe(uuid);
        expect(uuidIn(id)).toBe(uuid);
        expect(uuidOrNull("worker", id)).toBeNull();
      }),
    );
  });

  it("of the wrong type is refused with what was expected", async () => {
    const { errors } = await test.execute("query Q($id: ID!) { partner(id: $id) { id } }", {
      id: typedId("worker", "018f0000-0000-7000-8000-000000000000"),
    });
    expect(errors).toMatchObject([{ path: ["partner"], extensions: { code: "BAD_USER_INPUT" } }]);
    expect(errors[0]!.message).toContain("expected the id of a partner");
  });
});
