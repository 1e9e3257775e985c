import type { FastifyInstance } from "fastify";
import type { Authenticate } from "../auth/authenticate.js";
import type { Metrics } from "../observability/metrics.js";
import { Connections } from "./connections.js";
import { EventStreams } from "./event-streams.js";
import { type LiveOperationParts, LiveOperations } from "./live-operations.js";
import { WebSockets } from "./web-sockets.js";

export interface LiveOptions extends LiveOperationParts {
  readonly authenticate: Authenticate;
  readonly metrics: Metrics;
  /** Origins of web pages that may connect, beside the service's own. */
  readonly allowedOrigins: readonly string[];
  /** How many connections may be open; a default for production when left out. */
  readonly mostConnections?: number;
}

/** Serves the transports that keep a connection open: WebSocket at /graphql, server-sent events at /graphql/stream. */
export function serveLive(app: FastifyInstance, options: LiveOptions): void {
  const { authenticate, metrics, allowedOrigins, mostConnections, logger } = options;
  const connections = new Connections(metrics, mostConnections);
  const live = { operations: new LiveOperations(options), authenticate, connections, allowedOrigins, logger };
  // Sandbox, which is open where introspection is, asks at the address it was opened at.
  new WebSockets(live, options.explorable ? ["/graphql", "/"] : ["/graphql"]).serve(app);
  new EventStreams(live).serve(app, "/graphql/stream");
}
