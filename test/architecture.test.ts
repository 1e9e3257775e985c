import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { breaches, importsOf, type Sources } from "./support/import-rules.js";

const root = join(__dirname, "..");

const sources: Sources = new Map(
  readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => [`src/${path}`, readFileSync(join(root, "src", path), "utf8")]),
);

describe("the architecture", () => {
  it("is kept by every import of the source", () => {
    expect(importsOf(sources).length).toBeGreaterThan(100);
    expect(breaches(sources)).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    [
      "a domain that imports a later one",
      { "src/skills/skill.ts": 'import { Need } from "../needs/index.js";' },
    ],
    [
      "a domain that reaches past an index",
      { "src/needs/need.ts": 'import { Skill } from "../skills/skill.js";' },
    ],
    [
      "a platform that knows a domain",
      { "src/platform/graphql/x.ts": 'import { Need } from "../../needs/index.js";' },
    ],
    [
      "a resolver with a repository",
      { "src/needs/need.resolver.ts": 'import { Repository } from "typeorm";' },
    ],
    [
      "a service that knows a resolver",
      { "src/needs/need.service.ts": 'import { R } from "./need.resolver.js";' },
    ],
    [
      "a service that knows the GraphQL context",
      { "src/needs/need.service.ts": 'import type { Context } from "../platform/graphql/context.js";' },
    ],
    ["a policy with a read", { "src/needs/need.policy.ts": 'import { x } from "./need.reads.js";' }],
    [
      "a circle",
      { "src/needs/a.ts": 'import { b } from "./b.js";', "src/needs/b.ts": 'export { a } from "./a.js";' },
    ],
    ["a reader of the environment", { "src/needs/a.ts": "const home = process.env.HOME;" }],
    ["somebody who imports insights", { "src/skills/a.ts": 'import { x } from "../insights/index.js";' }],
  ])("notices %s", (_, files) => {
    expect(breaches(new Map(Object.entries(files)))).not.toEqual([]);
  });

  it("allows types to refer to each other", () => {
    const files = {
      "src/needs/a.ts": 'import type { B } from "./b.js";',
      "src/needs/b.ts": 'import { a } from "./a.js";',
    };
    expect(breaches(new Map(Object.entries(files)))).toEqual([]);
  });
});
