import { newSkill } from "../support/people.js";
import { type Answer, startTestService, type TestService } from "../support/service.js";

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const read = async (id: string, selection: string) =>
  (await test.execute(`query Q($id: ID!) { skill(id: $id) { ${selection} } }`, { id })).data.skill;

describe("the list of skills", () => {
  it("is in alphabetical order, page after page, within a concept", async () => {
    const root = await newSkill(test, "Zoology", {}, "GROUP");
    const insects = await newSkill(test, "entomology", { broaderIds: [root] });
    for (const label of ["beekeeping", "Ants", "wasps"])
      await newSkill(test, label, { broaderIds: [insects] });
    const labels: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page++) {
      const { data }: Answer = await test.execute(
        "query Q($within: ID!, $after: String) { skills(first: 2, after: $after, filter: { within: $within }) { nodes { preferredLabel } pageInfo { hasNextPage endCursor } } }",
        { within: root, after },
      );
      labels.push(...data.skills.nodes.map((node: { preferredLabel: string }) => node.preferredLabel));
      expect(data.skills.pageInfo.hasNextPage).toBe(page < 2);
      after = data.skills.pageInfo.endCursor;
    }
    expect(labels).toEqual(["Ants", "beekeeping", "entomology", "wasps", "Zoology"]);
    const only = await test.execute(
      "query Q($within: ID!) { skills(filter: { within: $within, kind: GROUP }) { nodes { preferredLabel } } }",
      { within: root },
    );
    expect(only.data.skills.nodes).toEqual([{ preferredLabel: "Zoology" }]);
  });

  it("refuses a cursor of another list", async () => {
    const parent = await newSkill(test, "Two children");
    for (const label of ["Child A", "Child B"]) await newSkill(test, label, { broaderIds: [parent] });
    const { narrower } = await read(parent, "narrower(first: 1) { pageInfo { endCursor } }");
    const { errors } = await test.execute(
      "query Q($after: String) { skills(after: $after) { nodes { id } } }",
      {
        after: narrower.pageInfo.endCursor,
      },
    );
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  it("and all its links are read without a statement to the database", async () => {
    const { data, statements } = await test.execute(
      "{ skills(first: 50) { nodes { id broader { id broader { id } } narrower { nodes { related { nodes { id } } } } mergedInto { id } } } }",
    );
    expect(data.skills.nodes.length).toBeGreaterThan(5);
    expect(statements).toBe(0);
  });
});

describe("another subgraph", () => {
  it("finds skills by id and by URI", async () => {
    const id = await newSkill(test, "Federated");
    const { uri } = await read(id, "uri");
    const { data } = await test.execute(
      "query Q($all: [_Any!]!) { _entities(representations: $all) { ... on Skill { preferredLabel } } }",
      {
        all: [
          { __typename: "Skill", id },
          { __typename: "Skill", uri },
          { __typename: "Skill", uri: "urn:x" },
        ],
      },
    );
    expect(data._entities).toEqual([{ preferredLabel: "Federated" }, { preferredLabel: "Federated" }, null]);
  });
});
