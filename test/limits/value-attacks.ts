import { type Attack, asks, beyond, many, nested } from "./attack.js";

const badInput = { status: 400, code: "BAD_USER_INPUT" };
const refused = { status: 200, code: "BAD_USER_INPUT" };
const PAGE = "query Q($first: Int!) { skills(first: $first) { nodes { uri } } }";
const ENTITIES = "query Q($all: [_Any!]!) { _entities(representations: $all) { __typename } }";
const CREATE = "mutation M($input: CreateNeedInput!) { createNeed(input: $input) { userErrors { code } } }";
const SEARCH = "query Q($text: String!) { suggestSkills(text: $text) { matchedLabel } }";
const partner = { __typename: "Partner", id: "partner_01h455vb4pex5vsknk084sn02q" };
const skill = { skillId: "skill_01h455vb4pex5vsknk084sn02q", proficiency: "EXPERT" };

const deep = (levels: number): unknown => JSON.parse(nested(levels, '{"a":', "1", "}"));
const deepList = (levels: number): unknown => JSON.parse(nested(levels, "[", "1", "]"));

/** Arguments and variables that ask for too much, or that hold what they should not. */
export const valueAttacks: readonly Attack[] = [
  asks("a huge page", "{ needs(first: 2000000000) { nodes { title } } }", beyond("1000 are allowed")),
  asks("a huge page by a variable", PAGE, beyond("1000 are allowed"), { first: 1_000_000 }),
  asks("a page one too long", "{ needs(first: 101) { nodes { title } } }", refused),
  asks("a page of less than nothing", PAGE, refused, { first: -1 }),
  asks(
    "pages of pages of pages",
    "{ needs(first: 100) { nodes { matches(first: 100) { nodes { score } } } } }",
    beyond("10"),
  ),
  asks(
    "pages of pages by variables",
    "query Q($a: Int!, $b: Int!) { needs(first: $a) { nodes { matches(first: $b) { nodes { score } } } } }",
    beyond("1000 are allowed"),
    { a: 100, b: 100 },
  ),
  asks("101 representations", ENTITIES, beyond("100 are allowed"), { all: Array(101).fill(partner) }),
  asks(
    "101 representations in the document",
    `{ _entities(representations: [${many(101, () => '{__typename: "Need", id: "x"}')}]) { __typename } }`,
    beyond("100 are allowed"),
  ),
  asks("unknown types of representations", ENTITIES, refused, {
    all: [{ __typename: "Viewer" }, { __typename: "constructor" }, {}],
  }),
  asks("deep representations", ENTITIES, beyond("10 are allowed"), { all: [deep(500)] }),
  asks("a huge list of input", CREATE, beyond("2000 are allowed"), {
    input: { skills: Array(1000).fill(skill) },
  }),
  asks(
    "a long list of input",
    CREATE,
    { status: 400, code: "BAD_USER_INPUT" },
    { input: { skills: Array(400).fill({ skillId: 5 }) } },
  ),
  asks("deep lists of input objects", CREATE, beyond("10 are allowed"), {
    input: { skills: deepList(2000) },
  }),
  asks(
    "many variables that nobody declared",
    "{ me { role } }",
    beyond("2000 are allowed"),
    Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`v${i}`, i])),
  ),
  asks("huge variables", "{ me { role } }", { status: 413, code: "BAD_REQUEST" }, { a: "x".repeat(101_000) }),
  asks("a long string", SEARCH, refused, { text: "x".repeat(90_000) }),
  asks(
    "a long string in the document",
    `{ suggestSkills(text: "${"y".repeat(90_000)}") { matchedLabel } }`,
    refused,
  ),
  asks("NUL in a value", SEARCH, refused, { text: "a\u0000b" }),
  asks("a lone surrogate", SEARCH, { status: 200, code: null }, { text: "a\ud800b" }),
  asks("a number out of range", PAGE, beyond("1000 are allowed"), { first: 2 ** 31 }),
  asks("a part of a number", PAGE, badInput, { first: 1.5 }),
  asks("a number out of range in the document", "{ skill(id: 99999999999999999999999) { uri } }", refused),
  asks("a text for a number", PAGE, badInput, { first: "5" }),
  asks(
    "keys of prototypes as variables",
    "{ me { role } }",
    { status: 200, code: null },
    { constructor: 1, toString: 1 },
  ),
  asks("a key that is almost right", CREATE, badInput, { input: { titel: "x" } }),
  asks("keys of prototypes in an input", CREATE, badInput, {
    input: JSON.parse('{"constructor": 1, "toString": 2}'),
  }),
  asks("many faults of variables", CREATE, badInput, {
    input: Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
  }),
];
