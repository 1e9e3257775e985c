import { type GraphQLSchema, isObjectType } from "graphql";
import { accessTables } from "../../src/compose-schema.js";
import { accessFaults, mergeAccess, platformAccess } from "../../src/platform/graphql/access.js";
import { startTestService, type TestService } from "../support/service.js";
import { rowsOf } from "./rows.js";

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

describe("the access tables", () => {
  const table = () => mergeAccess(platformAccess, ...accessTables);

  it("have an entry for every field of every type, and none besides", () => {
    expect(accessFaults(test.service.schema, table())).toEqual([]);
  });

  it("are missed field by field", () => {
    for (const [type, entries] of Object.entries(table()))
      for (const field of Object.keys(entries)) {
        const { [field]: _, ...others } = entries;
        expect(accessFaults(test.service.schema, { ...table(), [type]: others })).toEqual([
          expect.stringContaining(`${type}.${field} has no access entry`),
        ]);
      }
  });
});

describe("the matrix of roles", () => {
  it("has rows for every operation", () => {
    const rows = rowsOf(() => test.service.schema);
    const asked = new Set(rows.map(({ operation }) => operation));
    expect(operationsOf(test.service.schema).filter((operation) => !asked.has(operation))).toEqual([]);
  });
});

/** Every operation as "Query.worker", and the fields whose audience is narrower than their object's. */
function operationsOf(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots
    .filter(isObjectType)
    .flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`));
}
