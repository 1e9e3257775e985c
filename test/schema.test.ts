import "reflect-metadata";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { composeServices } from "@apollo/composition";
import { parse, print, visit } from "graphql";
import { publishedSdl } from "../src/compose-schema.js";

const sdl = publishedSdl();
const document = parse(sdl);

describe("the published schema", () => {
  it("is what schema.graphql holds (npm run schema)", () => {
    expect(readFileSync(join(__dirname, "..", "schema.graphql"), "utf8")).toBe(sdl);
  });

  it("describes every type, field, argument, enum value and input", () => {
    const silent: string[] = [];
    const path: string[] = [];
    visit(document, {
      enter(node) {
        if (!("name" in node) || !node.name || !/Definition$/.test(node.kind)) return;
        path.push(node.name.value);
        if (
          node.kind === "ObjectTypeDefinition" &&
          ["Query", "Mutation", "Subscription"].includes(node.name.value)
        )
          return;
        if (node.kind === "OperationDefinition" || node.kind === "FragmentDefinition") return;
        if (!("description" in node) || !node.description?.value.trim()) silent.push(path.join("."));
      },
      leave(node) {
        if ("name" in node && node.name && /Definition$/.test(node.kind)) path.pop();
      },
    });
    expect(silent).toEqual([]);
  });

  it("has no input that contains itself, which the compiler of queries does not get done with", () => {
    const within = new Map<string, string[]>();
    visit(document, {
      InputObjectTypeDefinition({ name, fields = [] }) {
        within.set(
          name.value,
          fields.map(({ type }) => print(type).replace(/[[\]!]/g, "")),
        );
      },
    });
    const contains = (name: string, seen: readonly string[]): boolean =>
      seen.includes(name) || (within.get(name) ?? []).some((inner) => contains(inner, [...seen, name]));
    expect([...within.keys()].filter((name) => contains(name, []))).toEqual([]);
    expect(within.size).toBeGreaterThan(50);
  });

  it("states the keys of the federation", () => {
    const keys: Record<string, string[]> = {};
    visit(document, {
      ObjectTypeDefinition(node) {
        const own = (node.directives ?? []).filter((directive) => directive.name.value === "key");
        const fields = own.map(
          (directive) => directive.arguments?.find(({ name }) => name.value === "fields")?.value,
        );
        if (own.length > 0)
          keys[node.name.value] = fields.map((value) => (value?.kind === "StringValue" ? value.value : ""));
      },
    });
    expect(keys).toEqual({
      Worker: ["id"],
      Library: ["id", "isil"],
      Skill: ["id", "uri"],
      Partner: ["id"],
      Need: ["id"],
      Match: ["need { id } worker { id }"],
    });
  });

  it("has no Query.node, with which two subgraphs would not compose", () => {
    expect(sdl).not.toMatch(/^ {2}node\(/m);
  });

  it("composes with another library's subgraph", () => {
    const other = parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
      type Query { branches(after: String): BranchConnection! }
      type BranchConnection { nodes: [Library!]! pageInfo: PageInfo! }
      type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
      type Library @key(fields: "isil") { isil: String openingHours: String! }
      type Skill @key(fields: "uri", resolvable: false) { uri: String! }
      type Course @key(fields: "id") { id: ID! teaches: [Skill!]! }
    `);
    const result = composeServices([
      { name: "skillbridge", typeDefs: document },
      { name: "branches", typeDefs: other },
    ]);
    expect(result.errors?.map((error) => error.message)).toBeUndefined();
    expect(result.supergraphSdl).toContain("openingHours");
  });
});
