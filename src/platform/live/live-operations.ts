import { createHash } from "node:crypto";
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import type { Admit, Asked } from "../graphql/admission.js";
import type { Context } from "../graphql/context.js";
import type { Executor } from "../graphql/executor.js";
import { LIMITS } from "../graphql/limits/limits.js";
import { publicError } from "../graphql/masking.js";
import type { Gate } from "../http/gate.js";
import { badRequest, forClient } from "./client-errors.js";
import { type Answer, EventStream } from "./event-stream.js";
import { Turns } from "./turns.js";

const KNOWN_DOCUMENTS = 500;
/** So many events are answered at a time; requests go before them. */
const EVENTS_AT_ONCE = 4;

/** A request over a transport that keeps the connection open. */
export interface LiveRequest extends Asked {
  readonly operationName?: unknown;
}

/** An operation that was let in and is valid. */
export interface Operation {
  readonly asked: LiveRequest;
  readonly context: Context;
  readonly document: DocumentNode;
  readonly queryHash: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly type: OperationTypeNode;
}

export interface LiveOperationParts {
  readonly schema: GraphQLSchema;
  readonly execute: Executor;
  readonly admit: Admit;
  /** What queries and mutations have to pass before they are executed. */
  readonly gate: Pick<Gate, "run">;
  readonly logger: Logger;
  /** Whether introspection is open. */
  readonly explorable: boolean;
}

/**
 * Operations over WebSocket and server-sent events. These transports run outside Apollo, so what Apollo does for the others
 * is done here: admission, parsing, validation, and masking of errors.
 */
export class LiveOperations {
  private readonly documents = new LRUCache<string, DocumentNode>({ max: KNOWN_DOCUMENTS });
  private readonly rules: typeof specifiedRules;
  private readonly events = new Turns(EVENTS_AT_ONCE);

  constructor(private readonly parts: LiveOperationParts) {
    this.rules = parts.explorable ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  }

  /**
   * Lets an operation in.
   * @returns the operation, or what is wrong with it, including what to say over HTTP; never rejects
   */
  async prepare(asked: LiveRequest): Promise<Operation | readonly GraphQLError[]> {
    try {
      const context = await this.parts.admit(asked);
      const document = this.validDocument(String(asked.query));
      const operationName = nameOf(asked.operationName);
      const operation = getOperationAST(document, operationName);
      if (!operation) throw badRequest("Name one of the operations in the document by `operationName`.");
      return {
        asked,
        context,
        document,
        queryHash: createHash("sha256").update(String(asked.query)).digest("hex"),
        operationName,
        variables: variablesOf(asked.variables),
        type: operation.operation,
      };
    } catch (error) {
      return error instanceof Invalid ? error.faults : [this.masked(error, asked.requestId)];
    }
  }

  /** Answers a query or mutation. Never rejects. */
  async answer(operation: Operation): Promise<ExecutionResult> {
    try {
      return await this.parts.gate.run(() => this.execute(operation, operation.context));
    } catch (error) {
      return { errors: [forClient(this.masked(error, operation.asked.requestId))] };
    }
  }

  /**
   * Answers the events of a subscription. Each is admitted anew, so that it is answered with the rights that its caller
   * has then, and taken from their budget.
   * @param onEnd called once it is over, unless it does not even begin
   * @returns its results, or why there are none; never rejects
   */
  async subscribe(operation: Operation, onEnd: () => void): Promise<EventStream | ExecutionResult> {
    const { document, operationName, variables, context } = operation;
    try {
      const source = await createSourceEventStream({
        schema: this.parts.schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: context,
        hideSuggestions: true,
        options: { maxCoercionErrors: LIMITS.errors },
      });
      if (Symbol.asyncIterator in source)
        return new EventStream(
          source[Symbol.asyncIterator](),
          (event) => this.events.run(() => this.answerEvent(operation, event)),
          onEnd,
        );
      const errors = source.errors?.map((error) => this.masked(error, context.requestId));
      return { errors: errors?.map(forClient) };
    } catch (error) {
      return { errors: [forClient(this.masked(error, context.requestId))] };
    }
  }

  private async answerEvent(operation: Operation, event: unknown): Promise<Answer> {
    try {
      const context = await this.parts.admit(operation.asked);
      const result = await this.execute(operation, context, event);
      return { result, isLast: isGone(result) };
    } catch (error) {
      const { requestId } = operation.asked;
      return { result: { errors: [forClient(this.masked(error, requestId))] }, isLast: true };
    }
  }

  private async execute(operation: Operation, context: Context, event?: unknown): Promise<ExecutionResult> {
    const { document, queryHash, operationName, variables } = operation;
    const request = { document, queryHash, operationName, variables, context, rootValue: event };
    return resultForClient(await this.parts.execute(request));
  }

  private validDocument(query: string): DocumentNode {
    const known = this.documents.get(query);
    if (known) return known;
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: LIMITS.tokens });
    } catch (error) {
      throw new Invalid([error as GraphQLError], "GRAPHQL_PARSE_FAILED");
    }
    const options = { maxErrors: LIMITS.errors, hideSuggestions: true };
    const faults = validate(this.parts.schema, document, this.rules, options);
    if (faults.length > 0) throw new Invalid(faults, "GRAPHQL_VALIDATION_FAILED");
    this.documents.set(query, document);
    return document;
  }

  private masked(error: unknown, requestId: string): GraphQLError {
    const fault =
      error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });
    return publicError(fault, { requestId }, this.parts.logger);
  }
}

/** By convention a subscription yields null in the end: what it was about is not there for the caller any more. */
const isGone = ({ data }: ExecutionResult): boolean =>
  !data || Object.values(data).every((value) => value === null);

const resultForClient = ({ errors, ...result }: ExecutionResult): ExecutionResult =>
  errors ? { ...result, errors: errors.map(forClient) } : result;

function nameOf(operationName: unknown): string | undefined {
  if (operationName === undefined || operationName === null) return undefined;
  if (typeof operationName !== "string") throw badRequest("`operationName` must be a text.");
  return operationName;
}

function variablesOf(variables: unknown): Record<string, unknown> {
  if (variables === undefined || variables === null) return {};
  if (typeof variables !== "object" || Array.isArray(variables))
    throw badRequest("`variables` must be an object.");
  return variables as Record<string, unknown>;
}

/** A document with faults. */
class Invalid extends Error {
  readonly faults: readonly GraphQLError[];

  constructor(faults: readonly GraphQLError[], code: string) {
    super("The document is not valid.");
    this.faults = faults.map(
      ({ message, nodes, source, positions }) =>
        new GraphQLError(message, { nodes, source, positions, extensions: { code } }),
    );
  }
}
