import { randomUUID } from "node:crypto";
import { attempt, must, newConsortium, newPartner, type People } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
});
afterAll(() => test.stop());

const partnersNamed = async (name: string): Promise<unknown[]> =>
  (
    await test.execute("query Q($n: String) { partners(filter: { search: $n }) { nodes { id } } }", {
      n: name,
    })
  ).data.partners.nodes;

describe("an idempotency key", () => {
  it("gives a repetition the first answer, and makes nothing twice", async () => {
    const input = { name: "Once only", idempotencyKey: randomUUID() };
    const first = await must(test, "createPartner", "partner { id }", input, people.admin);
    const second = await must(test, "createPartner", "partner { id }", input, people.admin);
    expect(second).toEqual(first);
    expect(await partnersNamed("Once only")).toHaveLength(1);
  });

  it("refuses another request under the same key", async () => {
    const idempotencyKey = randomUUID();
    await must(test, "createPartner", "partner { id }", { name: "Mine", idempotencyKey }, people.admin);
    const other = await attempt(
      test,
      "createPartner",
      "partner { id }",
      { name: "Another", idempotencyKey },
      people.admin,
    );
    expect(other.userErrors).toMatchObject([{ code: "IDEMPOTENCY_KEY_REUSED" }]);
    expect(await partnersNamed("Another")).toEqual([]);
  });

  it("belongs to its caller", async () => {
    const idempotencyKey = randomUUID();
    const elsewhere = await newConsortium(test);
    const first = await must(
      test,
      "createPartner",
      "partner { id }",
      { name: "A", idempotencyKey },
      people.admin,
    );
    const other = await must(
      test,
      "createPartner",
      "partner { id }",
      { name: "A", idempotencyKey },
      elsewhere.admin,
    );
    expect(other.partner.id).not.toBe(first.partner.id);
  });

  it("lets one of many simultaneous requests through", async () => {
    const input = { name: "Stampede", idempotencyKey: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => attempt(test, "createPartner", "partner { id }", input, people.admin)),
    );
    const ids = new Set(answers.flatMap(({ partner }) => (partner ? [partner.id] : [])));
    expect(ids.size).toBe(1);
    for (const { partner, userErrors } of answers)
      if (!partner) expect(userErrors).toMatchObject([{ code: "IDEMPOTENCY_IN_PROGRESS" }]);
    expect(await partnersNamed("Stampede")).toHaveLength(1);
  });

  it("is not spent by a refused request", async () => {
    const input = { name: "", idempotencyKey: randomUUID() };
    const refused = await attempt(test, "createPartner", "partner { id }", input, people.admin);
    expect(refused.userErrors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    await must(test, "createPartner", "partner { id }", { ...input, name: "Corrected" }, people.admin);
  });
});

describe("a version", () => {
  it("that is stale is a conflict that names the current one, and changes nothing", async () => {
    const { id, member } = await newPartner(test, people, { name: "Versioned" });
    await must(test, "updatePartner", "partner { id }", { id, expectedVersion: 1, name: "Second" }, member);
    const { partner, userErrors } = await attempt(
      test,
      "updatePartner",
      "partner { id }",
      { id, expectedVersion: 1, name: "Lost" },
      member,
    );
    expect(partner).toBeNull();
    expect(userErrors).toMatchObject([
      { code: "CONFLICT", field: ["input", "expectedVersion"], currentVersion: 2 },
    ]);
    const { data } = await test.execute("query Q($id: ID!) { partner(id: $id) { name version } }", { id });
    expect(data.partner).toEqual({ name: "Second", version: 2 });
  });
});

describe("a mutation", () => {
  it("needs a token", async () => {
    const { data, errors } = await test.execute(
      'mutation { createPartner(input: { name: "X" }) { userErrors { code } } }',
    );
    expect(data).toBeNull();
    expect(errors[0]!.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("lets the rest of the request see its change", async () => {
    const { id, member } = await newPartner(test, people, { name: "Before" });
    const { data } = await test.execute(
      `mutation M($id: ID!) {
        one: updatePartner(input: { id: $id, expectedVersion: 1, name: "Middle" }) { partner { name } }
        two: updatePartner(input: { id: $id, expectedVersion: 2, name: "After" }) { partner { name } }
      }`,
      { id },
      member,
    );
    expect(data).toEqual({ one: { partner: { name: "Middle" } }, two: { partner: { name: "After" } } });
  });

  it.each([
    ["", "must not be empty"],
    ["   ", "must not be empty"],
    ["x".repeat(10_000), "must have at most 200 characters, not 10000"],
    ["nul \u0000 byte", "must not contain control characters"],
  ])("refuses the name %p", async (name, message) => {
    const { userErrors } = await attempt(test, "createPartner", "partner { id }", { name }, people.admin);
    expect(userErrors).toEqual([
      { code: "BAD_USER_INPUT", field: ["input", "name"], message, currentVersion: null },
    ]);
  });

  it("refuses null for what cannot be without, and names the field", async () => {
    const { id, member } = await newPartner(test, people);
    const change = { id, expectedVersion: 1, name: null };
    const { userErrors } = await attempt(test, "updatePartner", "partner { id }", change, member);
    expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "name"] }]);
  });
});
