import { createSourceEventStream, type ExecutionResult, type GraphQLSchema } from "graphql";
import type { Admit } from "../graphql/admission.js";
import { forClient } from "../graphql/client-errors.js";
import type { Context } from "../graphql/context.js";
import { LIMITS } from "../graphql/limits/limits.js";
import type { AskedOperation, Operation, Operations } from "../graphql/operations.js";
import type { Gate } from "../http/gate.js";
import { type Answer, EventStream } from "./event-stream.js";
import { Turns } from "./turns.js";

/** So many events are answered at a time; requests go before them. */
const EVENTS_AT_ONCE = 4;

export interface LiveOperationParts {
  readonly schema: GraphQLSchema;
  readonly operations: Operations;
  readonly admit: Admit;
  /** What queries and mutations have to pass before they are executed. */
  readonly gate: Pick<Gate, "run">;
}

/** Operations over transports that keep a connection open: subscriptions, beside queries and mutations. */
export class LiveOperations {
  private readonly events = new Turns(EVENTS_AT_ONCE);

  constructor(private readonly parts: LiveOperationParts) {}

  /** As `Operations.prepare`; whatever is sent for a document is taken for a text. */
  prepare(asked: AskedOperation) {
    return this.parts.operations.prepare({ ...asked, query: String(asked.query) });
  }

  /** Answers a query or mutation. Never rejects. */
  async answer(operation: Operation): Promise<ExecutionResult> {
    try {
      return await this.parts.gate.run(() => this.execute(operation));
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

  protected async answerEvent(operation: Operation, event: unknown): Promise<Answer> {
    try {
      const context = await this.parts.admit(operation.asked);
      const result = await this.execute(operation, context, event);
      return { result, isLast: isGone(result) };
    } catch (error) {
      const { requestId } = operation.asked;
      return { result: { errors: [forClient(this.masked(error, requestId))] }, isLast: true };
    }
  }

  private async execute(operation: Operation, context?: Context, event?: unknown): Promise<ExecutionResult> {
    return resultForClient(await this.parts.operations.execute(operation, context, event));
  }

  private masked(error: unknown, requestId: string) {
    return this.parts.operations.masked(error, requestId);
  }
}

/** By convention a subscription yields null in the end: what it was about is not there for the caller any more. */
const isGone = ({ data }: ExecutionResult): boolean =>
  !data || Object.values(data).every((value) => value === null);

const resultForClient = ({ errors, ...result }: ExecutionResult): ExecutionResult =>
  errors ? { ...result, errors: errors.map(forClient) } : result;
