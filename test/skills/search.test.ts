import { attempt, must, newConsortium, newSkill, type People } from "../support/people.js";
import { type Answer, startTestService, type TestService } from "../support/service.js";

interface Suggested {
  readonly skill: { readonly preferredLabel: string };
  readonly matchedLabel: string;
  readonly isAlias: boolean;
  readonly confidence: number;
}

let test: TestService;
let people: People;
const ids = new Map<string, string>();

const CONCEPTS: [label: string, alternativeLabels?: string[], kind?: string][] = [
  ["research"],
  ["research data management", ["RDM"]],
  ["market research"],
  ["reading groups", ["book clubs", "Littérature à plusieurs"]],
  ["project management", ["managing projects"]],
  ["digital projects"],
  ["programming", ["coding"]],
  ["C++"],
  ["C#"],
  ["researchers' needs", [], "GROUP"],
  ["volunteer coordination", ["coordinating volunteers", "research volunteers"]],
  ["WordPress"],
  ["spreadsheets", ["Excel", "Microsoft Excel"]],
  ["grant writing"],
  ["wine grant writing"],
];

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  for (const [label, alternativeLabels = [], kind = "SKILL"] of CONCEPTS)
    ids.set(label, await newSkill(test, label, { alternativeLabels }, kind));
});
afterAll(() => test.stop());

async function search(text: string, args = ""): Promise<{ label: string; matched: string }[]> {
  const { data } = await test.execute(
    `query Q($text: String!) { skills(search: $text${args}) { edges { matchedLabel node { preferredLabel } } } }`,
    { text },
  );
  return data.skills.edges.map((edge: { matchedLabel: string; node: { preferredLabel: string } }) => ({
    label: edge.node.preferredLabel,
    matched: edge.matchedLabel,
  }));
}
const labels = async (text: string, args?: string) => (await search(text, args)).map(({ label }) => label);

async function suggest(text: string, first = 5): Promise<Suggested[]> {
  const { data } = await test.execute(
    "query Q($text: String!, $first: Int!) { suggestSkills(text: $text, first: $first) { skill { preferredLabel } matchedLabel isAlias confidence } }",
    { text, first },
  );
  return data.suggestSkills;
}
const suggested = async (text: string) => (await suggest(text)).map(({ skill }) => skill.preferredLabel);

describe("a search for skills", () => {
  it("puts the label itself first, then what begins with it, then what has a word that does", async () => {
    expect(await labels("research")).toEqual([
      "research",
      "research data management",
      "researchers' needs",
      "volunteer coordination",
      "market research",
    ]);
  });

  it("says which alternative label was found", async () => {
    expect(await search("book clubs")).toEqual([{ label: "reading groups", matched: "book clubs" }]);
    expect(await search("reading groups")).toEqual([{ label: "reading groups", matched: "reading groups" }]);
  });

  it.each(["  BOOK-clubs! ", "Book   Clubs", "litterature a plusieurs", "LITTÉRATURE"])(
    "does not mind case, accents, punctuation and padding: %j",
    async (text) => expect(await labels(text)).toEqual(["reading groups"]),
  );

  it.each([
    ["proejct managment", "project management"],
    ["spreedsheets", "spreadsheets"],
    ["management project", "project management"],
  ])("forgives slips and another order of the words: %s", async (text, label) =>
    expect(await labels(text)).toEqual([label]),
  );

  it("tells C++ from C#", async () => {
    expect(await labels("c++")).toEqual(["C++"]);
    expect(await labels("c#")).toEqual(["C#"]);
  });

  it.each(["zzyzx", "?!", "100%", "_______", "\\"])("finds nothing for %j", async (text) =>
    expect(await labels(text)).toEqual([]),
  );

  it("keeps to the filter", async () => {
    expect(await labels("research", ", filter: { kind: GROUP }")).toEqual(["researchers' needs"]);
    expect(await labels("research", ", filter: { scheme: ESCO }")).toEqual([]);
    const within = ids.get("market research");
    expect(await labels("research", `, filter: { within: "${within}" }`)).toEqual(["market research"]);
  });

  it("gives every hit once, page after page, in the same order", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: Answer = await test.execute(
        'query Q($after: String) { skills(search: "research", first: 2, after: $after) { nodes { preferredLabel } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...data.skills.nodes.map((node: { preferredLabel: string }) => node.preferredLabel));
      after = data.skills.pageInfo.hasNextPage ? data.skills.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(await labels("research"));
  });

  it.each([
    ["another search", '(search: "project", after: $after)'],
    ["the plain list", "(after: $after)"],
  ])("refuses its cursor for %s", async (_, args) => {
    const { data } = await test.execute(
      '{ skills(search: "research", first: 1) { pageInfo { endCursor } } }',
    );
    const { errors } = await test.execute(`query Q($after: String) { skills${args} { nodes { id } } }`, {
      after: data.skills.pageInfo.endCursor,
    });
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  it("refuses a cursor that was tampered with", async () => {
    const { data } = await test.execute(
      '{ skills(search: "research", first: 1) { pageInfo { endCursor } } }',
    );
    const parts = JSON.parse(Buffer.from(data.skills.pageInfo.endCursor, "base64url").toString());
    const after = Buffer.from(JSON.stringify([...parts.slice(0, 3), "not an id"])).toString("base64url");
    const { errors } = await test.execute(
      'query Q($after: String) { skills(search: "research", after: $after) { nodes { id } } }',
      { after },
    );
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  it("without a text is the plain list", async () => {
    expect(await labels("   ", ", first: 2")).toEqual(["C#", "C++"]);
  });
});

describe("suggestions for a free text", () => {
  it("are sure about the label itself, and say when it was an alias", async () => {
    expect(await suggest("Grant Writing", 1)).toMatchObject([
      {
        skill: { preferredLabel: "grant writing" },
        matchedLabel: "grant writing",
        isAlias: false,
        confidence: 1,
      },
    ]);
    const [excel] = await suggest("excel");
    expect(excel).toMatchObject({
      skill: { preferredLabel: "spreadsheets" },
      matchedLabel: "Excel",
      isAlias: true,
    });
    expect(excel?.confidence).toBeLessThan(1);
  });

  it.each([
    ["strong MS EXcel skills", "spreadsheets"],
    ["5 years of project managment experience", "project management"],
    ["manage projects", "project management"],
    ["volunteers coordination", "volunteer coordination"],
    ["word press", "WordPress"],
    ["codng", "programming"],
  ])("see through what people write: %s", async (text, label) =>
    expect((await suggested(text))[0]).toBe(label),
  );

  it.each(["Premier", "GSA Badge", "test", "C", "git", "management", "researchers' needs", "!?"])(
    "are none when nothing is likely: %s",
    async (text) => expect(await suggested(text)).toEqual([]),
  );

  it("leave out deprecated and archived concepts", async () => {
    for (const [label, mutation, fields] of [
      ["Telex operation", "updateSkill", { status: "DEPRECATED" }],
      ["Microfiche cutting", "archiveSkill", {}],
    ] as const) {
      const id = await newSkill(test, label);
      expect(await suggested(label)).toEqual([label]);
      await must(test, mutation, "skill { id }", { id, expectedVersion: 1, ...fields }, people.admin);
      expect(await suggested(label)).toEqual([]);
    }
  });

  it("offer the survivor of a merge under the duplicate's label", async () => {
    const survivorId = await newSkill(test, "bookbinding");
    const duplicateId = await newSkill(test, "sewing of gatherings");
    const input = { duplicateId, survivorId, expectedVersion: 1 };
    await attempt(test, "mergeSkills", "skill { id }", input, people.admin);
    expect(await suggested("sewing of gatherings")).toEqual(["bookbinding"]);
  });

  it("are as many as asked for, 1 to 20", async () => {
    expect(await suggest("writing grants", 1)).toHaveLength(1);
    const { errors } = await test.execute('{ suggestSkills(text: "x", first: 21) { confidence } }');
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});
