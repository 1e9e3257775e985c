import { setFlagsFromString } from "node:v8";
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type Source,
  type SourceLocation,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import { Metrics } from "../observability/metrics.js";
import type { Context } from "./context.js";
import { hoistValues } from "./hoisted-values.js";
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
  /** Its text, or what else is equal for equal texts. */
  queryHash: string;
  operationName: string | null | undefined;
  variables: Record<string, unknown>;
  context: Context;
  /** What happened, for a subscription. */
  rootValue?: unknown;
}) => Promise<ExecutionResult>;

/** Executes queries compiled to JavaScript once per query text (graphql-jit), with masked errors. */
export function createExecutor(schema: GraphQLSchema, logger: Logger, metrics = new Metrics()): Executor {
  const made = metrics.counter(
    "queries_prepared_total",
    "Queries that were prepared for execution: compiled, or interpreted because they cannot be.",
    ["as"],
  );
  const programs = new LRUCache<string, Program>({ max: COMPILED_QUERIES, maxSize: COMPILED_CHARACTERS });
  const programFor = (
    document: DocumentNode,
    queryHash: string,
    operationName: string | null | undefined,
  ) => {
    const key = `${queryHash} ${operationName ?? ""}`;
    const known = programs.get(key);
    if (known) return known;
    const compiledProgram = compiled(schema, document, operationName);
    made.inc({ as: compiledProgram ? "compiled" : "interpreted" });
    const program = compiledProgram ?? interpreted(schema, document, operationName);
    // Space and comments do not count: they are not compiled.
    const size = Math.min(queryHash.length, LARGEST_COMPILED);
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
    const errors = faults?.map((error) =>
      publicError(asGraphQLError(error, document.loc?.source), context, logger),
    );
    return errors ? { data, errors, ...costs(context, data) } : { data, ...costs(context, data) };
  };
}

type Program = (
  context: Context,
  coerced: Record<string, unknown>,
  variables: Record<string, unknown>,
  rootValue: unknown,
) => Promise<ExecutionResult>;

/**
 * What graphql-jit cannot compile, such as an alias that every JavaScript object has, is interpreted, and so is a request
 * with an argument that is unfit, or with variables that it refuses after GraphQL.js took them, such as `$__proto__`.
 */
function compiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): Program | undefined {
  const plain = interpreted(schema, document, operationName);
  const hoisted = hoistValues(schema, document);
  const query = compileQuery(schema, hoisted.document, operationName ?? undefined, {
    useExperimentalPathBasedSkipInclude: true,
  });
  if (!isCompiledQuery(query)) return undefined;
  return async (context, coerced, variables, rootValue) => {
    const all = hoisted.withValues(coerced);
    const result = all && (await query.query(rootValue, context, all));
    return result && "data" in result ? result : await plain(context, coerced, variables, rootValue);
  };
}

const interpreted =
  (schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined): Program =>
  async (contextValue, _, variableValues, rootValue) =>
    await execute({ schema, document, operationName, contextValue, variableValues, rootValue });

/** What the answer cost, where somebody keeps count. */
const costs = ({ spending }: Context, data: unknown): Pick<ExecutionResult, "extensions"> =>
  spending ? { extensions: { cost: spending.costOf(data) } } : {};

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

/** graphql-jit has an error class of its own, without `extensions` and nodes. */
function asGraphQLError(error: GraphQLError, source: Source | undefined): GraphQLError {
  if (error.nodes) return error;
  const { message, path, locations = [], originalError } = error;
  const positions = source && locations.map((location) => positionOf(location, source));
  return new GraphQLError(message, { source, positions, path, originalError });
}

/** Where in a text a line and a column are, both counted from 1. */
function positionOf({ line, column }: SourceLocation, { body }: Source): number {
  const lines = body.split(/(?<=\r\n|\n|\r(?!\n))/);
  return lines.slice(0, line - 1).join("").length + column - 1;
}
