import { buildSchema, defaultFieldResolver, type ExecutionResult, GraphQLError, parse } from "graphql";
import { ANONYMOUS } from "../../src/platform/auth/principal.js";
import type { Reads } from "../../src/platform/database/reads.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { createExecutor, createPlainExecutor, type Executor } from "../../src/platform/graphql/executor.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { bothWays } from "./both-ways.js";

const schema = buildSchema(
  "type Query { one: Int two: Int fails: Int fails2: Int mustNot: Int! nor: Int! at: String } type Mutation { one: Int }",
);
for (const field of Object.values(schema.getQueryType()!.getFields())) field.resolve = defaultFieldResolver;

const logger = createLogger("silent");
const reads = { as: () => ({}) } as unknown as Reads;
const context = createContext({ principal: ANONYMOUS, reads }, "request");
const QUERY = "{ one two fails fails2 }";

const refuse = (message: string) => () => {
  throw new GraphQLError(message, { extensions: { code: "FORBIDDEN" } });
};
const rootValue = {
  one: 1,
  two: 2,
  fails: refuse("Not yours."),
  fails2: refuse("Nor this."),
  mustNot: refuse("It must not."),
  nor: refuse("Nor that."),
  at: () => new Date().toISOString(),
};

/** What is told of a fast executor that answers otherwise than it should. */
async function toldOf(
  spoil: (answer: ExecutionResult, times: number) => ExecutionResult,
  query = QUERY,
): Promise<readonly string[]> {
  const right = createExecutor(schema, logger);
  let times = 0;
  const fast: Executor = async (request) => spoil(await right(request), times++);
  const told: string[] = [];
  const execute = bothWays(fast, createPlainExecutor(schema, logger), { reads }, (what) => told.push(what));
  const asked = { document: parse(query), queryHash: query, operationName: null, variables: {} };
  await execute({ ...asked, context, rootValue });
  return told;
}

const withError = (answer: ExecutionResult, change: (error: GraphQLError) => Partial<GraphQLError>) => ({
  ...answer,
  errors: answer.errors?.map((error) => {
    const { message, nodes, path, extensions } = { ...error, message: error.message, ...change(error) };
    return new GraphQLError(message, { nodes, path, extensions });
  }),
});

describe("an answer that is compared with the plain one", () => {
  it("is told with both answers when it differs", async () => {
    const [told, ...more] = await toldOf((answer) => ({ ...answer, data: { ...answer.data, two: 3 } }));
    expect(more).toEqual([]);
    expect(told).toContain("fails2");
    expect(told).toContain('"two":3');
    expect(told).toContain('"two":2');
  });

  it.each<[string, (answer: ExecutionResult) => ExecutionResult]>([
    ["an error's code", (answer) => withError(answer, () => ({ extensions: {} }))],
    ["an error's message", (answer) => withError(answer, () => ({ message: "Something else." }))],
    ["an error's path", (answer) => withError(answer, () => ({ path: ["two"] }))],
    ["an error's place in the query", (answer) => withError(answer, () => ({ nodes: [] }))],
    ["an error", (answer) => ({ ...answer, errors: answer.errors?.slice(1) })],
    ["the order of keys", ({ data, ...rest }) => ({ ...rest, data: { two: 2, ...data } })],
    ["a key", ({ data, ...rest }) => ({ ...rest, data: { ...data, three: null } })],
    ["a type", ({ data, ...rest }) => ({ ...rest, data: { ...data, one: "1" } })],
    ["having data", ({ data, ...rest }) => rest],
    ["null for data", (answer) => ({ ...answer, data: null })],
    ["what it cost", (answer) => ({ ...answer, extensions: { cost: { requested: 1 } } })],
  ])("may not differ in %s", async (_, spoil) => {
    expect(await toldOf(spoil)).toHaveLength(1);
  });

  it("may not be thrown", async () => {
    const told = toldOf(() => {
      throw new Error("thrown");
    });
    await expect(told).rejects.toThrow("thrown");
  });

  it("may have its errors in another order", async () => {
    const turned = (answer: ExecutionResult) => ({ ...answer, errors: answer.errors?.toReversed() });
    expect(await toldOf(turned)).toEqual([]);
  });

  it("may have any errors below what is null, but none without a code", async () => {
    const query = "{ one mustNot nor }";
    const without = (n: number) => (answer: ExecutionResult) => ({
      ...answer,
      errors: answer.errors?.toSpliced(n, 1),
    });
    expect(await toldOf((answer) => answer, query)).toEqual([]);
    expect(await toldOf(without(1), query)).toEqual([]);
    expect(await toldOf(without(0), query)).toHaveLength(1);
    expect(await toldOf((answer) => withError(answer, () => ({ extensions: {} })), query)).toHaveLength(1);
  });

  it("may hold another time of its making, but no other time", async () => {
    const at = (time: number) => ({ data: { at: new Date(time).toISOString() } });
    expect(await toldOf(() => at(Date.now()), "{ at }")).toEqual([]);
    expect(await toldOf(() => at(Date.now() - 60_000), "{ at }")).toHaveLength(1);
  });

  it("may differ when it does not do so for long", async () => {
    const late = (answer: ExecutionResult, times: number) => (times < 3 ? { data: null } : answer);
    expect(await toldOf(late)).toEqual([]);
  });

  it("is the plain one alone for a mutation", async () => {
    expect(await toldOf(() => ({ data: null }), "mutation { one }")).toEqual([]);
  });
});
