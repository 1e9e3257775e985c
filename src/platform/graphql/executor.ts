import { setFlagsFromString } from "node:v8";
import type { GatewayExecutor } from "@apollo/server-gateway-interface";
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  OperationTypeNode,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import type { Context } from "./context.js";
import { LIMITS } from "./limits/limits.js";
import { publicError } from "./masking.js";

/**
 * V8 keeps the code of whatever was compiled from a text, in case the same text comes again. Queries are kept here
 * instead, where there is an end to it: with many different ones V8's cache grows to gigabytes.
 */
setFlagsFromString("--no-compilation-cache");

const COMPILED_QUERIES = 1000;
/** Characters of their texts: compiled, they take up to 300 times as many bytes. */
const COMPILED_CHARACTERS = 300_000;
const LARGEST_COMPILED = 20_000;

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
  const programs = new LRUCache<string, Program>({ max: COMPILED_QUERIES, maxSize: COMPILED_CHARACTERS });
  const programFor = (
    document: DocumentNode,
    queryHash: string,
    operationName: string | null | undefined,
  ) => {
    const key = `${queryHash} ${operationName ?? ""}`;
    const known = programs.get(key);
    if (known) return known;
    const program = compiled(schema, document, operationName);
    // Space and comments do not count: they are not compiled.
    const size = Math.min(document.loc?.source.body.length ?? 1000, LARGEST_COMPILED);
    programs.set(key, program, { size });
    return program;
  };
  return executorOf(schema, logger, programFor);
}

/**
 * Executes queries field by field, as GraphQL.js does, with the same errors: what every faster way has to agree with.
 * Its contexts are made without `lookAhead`.
 */
export const createPlainExecutor = (schema: GraphQLSchema, logger: Logger): Executor =>
  executorOf(schema, logger, (document, _, operationName) => interpreted(schema, document, operationName));

function executorOf(
  schema: GraphQLSchema,
  logger: Logger,
  programFor: (document: DocumentNode, queryHash: string, operationName?: string | null) => Program,
): Executor {
  return async ({ document, queryHash, operationName, variables, context, rootValue }) => {
    const program = programFor(document, queryHash, operationName);
    const coerced = coerceVariables(schema, document, operationName, variables);
    if (Array.isArray(coerced)) return { errors: coerced, ...costs(context, undefined) };
    const { data, errors: faults } = await program(context, coerced, variables, rootValue);
    const errors = faults?.map((error) => publicError(asGraphQLError(error), context, logger));
    return errors ? { data, errors, ...costs(context, data) } : { data, ...costs(context, data) };
  };
}

type Program = (
  context: Context,
  coerced: Record<string, unknown>,
  variables: Record<string, unknown>,
  rootValue: unknown,
) => Promise<ExecutionResult>;

/** What graphql-jit cannot compile, such as an alias that every JavaScript object has, is interpreted. */
function compiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): Program {
  const query = compileQuery(schema, document, operationName ?? undefined, {
    useExperimentalPathBasedSkipInclude: true,
  });
  if (isCompiledQuery(query))
    return async (context, coerced, _, rootValue) => await query.query(rootValue, context, coerced);
  return interpreted(schema, document, operationName);
}

const interpreted =
  (schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined): Program =>
  async (contextValue, _, variableValues, rootValue) =>
    await execute({ schema, document, operationName, contextValue, variableValues, rootValue });

/** What the answer cost, where somebody keeps count. */
const costs = ({ spending }: Context, data: unknown): Pick<ExecutionResult, "extensions"> =>
  spending ? { extensions: { cost: spending.costOf(data) } } : {};

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
  const { coerced, errors } = getVariableValues(schema, definitions, variables, { maxErrors: LIMITS.errors });
  if (!errors) return coerced;
  return errors.map(
    ({ message, nodes }) =>
      new GraphQLError(concise(message), { nodes, extensions: { code: "BAD_USER_INPUT" } }),
  );
}

const LONGEST_MESSAGE = 500;

/** Without names that nobody asked for, and without all of the input that is wrong somewhere. */
function concise(message: string): string {
  const plain = message.replace(/ Did you mean .*\?$/s, "");
  return plain.length <= LONGEST_MESSAGE
    ? plain
    : `${plain.slice(0, 150)} ... ${plain.slice(-(LONGEST_MESSAGE - 155))}`;
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
