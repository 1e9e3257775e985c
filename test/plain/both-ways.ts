import { AsyncLocalStorage } from "node:async_hooks";
import { getOperationAST, OperationTypeNode } from "graphql";
import type { Service } from "../../src/compose.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { createPlainExecutor, type Executor } from "../../src/platform/graphql/executor.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { lastingDifference, outcomeOf } from "./same-answer.js";

/** Whether all that tests ask is answered by the plain executor, too: `npm run test:plain`. */
const isPlainRun = (globalThis as { PLAIN_RUN?: boolean }).PLAIN_RUN === true;

type Request = Parameters<Executor>[0];

const again = new AsyncLocalStorage<true>();

/** Whether what happens now only serves to compare: tests do not count it. */
export const isComparison = (): boolean => again.getStore() === true;

/**
 * The service, of which in a plain run
 * - queries and events are answered by its own executor and once more by the plain one; a difference fails the test;
 * - mutations are done by the plain executor, since they can be done once only; `npm test` does them the fast way.
 */
export function answeringBothWays(service: Service): Service {
  if (!isPlainRun) return service;
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
  return async (request) => {
    const { document, operationName, context } = request;
    const afresh = (lookAhead: boolean): Request => ({
      ...request,
      context: createContext({ principal: context.principal, reads }, context.requestId, {
        ...context,
        lookAhead,
      }),
    });
    const operation = getOperationAST(document, operationName)?.operation;
    if (operation === OperationTypeNode.MUTATION) return await plain(afresh(false));
    const since = Date.now();
    const answer = fast(request);
    const one = await outcomeOf(answer, since);
    await again.run(true, async () => {
      const difference = await lastingDifference(
        one,
        () => outcomeOf(fast(afresh(true)), since),
        () => outcomeOf(plain(afresh(false)), since),
      );
      if (difference !== null) told(`${asked(request)}\n${difference}`);
    });
    return await answer;
  };
}

const asked = ({ document, variables, context: { principal } }: Request): string =>
  [
    "Fast and plain execution differ.",
    document.loc?.source.body,
    JSON.stringify(variables),
    `as ${JSON.stringify(principal)}`,
  ].join("\n");

const differences: string[] = [];

function expectNone(): void {
  const found = differences.splice(0);
  if (found.length > 0) throw new Error(found.join("\n\n"));
}

// What was asked before the first test, or after the last one, counts, too.
if (isPlainRun) {
  afterEach(expectNone);
  afterAll(expectNone);
}
