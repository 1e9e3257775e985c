import type { FastifyRequest } from "fastify";
import { type ExecutionResult, type GraphQLError, OperationTypeNode } from "graphql";
import type { RequestParams, Response } from "graphql-sse";
import { badRequest, forClient, headOf } from "../graphql/client-errors.js";
import { unauthenticated } from "../graphql/errors.js";
import type { Operation } from "../graphql/operations.js";
import { callerOf } from "../http/asked.js";
import { EventStream } from "./event-stream.js";
import { onExpiry } from "./expiry.js";
import type { LiveTransport } from "./transport.js";

/** One request for server-sent events, and what becomes of it. */
export class EventStreamSession {
  /** The client has left, or the service stops and there is no answer to wait for. */
  isStopped = false;
  private isDraining = false;
  private isSubscription = false;
  /** When the piece that is being sent is through; the next result waits for it. */
  written: Promise<void> = Promise.resolve();
  private stopped = () => {};
  private cancelExpiry = () => {};

  constructor(
    readonly request: FastifyRequest,
    private readonly live: LiveTransport,
  ) {}

  /** Lets the operation in and begins it; or answers as HTTP does what is wrong with it. */
  async begin(message: RequestParams): Promise<Response | ExecutionResult | EventStream> {
    const { operations } = this.live;
    const { query, operationName, variables } = message;
    const caller = callerOf(this.request);
    const operation = await operations.prepare({ query, operationName, variables, ...caller });
    if (!("document" in operation)) return refusal(operation);
    if (operation.type === OperationTypeNode.MUTATION && this.request.method === "GET")
      return refusal([badRequest("Send mutations by POST.", 405)], { allow: "POST" });
    if (operation.type !== OperationTypeNode.SUBSCRIPTION)
      return recognisable(await operations.answer(operation));
    this.isSubscription = true;
    if (this.isDraining) this.stop();
    return await this.subscribe(operation);
  }

  private async subscribe(operation: Operation): Promise<ExecutionResult | EventStream> {
    // Before anything is begun that would have to be ended. The token was accepted a moment ago, and is remembered.
    const { until } = await this.live.authenticate(operation.asked.authorization);
    const stream = await this.live.operations.subscribe(operation, () => this.cancelExpiry());
    if (!(stream instanceof EventStream)) return recognisable(stream);
    this.cancelExpiry = onExpiry(until, () => void stream.endWith(EXPIRED));
    return stream;
  }

  /** @param stopped called when this is stopped, or at once if it was */
  onStop(stopped: () => void): void {
    if (this.isStopped) stopped();
    else this.stopped = stopped;
  }

  stop(): void {
    if (this.isStopped) return;
    this.isStopped = true;
    this.stopped();
  }

  /** Waits for the answer to a query or mutation; a subscription would go on for ever. */
  drain(): void {
    this.isDraining = true;
    if (this.isSubscription) this.stop();
  }

  close(): void {
    this.cancelExpiry();
  }
}

const EXPIRED: ExecutionResult = {
  data: undefined,
  errors: [forClient(unauthenticated("The token has expired. Get a new one."))],
};

/** graphql-sse tells a result by its `data`, even where there is none. */
const recognisable = (result: ExecutionResult): ExecutionResult => ({ ...result, data: result.data });

function refusal(errors: readonly GraphQLError[], more: Readonly<Record<string, string>> = {}): Response {
  const { status, headers } = headOf(errors);
  return [
    JSON.stringify({ errors: errors.map(forClient) }),
    {
      status,
      statusText: "",
      headers: { ...headers, ...more, "content-type": "application/json; charset=utf-8" },
    },
  ];
}
