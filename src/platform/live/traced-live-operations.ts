import type { ExecutionResult, GraphQLError } from "graphql";
import { describeOperation } from "../graphql/operation-span.js";
import type { AskedOperation, Operation } from "../graphql/operations.js";
import { during, inside, type Span, type TraceHeaders, type Tracing } from "../observability/tracing.js";
import type { Answer, EventStream } from "./event-stream.js";
import { type LiveOperationParts, LiveOperations } from "./live-operations.js";

/**
 * The same operations, of which each is a span that continues the caller's trace. That of a subscription ends when it has
 * begun; each of its events is one more in the same trace.
 */
export class TracedLiveOperations extends LiveOperations {
  private readonly spans = new WeakMap<Operation, Span>();

  constructor(
    parts: LiveOperationParts,
    private readonly tracing: Tracing,
  ) {
    super(parts);
  }

  override async prepare(asked: AskedOperation): Promise<Operation | readonly GraphQLError[]> {
    const span = this.opened("operation", asked, asked.trace);
    const prepared = await inside(span, () => super.prepare(asked));
    if ("document" in prepared) this.spans.set(prepared, span);
    else span.end();
    return prepared;
  }

  override answer(operation: Operation): Promise<ExecutionResult> {
    return during(this.spanOf(operation), () => super.answer(operation));
  }

  override subscribe(operation: Operation, onEnd: () => void): Promise<EventStream | ExecutionResult> {
    return during(this.spanOf(operation), () => super.subscribe(operation, onEnd));
  }

  protected override answerEvent(operation: Operation, event: unknown): Promise<Answer> {
    const span = this.opened("event", operation.asked, this.spanOf(operation).headers);
    span.set({ "skillbridge.event": true });
    return during(span, () => {
      describeOperation(operation);
      return super.answerEvent(operation, event);
    });
  }

  private opened(name: string, { requestId }: AskedOperation, from: TraceHeaders | undefined): Span {
    const attributes = { "skillbridge.request_id": requestId };
    return this.tracing.open(name, { kind: "server", from, attributes });
  }

  /** Of an operation that was prepared here. */
  private spanOf(operation: Operation): Span {
    return this.spans.get(operation)!;
  }
}
