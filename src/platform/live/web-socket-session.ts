import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type ExecutionArgs, type ExecutionResult, GraphQLError } from "graphql";
import { CloseCode, type SubscribePayload } from "graphql-ws";
import type { WebSocket } from "ws";
import type { Authenticate } from "../auth/authenticate.js";
import { GATEWAY_HEADER } from "../auth/gateway.js";
import { forClient, hasCode } from "../graphql/client-errors.js";
import { unavailable } from "../graphql/errors.js";
import type { Operation } from "../graphql/operations.js";
import type { EventStream } from "./event-stream.js";
import { onExpiry } from "./expiry.js";
import type { LiveOperations } from "./live-operations.js";

/** So many operations may be under way over one connection. */
export const MOST_OPERATIONS = 50;
const TRY_AGAIN_LATER = 1013;
const LONGEST_REASON = 123;

/** What graphql-ws carries from the admission of an operation to its execution. */
export interface Admitted {
  readonly session: WebSocketSession;
  readonly operation: Operation;
  readonly release: () => void;
}

/** One WebSocket: who is at the other end, and what they have under way. */
export class WebSocketSession {
  private authorization: string | undefined;
  private cancelExpiry = () => {};
  private underWay = 0;
  private draining = false;
  /** Queries and mutations that are being answered. */
  private readonly answers = new Set<Promise<unknown>>();

  constructor(
    readonly socket: WebSocket,
    private readonly request: IncomingMessage,
    /** The IP address that it came from, behind the proxies that are trusted. */
    private readonly address: string,
    private readonly operations: LiveOperations,
    private readonly authenticate: Authenticate,
  ) {}

  /**
   * Finds out who connects, by `authorization` in the payload of `connection_init` or the header of the upgrade. A token
   * that is not valid closes the socket with 4401, after which graphql-ws clients do not try again.
   * @returns whether they may stay
   */
  async connect(payload: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
    const given = payload.authorization ?? payload.Authorization ?? this.request.headers.authorization;
    this.authorization = given === undefined || given === null ? undefined : String(given);
    try {
      const { until } = await this.authenticate(this.authorization);
      // Who has left meanwhile is not waited for.
      if (this.socket.readyState === this.socket.OPEN)
        this.cancelExpiry = onExpiry(until, () => this.turnAway("The token has expired. Get a new one."));
      return true;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const isInvalid = hasCode([error], "UNAUTHENTICATED");
      this.close(isInvalid ? CloseCode.Unauthorized : TRY_AGAIN_LATER, error.message);
      return false;
    }
  }

  /** Lets an operation in, as arguments for the methods below, or says what is wrong with it. */
  async admit(message: SubscribePayload): Promise<ExecutionArgs | readonly GraphQLError[]> {
    if (this.draining) return [forClient(unavailable("The service is stopping. Connect again.", 1))];
    if (this.underWay >= MOST_OPERATIONS) return [tooMany()];
    this.underWay += 1;
    const release = once(() => {
      this.underWay -= 1;
    });
    const { query, operationName, variables, extensions } = message;
    const prepared = await this.operations.prepare({
      query,
      operationName,
      variables,
      authorization: this.authorization,
      address: this.address,
      gatewayCredential: this.request.headers[GATEWAY_HEADER]?.toString(),
      requestId: randomUUID(),
      // A socket has headers only once, so an operation may say by itself where it belongs.
      trace: extensions?.traceparent ? extensions : this.request.headers,
    });
    if ("document" in prepared) {
      const contextValue: Admitted = { session: this, operation: prepared, release };
      const { document, operationName: name } = prepared;
      // The schema is the operations' own; graphql-ws does not look at it.
      return { schema: undefined as never, document, operationName: name, contextValue };
    }
    release();
    this.turnAwayIf(prepared);
    return prepared.map(forClient);
  }

  async answer({ operation, release }: Admitted): Promise<ExecutionResult> {
    const answer = this.operations.answer(operation);
    this.answers.add(answer);
    try {
      return await answer;
    } finally {
      this.answers.delete(answer);
      release();
    }
  }

  async subscribe({ operation, release }: Admitted): Promise<EventStream | ExecutionResult> {
    const stream = await this.operations.subscribe(operation, release);
    if (!("next" in stream)) release();
    return stream;
  }

  /** Closes the socket after a result that says that its caller is not who they were any more. */
  sending({ data, errors }: ExecutionResult): void {
    if (data === undefined) setImmediate(() => this.turnAwayIf(errors));
  }

  /** Begins nothing new; resolves when what is being answered has been sent. */
  async drain(): Promise<void> {
    this.draining = true;
    await Promise.allSettled(this.answers);
    await new Promise(setImmediate);
  }

  closed(): void {
    this.cancelExpiry();
  }

  close(code: number, reason: string): void {
    this.socket.close(code, Buffer.from(reason).subarray(0, LONGEST_REASON).toString());
  }

  private turnAwayIf(errors: readonly GraphQLError[] | undefined): void {
    if (hasCode(errors, "UNAUTHENTICATED")) this.turnAway(errors![0]!.message);
  }

  /** Unlike 4401, after this code graphql-ws clients connect anew: they may have a new token by then. */
  private turnAway(reason: string): void {
    this.close(CloseCode.Forbidden, reason);
  }
}

const tooMany = () =>
  new GraphQLError(`Over ${MOST_OPERATIONS} operations are under way over this connection.`, {
    extensions: { code: "RATE_LIMITED" },
  });

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
