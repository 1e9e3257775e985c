import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationTypeNode,
} from "graphql";
import type { Logger } from "pino";
import type { Admit, Asked } from "./admission.js";
import { badRequest } from "./client-errors.js";
import type { Context } from "./context.js";
import type { Executor } from "./executor.js";
import type { KnownDocuments } from "./limits/known-documents.js";
import { publicError } from "./masking.js";
import { describeOperation } from "./operation-span.js";
import type { PersistedQueries } from "./persisted-queries.js";
import { InvalidDocument, type Validate, validator } from "./valid-documents.js";

/** A request for an operation, over whatever transport. */
export interface AskedOperation extends Asked {
  readonly operationName?: unknown;
}

/** An operation that was let in and is valid. */
export interface Operation {
  readonly asked: AskedOperation;
  readonly context: Context;
  readonly document: DocumentNode;
  readonly text: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly type: OperationTypeNode;
}

export interface OperationParts {
  readonly schema: GraphQLSchema;
  readonly execute: Executor;
  readonly admit: Admit;
  readonly documents: KnownDocuments;
  readonly persisted: PersistedQueries;
  readonly logger: Logger;
  /** Whether introspection is open. */
  readonly explorable: boolean;
}

/** The way of an operation, whatever transport it came over: admission, validation, execution, and masking of what fails. */
export class Operations {
  private readonly validate: Validate;

  constructor(private readonly parts: OperationParts) {
    this.validate = validator(parts.schema, parts.documents, parts.explorable);
  }

  /**
   * Lets an operation in.
   * @returns the operation, or what is wrong with it, including what to say over HTTP; never rejects
   */
  async prepare(asked: AskedOperation): Promise<Operation | readonly GraphQLError[]> {
    const prepared = await this.prepared(asked);
    describeOperation(prepared);
    return prepared;
  }

  private async prepared(asked: AskedOperation): Promise<Operation | readonly GraphQLError[]> {
    try {
      const context = await this.parts.admit(asked);
      const { text, operationName, variables } = this.partsOf(asked);
      const document = this.validate(text);
      this.parts.persisted.remember(text, asked.extensions);
      const operation = getOperationAST(document, operationName);
      if (!operation) throw badRequest("Name one of the operations in the document by `operationName`.");
      return { asked, context, document, text, operationName, variables, type: operation.operation };
    } catch (error) {
      return error instanceof InvalidDocument ? error.faults : [this.masked(error, asked.requestId)];
    }
  }

  /**
   * Executes it.
   * @param context its own, or the one in which an event is answered
   * @param event what happened, for a subscription
   */
  async execute(
    operation: Operation,
    context = operation.context,
    event?: unknown,
  ): Promise<ExecutionResult> {
    const { document, text, operationName, variables } = operation;
    const request = { document, queryHash: text, operationName, variables, context, rootValue: event };
    return await this.parts.execute(request);
  }

  /** The error as clients may see it; the log has the rest. */
  masked(error: unknown, requestId: string): GraphQLError {
    const fault =
      error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });
    return publicError(fault, { requestId }, this.parts.logger);
  }

  /** @throws GraphQLError BAD_REQUEST */
  private partsOf({ query, extensions, operationName, variables }: AskedOperation) {
    if (!isAbsent(extensions) && !isObject(extensions)) throw badRequest("`extensions` must be an object.");
    const text = this.parts.persisted.textFor(query, extensions);
    if (!text)
      throw badRequest("Send one JSON object with the document as `query`, a text; batching is off.");
    if (!isAbsent(operationName) && typeof operationName !== "string")
      throw badRequest("`operationName` must be a text.");
    if (!isAbsent(variables) && !isObject(variables)) throw badRequest("`variables` must be an object.");
    return { text, operationName: operationName ?? undefined, variables: variables ?? {} };
  }
}

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
