import type { GatewayExecutor } from "@apollo/server-gateway-interface";
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  OperationTypeNode,
} from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import type { Context } from "./context.js";
import { publicError } from "./masking.js";

const COMPILED_QUERIES = 1000;

export type Executor = (request: {
  document: DocumentNode;
  /** Equal for equal query texts. */
  queryHash: string;
  operationName: string | null | undefined;
  variables: Record<string, unknown>;
  context: Context;
  /** What happened, for a subscription. */
  rootValue?: unknown;
}) => Promise<ExecutionResult>;

/** Executes queries compiled to JavaScript once per query text (graphql-jit), with masked errors. */
export function createExecutor(schema: GraphQLSchema, logger: Logger): Executor {
  const compiled = new LRUCache<string, CompiledQuery | ExecutionResult>({ max: COMPILED_QUERIES });
  return async ({ document, queryHash, operationName, variables, context, rootValue }) => {
    const key = `${queryHash} ${operationName ?? ""}`;
    let query = compiled.get(key);
    if (!query) {
      query = compileQuery(schema, document, operationName ?? undefined, {
        useExperimentalPathBasedSkipInclude: true,
      });
      if (isCompiledQuery(query)) compiled.set(key, query);
    }
    if (!isCompiledQuery(query)) return query;
    const coerced = coerceVariables(schema, document, operationName, variables);
    if (Array.isArray(coerced)) return { errors: coerced };
    const result = await query.query(rootValue, context, coerced);
    const errors = result.errors?.map((error) => publicError(asGraphQLError(error), context, logger));
    return errors ? { data: result.data, errors } : { data: result.data };
  };
}

/** Adapts the executor to the interface that Apollo Server asks a gateway for. */
export const asGatewayExecutor =
  (execute: Executor): GatewayExecutor =>
  async ({ document, queryHash, operationName, request, context, operation }) => {
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) return { errors: [onlyLive()] };
    return (await execute({
      document,
      queryHash,
      operationName,
      variables: request.variables ?? {},
      context: context as Context,
    })) as never;
  };

const onlyLive = () =>
  new GraphQLError(
    "Subscriptions are answered over WebSocket at /graphql, and as server-sent events at /graphql/stream.",
    { extensions: { code: "BAD_REQUEST", http: { status: 400 } } },
  );

/**
 * The variables as GraphQL.js coerces them. graphql-jit does it once more, but takes a required input field for missing
 * when it has a default, and names no path to an unfit value.
 */
function coerceVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): Record<string, unknown> | GraphQLError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  if (definitions.length === 0) return {};
  const { coerced, errors } = getVariableValues(schema, definitions, variables, { maxErrors: 5 });
  if (!errors) return coerced;
  return errors.map(
    ({ message, nodes }) => new GraphQLError(message, { nodes, extensions: { code: "BAD_USER_INPUT" } }),
  );
}

/** graphql-jit has an error class of its own without `extensions`, on which Apollo's formatting fails. */
function asGraphQLError(error: GraphQLError): GraphQLError {
  if (error instanceof GraphQLError && error.extensions) return error;
  const original = (error as { originalError?: Error }).originalError;
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    path: error.path,
    originalError: original,
    extensions: original instanceof GraphQLError ? original.extensions : undefined,
  });
}
