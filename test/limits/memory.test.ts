import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parse } from "graphql";
import { ANONYMOUS } from "../../src/platform/auth/principal.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { createExecutor } from "../../src/platform/graphql/executor.js";
import { KnownDocuments } from "../../src/platform/graphql/limits/known-documents.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { publishedSchema } from "../support/published-schema.js";
import { many } from "./attack.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const schema = publishedSchema();

const megabytes = () => {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

const FIELDS = "id title description status capacity modality country region languages startsOn endsOn";

/** A document of 3 kB that is like no other; compiled it takes a megabyte. */
const document = (index: number) =>
  `query Q${index}($first: Int!) { ${many(
    15,
    (i) =>
      `a${index}_${i}: needs(first: $first) { nodes { ${FIELDS} skills { importance proficiency skill { id uri preferredLabel description } } } }`,
  )} }`;

/** How much the heap grows by documents that differ after it holds as many as it ever will. */
async function growth(fill: number, further: number, take: (query: string) => unknown): Promise<number> {
  for (let i = 0; i < fill; i++) await take(document(i));
  const before = megabytes();
  for (let i = fill; i < fill + further; i++) await take(document(i));
  return megabytes() - before;
}

describe("documents that all differ", () => {
  it("are compiled without keeping more than some", async () => {
    const execute = createExecutor(schema, createLogger("silent"));
    const grown = await growth(130, 40, async (query) => {
      const context = createContext({ principal: ANONYMOUS, reads: { as: () => ({}) } as never }, "test");
      const asked = { document: parse(query), queryHash: query, operationName: null, context };
      // Compiled, and refused before anything is read.
      const { errors } = await execute({ ...asked, variables: { first: "x" } });
      expect(errors).toHaveLength(1);
    });
    expect(grown).toBeLessThan(10);
  });

  it("are measured without keeping more than some", async () => {
    const known = new KnownDocuments(schema);
    expect(await growth(420, 200, (query) => known.read(query)!.planFor({ first: 1 }))).toBeLessThan(10);
  });
});
