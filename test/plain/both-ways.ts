import { AsyncLocalStorage } from "node:async_hooks";
import { type ExecutionResult, getOperationAST, OperationTypeNode, print } from "graphql";
import type { Service } from "../../src/compose.js";
import { glassBroken } from "../../src/platform/auth/visibility.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { createPlainExecutor, type Executor } from "../../src/platform/graphql/executor.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { lastingDifference, type Outcome, outcomeOf } from "./same-answer.js";

/** Tests of which nothing is asked twice. */
const LEFT_ALONE = [
  // Generated queries are compared there, and those for other purposes are many.
  "test/probes/",
  // Ten thousand changes are about what follows them; those of each kind are made by other tests.
  "test/matching/feed/converge.test.ts",
  // 1,253 times the same query.
  "test/skills/typed-names.test.ts",
  // What becomes of a process that is attacked, killed or cut off is no matter of how it answers.
  "test/faults/",
  "test/chaos/",
  "test/journeys/kill.test.ts",
  "test/limits/attacks.test.ts",
  // What is asked of many worlds there is asked of some in test/insights/supply.test.ts.
  "test/insights/attack.test.ts",
];

const testPath = expect.getState().testPath ?? "";
const isCompared = !LEFT_ALONE.some((path) => testPath.includes(path));

type Request = Parameters<Executor>[0];

const again = new AsyncLocalStorage<true>();

/** Whether what happens now only serves to compare: tests do not count it. */
export const isComparison = (): boolean => again.getStore() === true;

/**
 * The service, of which
 * - queries and events are answered by its own executor and once more by the plain one; a difference fails the test;
 * - what leaves a trace can be done once only: every other one is done by the plain executor.
 */
export function answeringBothWays(service: Service): Service {
  if (!isCompared) return service;
  const plain = createPlainExecutor(service.schema, createLogger("silent"));
  const told = (difference: string) => void differences.push(difference);
  return { ...service, execute: bothWays(service.execute, plain, service, told) };
}

/**
 * Executes with one executor and compares with the other.
 * @param told is given what differs, with the question
 */
export function bothWays(
  fast: Executor,
  plain: Executor,
  { reads }: Pick<Service, "reads">,
  told: (difference: string) => void,
): Executor {
  let traces = 0;
  return async (request) => {
    const { context } = request;
    const afresh = (lookAhead: boolean): Request => ({
      ...request,
      rootValue: withoutTrace(request.rootValue),
      context: createContext({ principal: context.principal, reads }, context.requestId, {
        ...context,
        lookAhead,
      }),
    });
    if (leavesTrace(request)) return await (++traces % 2 === 0 ? plain(afresh(false)) : fast(request));
    const since = Date.now();
    const answer = fast(request);
    const first = await cameOf(answer, since);
    await again.run(true, async () => {
      const difference = await lastingDifference(
        first,
        () => cameOf(fast(afresh(true)), since),
        () => cameOf(plain(afresh(false)), since),
      );
      if (difference !== null) told(`${asked(request)}\n${difference}`);
    });
    return await answer;
  };
}

/** An event as it is answered once more: how far that answer got is not how far the subscriber was told. */
const withoutTrace = (rootValue: unknown): unknown =>
  typeof rootValue === "object" && rootValue !== null && "reached" in rootValue
    ? { ...rootValue, reached: () => {} }
    : rootValue;

/** What came of asking, be it that something was thrown. */
async function cameOf(answer: Promise<ExecutionResult>, since: number): Promise<Outcome> {
  try {
    return outcomeOf(await answer, since);
  } catch (error) {
    return { bytes: `thrown: ${(error as Error).message}`, below: [] };
  }
}

/** Mutations, and the two queries that are put on record: an export, and a look through broken glass. */
function leavesTrace({ document, operationName, context: { principal } }: Request): boolean {
  if (getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION) return true;
  if (/\bexportMyData\b/.test(print(document))) return true;
  return principal.kind === "user" && glassBroken(principal).length > 0;
}

const asked = ({ document, variables, context: { principal } }: Request): string =>
  [
    "Fast and plain execution differ.",
    print(document),
    JSON.stringify(variables),
    `as ${JSON.stringify(principal)}`,
  ].join("\n");

const differences: string[] = [];

function expectNone(): void {
  const found = differences.splice(0);
  if (found.length > 0) throw new Error(found.join("\n\n"));
}

// What was asked before the first test, or after the last one, counts, too.
if (isCompared) {
  afterEach(expectNone);
  afterAll(expectNone);
}
