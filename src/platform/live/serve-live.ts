import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Authenticate } from "../auth/authenticate.js";
import type { Tracing } from "../observability/tracing.js";
import type { Connections } from "./connections.js";
import { EventStreams } from "./event-streams.js";
import { type LiveOperationParts, LiveOperations } from "./live-operations.js";
import { TracedLiveOperations } from "./traced-live-operations.js";
import { WebSockets } from "./web-sockets.js";

export interface LiveOptions extends LiveOperationParts {
  readonly tracing?: Tracing;
  readonly logger: Logger;
  /** Whether introspection is open, and with it Sandbox. */
  readonly explorable: boolean;
  readonly authenticate: Authenticate;
  readonly connections: Connections;
  /** Origins of web pages that may connect, beside the service's own. */
  readonly allowedOrigins: readonly (string | RegExp)[];
  /** Addresses of the proxies whose word about the caller's address is taken. */
  readonly trustProxy: readonly string[] | false;
  /** How often sockets are pinged, in milliseconds. */
  readonly pingEvery?: number;
}

/** Serves the transports that keep a connection open: WebSocket at /graphql, server-sent events at /graphql/stream. */
export function serveLive(app: FastifyInstance, options: LiveOptions): void {
  const { tracing } = options;
  const operations = tracing ? new TracedLiveOperations(options, tracing) : new LiveOperations(options);
  const live = { ...options, operations };
  // Sandbox, which is open where introspection is, asks at the address it was opened at.
  new WebSockets(live, options.explorable ? ["/graphql", "/"] : ["/graphql"]).serve(app, options.pingEvery);
  new EventStreams(live).serve(app, "/graphql/stream");
}
