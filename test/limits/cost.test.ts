import { getIntrospectionQuery, getNamedType, isListType, isNonNullType, isObjectType, parse } from "graphql";
import { requestedBy, takenBy } from "../../src/platform/graphql/cost/cost-plan.js";
import { planOperation } from "../../src/platform/graphql/cost/plan-operation.js";
import { SchemaCosts } from "../../src/platform/graphql/cost/schema-costs.js";
import { checkDocument } from "../../src/platform/graphql/limits/document-limits.js";
import { KnownDocuments } from "../../src/platform/graphql/limits/known-documents.js";
import { publishedSchema } from "../support/published-schema.js";

const schema = publishedSchema();
const costs = new SchemaCosts(schema);

const planned = (query: string, variables: Record<string, unknown> = {}) =>
  planOperation(costs, checkDocument(parse(query)), variables).steps;
const costOf = (query: string, variables: Record<string, unknown> = {}) =>
  requestedBy(planned(query, variables), variables);
const takenOf = (query: string, data: unknown, variables: Record<string, unknown> = {}) =>
  takenBy(planned(query, variables), data, variables);

describe("the static cost", () => {
  it.each([
    ["an object", "{ me { role } }", 1],
    ["an object within another", '{ need(id: "x") { title partner { name } } }', 2],
    ["the default page", "{ needs { nodes { title } } }", 10 + 20],
    ["a page of a size", "{ needs(first: 7) { nodes { title } } }", 10 + 7],
    ["edges", "{ needs(first: 7) { edges { cursor node { title } } } }", 10 + 7],
    ["edges and nodes", "{ needs(first: 7) { edges { cursor } nodes { title } } }", 10 + 14],
    ["a page whose entries nobody asks for", "{ needs(first: 100) { pageInfo { hasNextPage } } }", 10],
    [
      "pages of pages",
      "{ needs(first: 5) { nodes { matches(first: 3) { nodes { score worker { name } } } } } }",
      10 + 5 * (1 + 10 + 3 * 2),
    ],
    [
      "a list with a bound",
      '{ worker(id: "x") { growthGoals { priority skill { preferredLabel } } } }',
      1 + 20,
    ],
    ["a costly argument", '{ skills(search: "a", first: 1) { nodes { uri } } }', 100 + 1],
    ["a costly argument that is null", "{ skills(search: null, first: 1) { nodes { uri } } }", 1],
    [
      "the same twice, which is answered once",
      '{ need(id: "x") { id } need(id: "x") { partner { id } } }',
      2,
    ],
    ["the same under two names", '{ a: need(id: "x") { id } b: need(id: "x") { partner { id } } }', 3],
    ["fragments", "{ ...Q } fragment Q on Query { me { ...V } } fragment V on Viewer { worker { id } }", 2],
    [
      "what is left out",
      "{ me { role worker @include(if: false) { id } library @skip(if: true) { id } } }",
      1,
    ],
    [
      "the dearest of several types",
      '{ _entities(representations: [{__typename: "Need", id: "x"}, {__typename: "Worker", id: "y"}]) { ... on Need { partner { id } } ... on Worker { name } } }',
      2 * (1 + 1),
    ],
    ["introspection", getIntrospectionQuery(), 100],
    ["what does not exist", "{ nothing { of { the } kind } me { role } }", 1],
    ["nothing", "{ __typename }", 0],
  ])("counts %s", (_, query, points) => {
    expect(costOf(query)).toBe(points);
  });

  it("takes sizes from variables, their defaults, and the arguments' defaults", () => {
    const query = "query Q($first: Int) { skills(first: $first) { nodes { uri } } }";
    expect(costOf(query, { first: 3 })).toBe(3);
    expect(costOf(query)).toBe(20);
    const withDefault = "query Q($first: Int = 9) { skills(first: $first) { nodes { uri } } }";
    expect(costOf(withDefault)).toBe(9);
    expect(costOf(withDefault, { first: 4 })).toBe(4);
    expect(costOf(query, { first: 1e9 })).toBe(1e9);
    expect(costOf(query, { first: -1 })).toBe(0);
    expect(costOf(query, { first: "many" })).toBe(100);
  });

  it("takes what variables include and skip, and arguments that they give", () => {
    const query =
      "query Q($with: Boolean = true, $search: String) { skills(first: 2, search: $search) { nodes @include(if: $with) { uri } } }";
    expect(costOf(query)).toBe(2);
    expect(costOf(query, { with: false })).toBe(0);
    expect(costOf(query, { search: "x" })).toBe(102);
    expect(costOf(query, { search: null })).toBe(2);
  });

  it("is planned anew for what other variables include", () => {
    const known = new KnownDocuments(schema);
    const query = "query Q($with: Boolean!) { skills(first: 2) { nodes @include(if: $with) { uri } } }";
    const points = (variables: Record<string, unknown>) =>
      requestedBy(known.read(query)!.planFor(variables).steps, variables);
    expect([{ with: true }, { with: false }, { with: true }].map(points)).toEqual([2, 0, 2]);
  });

  it("counts representations by their number", () => {
    const query = "query Q($all: [_Any!]!) { _entities(representations: $all) { ... on Need { title } } }";
    expect(costOf(query, { all: Array(30).fill({}) })).toBe(30);
    expect(costOf(query, { all: {} })).toBe(100);
  });

  it("counts what is answered in the same way", () => {
    const query =
      "query Q($first: Int) { needs(first: $first) { nodes { title partner { name } skills { importance } } } }";
    const need = {
      title: "t",
      partner: { name: "p" },
      skills: [{ importance: "MUST" }, { importance: "NICE" }],
    };
    const data = { needs: { nodes: [need, { ...need, partner: null, skills: [] }] } };
    expect(takenOf(query, data, { first: 5 })).toBe(10 + (1 + 1 + 2) + 1);
    expect(takenOf(query, null)).toBe(0);
    expect(takenOf(query, { needs: null })).toBe(0);
    const search = '{ skills(search: "x") { nodes { uri } } }';
    expect(takenOf(search, { skills: { nodes: [{ uri: "u" }] } })).toBe(101);
  });

  it("is at most the sum of what is answered, when pages are full", () => {
    const query =
      "{ needs(first: 2) { edges { node { matches(first: 2) { nodes { worker { name } } } } } } }";
    const match = { worker: { name: "w" } };
    const edge = { node: { matches: { nodes: [match, match] } } };
    expect(takenOf(query, { needs: { edges: [edge, edge] } })).toBe(costOf(query));
  });
});

describe("what should be possible", () => {
  it.each([
    [
      "needs with those who fit",
      "{ needs(first: 20) { nodes { title matches(first: 15) { nodes { score worker { name } } } } } }",
    ],
    [
      "needs with their skills",
      "{ needs { nodes { title partner { name } skills { skill { preferredLabel } } } } }",
    ],
    [
      "workers with skills and goals",
      "{ workers { nodes { name skills(first: 10) { nodes { skill { preferredLabel } } } growthGoals { skill { preferredLabel } } } } }",
    ],
    [
      "matches explained",
      '{ need(id: "x") { matches(first: 50) { nodes { score worker { name } explanation { skills { contribution skill { preferredLabel } } goals { contribution } improvements { gain skill { preferredLabel } } } unmetMustHaves { preferredLabel } } } } }',
    ],
  ])("is: %s", (_, query) => {
    expect(costOf(query)).toBeLessThanOrEqual(1000);
  });

  it.each([
    ["all with all", "{ needs(first: 100) { nodes { matches(first: 100) { nodes { score } } } } }"],
    [
      "a page of pages of pages",
      "{ needs(first: 20) { nodes { matches(first: 20) { nodes { worker { skills(first: 5) { nodes { proficiency } } } } } } } }",
    ],
  ])("is not: %s", (_, query) => {
    expect(costOf(query)).toBeGreaterThan(1000);
  });

  it("has a known size for every list of objects", () => {
    const unknown: string[] = [];
    for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
      // A Connection is an introduction; what else ends so is a page.
      if (type.name.startsWith("__") || /(.Connection|_Service)$/.test(type.name)) continue;
      for (const field of Object.values(type.getFields())) {
        const named = getNamedType(field.type);
        const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
        const isPage = /.Connection$/.test(named.name);
        const { sizedFields, slicing } = costs.of(field);
        const says = field.astNode?.directives?.some(({ name }) => name.value === "listSize");
        if (isPage && (sizedFields.length === 0 || slicing.length === 0))
          unknown.push(`${type.name}.${field.name}`);
        if (isList && isObjectType(named) && !says) unknown.push(`${type.name}.${field.name}`);
      }
    }
    expect(unknown).toEqual([]);
  });
});
