import type { User } from "../../src/platform/auth/principal.js";
import { attempt, must, newConsortium, newSkill, type People, unknownId } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let proposer: User;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  proposer = { ...people.analyst, role: "WORKER", subject: "worker" };
});
afterAll(() => test.stop());

const read = async (id: string, selection: string) =>
  (await test.execute(`query Q($id: ID!) { skill(id: $id) { ${selection} } }`, { id })).data.skill;

describe("a new concept", () => {
  it("is accepted from an administrator, with everything that was said about it", async () => {
    const broaderId = await newSkill(test, "Archives", {}, "GROUP");
    const relatedId = await newSkill(test, "Palaeography");
    const { skill } = await must(
      test,
      "createSkill",
      "skill { id uri scheme kind status description alternativeLabels broader { id } related { nodes { id } } version }",
      {
        preferredLabel: " Finding aids ",
        kind: "KNOWLEDGE",
        description: "Guides to holdings",
        alternativeLabels: ["EAD", " EAD ", "Finding aids", "inventories"],
        broaderIds: [broaderId],
        relatedIds: [relatedId],
      },
      people.admin,
    );
    expect(skill).toMatchObject({
      scheme: "LOCAL",
      kind: "KNOWLEDGE",
      status: "ACCEPTED",
      description: "Guides to holdings",
      alternativeLabels: ["EAD", "inventories"],
      broader: [{ id: broaderId }],
      related: { nodes: [{ id: relatedId }] },
      version: 1,
    });
    const { data } = await test.execute("query Q($uri: String!) { skill(uri: $uri) { id preferredLabel } }", {
      uri: skill.uri,
    });
    expect(data.skill).toEqual({ id: skill.id, preferredLabel: "Finding aids" });
    expect(await read(relatedId, "related { nodes { id } }")).toEqual({
      related: { nodes: [{ id: skill.id }] },
    });
  });

  it("is only proposed by anybody else, and not at all without a token", async () => {
    const input = { preferredLabel: "Seed library", kind: "SKILL" };
    const { skill } = await must(test, "createSkill", "skill { status }", input, proposer);
    expect(skill.status).toBe("PROPOSED");
    const { errors } = await test.execute(
      'mutation { createSkill(input: { preferredLabel: "Another", kind: SKILL }) { skill { id } } }',
    );
    expect(errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("is refused when another one has the label, however it is written", async () => {
    const id = await newSkill(test, "Café hosting");
    const input = { preferredLabel: "  CAFE-hosting", kind: "SKILL" };
    const { userErrors } = await attempt(test, "createSkill", "skill { id }", input, proposer);
    expect(userErrors).toMatchObject([{ code: "DUPLICATE", field: ["input", "preferredLabel"] }]);
    expect(userErrors[0].message).toContain(id);
  });

  it("is created once when two people propose it at the same moment", async () => {
    const input = { preferredLabel: "Tool lending", kind: "SKILL" };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => attempt(test, "createSkill", "skill { id }", input, proposer)),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors).map(({ code }) => code)).toEqual(
      Array(3).fill("DUPLICATE"),
    );
  });

  it("names every link that leads nowhere", async () => {
    const known = await newSkill(test, "Known neighbour");
    const input = {
      preferredLabel: "Badly linked",
      kind: "SKILL",
      broaderIds: [known, unknownId("skill")],
    };
    const { userErrors } = await attempt(test, "createSkill", "skill { id }", input, people.admin);
    expect(userErrors).toMatchObject([{ code: "NOT_FOUND", field: ["input", "broaderIds", "1"] }]);
  });

  it.each([
    ["a label without letters", { preferredLabel: "?!?" }, ["input", "preferredLabel"]],
    ["a label that is too long", { preferredLabel: "x".repeat(201) }, ["input", "preferredLabel"]],
    ["too many labels", { alternativeLabels: Array(101).fill("x") }, ["input", "alternativeLabels"]],
    ["another kind of id", { broaderIds: [unknownId("worker")] }, ["input", "broaderIds"]],
  ])("is refused with %s", async (_, fields, field) => {
    const input = { preferredLabel: "Refused", kind: "SKILL", ...fields };
    const { userErrors } = await attempt(test, "createSkill", "skill { id }", input, people.admin);
    expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field }]);
  });
});

describe("a concept", () => {
  it("is changed by administrators only", async () => {
    const id = await newSkill(test, "Unchanged");
    const input = { id, expectedVersion: 1, preferredLabel: "Changed" };
    const { userErrors } = await attempt(test, "updateSkill", "skill { id }", input, proposer);
    expect(userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
    expect(await read(id, "preferredLabel version")).toEqual({ preferredLabel: "Unchanged", version: 1 });
  });

  it("takes lists as wholes, and keeps what is left out", async () => {
    const [first, second, third] = await Promise.all(
      ["Parent one", "Parent two", "Friend"].map((label) => newSkill(test, label)),
    );
    const id = await newSkill(test, "Child", {
      description: "Kept",
      alternativeLabels: ["Kid", "Offspring"],
      broaderIds: [first],
      relatedIds: [third],
    });
    const input = {
      id,
      expectedVersion: 1,
      preferredLabel: "Offspring",
      status: "DEPRECATED",
      alternativeLabels: ["Kid", "Offspring", "Descendant"],
      broaderIds: [second],
    };
    const selection = `skill { preferredLabel description status alternativeLabels broader { id } related { nodes { id } } version }`;
    const { skill } = await must(test, "updateSkill", selection, input, people.admin);
    expect(skill).toEqual({
      preferredLabel: "Offspring",
      description: "Kept",
      status: "DEPRECATED",
      alternativeLabels: ["Descendant", "Kid"],
      broader: [{ id: second }],
      related: { nodes: [{ id: third }] },
      version: 2,
    });
    expect(await read(first!, "narrower { nodes { id } }")).toEqual({ narrower: { nodes: [] } });
    const cleared = { id, expectedVersion: 2, broaderIds: [], relatedIds: [] };
    await must(test, "updateSkill", "skill { id }", cleared, people.admin);
    expect(await read(third!, "related { nodes { id } }")).toEqual({ related: { nodes: [] } });
  });

  it("is not changed by who has not seen its newest version", async () => {
    const id = await newSkill(test, "Contested");
    await must(
      test,
      "updateSkill",
      "skill { id }",
      { id, expectedVersion: 1, description: "A" },
      people.admin,
    );
    const late = { id, expectedVersion: 1, alternativeLabels: ["B"] };
    const { userErrors } = await attempt(test, "updateSkill", "skill { id }", late, people.admin);
    expect(userErrors).toMatchObject([{ code: "CONFLICT", currentVersion: 2 }]);
    expect(await read(id, "alternativeLabels")).toEqual({ alternativeLabels: [] });
  });

  it("is not merged by an update", async () => {
    const id = await newSkill(test, "Not that way");
    const input = { id, expectedVersion: 1, status: "MERGED" };
    const { userErrors } = await attempt(test, "updateSkill", "skill { id }", input, people.admin);
    expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "status"] }]);
  });

  it("leaves lists and links when archived, and can still be read", async () => {
    const parent = await newSkill(test, "Parent of archived");
    const id = await newSkill(test, "Soon archived", { broaderIds: [parent] });
    await must(test, "archiveSkill", "skill { archivedAt }", { id, expectedVersion: 1 }, people.admin);
    expect((await read(id, "archivedAt")).archivedAt).not.toBeNull();
    expect(await read(parent, "narrower { nodes { id } }")).toEqual({ narrower: { nodes: [] } });
    const { data } = await test.execute('{ skills(search: "soon archived") { nodes { id } } }');
    expect(data.skills.nodes).toEqual([]);
    const again = await attempt(
      test,
      "updateSkill",
      "skill { id }",
      { id, expectedVersion: 2, description: "x" },
      people.admin,
    );
    expect(again.userErrors).toMatchObject([{ code: "NOT_FOUND", field: ["input", "id"] }]);
  });
});

describe("a circle of broader concepts", () => {
  it("is refused with the labels along it", async () => {
    const top = await newSkill(test, "Top");
    const middle = await newSkill(test, "Middle", { broaderIds: [top] });
    const bottom = await newSkill(test, "Bottom", { broaderIds: [middle] });
    const input = { id: top, expectedVersion: 1, broaderIds: [bottom] };
    const { userErrors } = await attempt(test, "updateSkill", "skill { id }", input, people.admin);
    expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "broaderIds", "0"] }]);
    expect(userErrors[0].message).toContain("Top > Bottom > Middle > Top");
    expect(await read(top, "broader { id }")).toEqual({ broader: [] });
  });

  it("is refused when a concept is to be broader than itself", async () => {
    const id = await newSkill(test, "Alone");
    const input = { id, expectedVersion: 1, broaderIds: [id] };
    const { userErrors } = await attempt(test, "updateSkill", "skill { id }", input, people.admin);
    expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
  });

  it("cannot be closed by two changes at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const one = await newSkill(test, `One ${round}`);
      const other = await newSkill(test, `Other ${round}`);
      const link = (id: string, broaderId: string) =>
        attempt(
          test,
          "updateSkill",
          "skill { id }",
          { id, expectedVersion: 1, broaderIds: [broaderId] },
          people.admin,
        );
      const answers = await Promise.all([link(one, other), link(other, one)]);
      expect(answers.filter(({ userErrors }) => userErrors.length > 0)).toHaveLength(1);
    }
  });
});

describe("skill", () => {
  it.each(["", "(id: null, uri: null)", '(id: "skill_01h455vb4pex5vsknk084sn02q", uri: "urn:x")'])(
    "wants exactly one of id and uri: skill%s",
    async (args) => {
      const { errors } = await test.execute(`{ skill${args} { id } }`);
      expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
      expect(errors[0]?.message).toMatch(/id.*uri/);
    },
  );

  it("is null where there is none", async () => {
    const { data } = await test.execute('{ skill(uri: "urn:nobody") { id } }');
    expect(data.skill).toBeNull();
  });
});
