import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import type { Operations } from "../graphql/operations.js";
import type { Tracing } from "../observability/tracing.js";
import { answerGraphQL } from "./answer-graphql.js";
import type { Gate } from "./gate.js";
import { serveGraphiQL } from "./graphiql.js";
import { type Readiness, serveHealth } from "./health.js";
import { addHygiene, takeOnlyJson } from "./hygiene.js";
import { type MetricsPage, serveMetrics } from "./metrics.js";
import { type FirstQuery, serveSandbox } from "./sandbox.js";
import { throughGate } from "./through-gate.js";
import { tracedRoute } from "./traced-route.js";

const BODY_LIMIT = 100_000;

export interface AppOptions {
  readonly operations: Operations;
  /** What operations have to pass before they are executed. */
  readonly gate: Gate;
  readonly readiness: Readiness;
  /** Whether clients are asked to go elsewhere with their next request. */
  readonly isLeaving: () => boolean;
  readonly metrics: MetricsPage;
  readonly tracing?: Tracing;
  readonly logger: Logger;
  /** Addresses of the proxies whose word about the caller's address is taken. */
  readonly trustProxy: readonly string[] | false;
  /** Web pages of these origins may ask; null for those of the explorers and of front ends in development. */
  readonly corsOrigins: readonly string[] | null;
  /** In development: `/` opens Apollo Sandbox and `/graphiql` GraphiQL with this query. */
  readonly firstQuery?: FirstQuery;
}

/** The HTTP service: GraphQL at /graphql, health, metrics, and in development the explorers. */
export function createApp(options: AppOptions): FastifyInstance {
  const { trustProxy, corsOrigins, firstQuery } = options;
  const app = Fastify({
    loggerInstance: options.logger as never,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: trustProxy && [...trustProxy],
    genReqId: () => randomUUID(),
    // What is logged says its request's id by itself; a logger for each request would take a tenth of the smallest ones.
    childLoggerFactory: (logger) => logger,
    forceCloseConnections: "idle",
    return503OnClosing: false,
  }) as unknown as FastifyInstance;
  app.addHook("onSend", (request, reply, _, done) => {
    reply.header("x-request-id", request.id);
    // Otherwise a connection that had a request in flight would stay, and closing would wait for its client.
    if (options.isLeaving()) reply.header("connection", "close");
    done();
  });
  takeOnlyJson(app);
  addHygiene(app, { explorable: firstQuery !== undefined, corsOrigins });
  answerFaults(app, options.logger);
  const paths = ["/graphql"];
  // Sandbox asks the address it was opened at, so that one answers queries too.
  if (firstQuery) paths.push("/");
  if (firstQuery) serveSandbox(app, paths, firstQuery);
  for (const path of paths) serveGraphQL(app, path, options);
  serveHealth(app, options.readiness);
  serveMetrics(app, options.metrics);
  if (firstQuery) serveGraphiQL(app, "/graphql", firstQuery);
  return app;
}

function serveGraphQL(app: FastifyInstance, url: string, { operations, gate, tracing }: AppOptions): void {
  const route = tracedRoute(tracing, url, throughGate(gate, answerGraphQL(operations)));
  app.route({ method: ["GET", "POST"], url, ...route });
  app.route({
    method: ["PUT", "PATCH", "DELETE", "OPTIONS"],
    url,
    handler: (_, reply) =>
      reply
        .code(405)
        .header("allow", "GET, POST")
        .send(jsonError("GraphQL is asked by POST, or by GET for queries.", 405)),
  });
}

/** What goes wrong before or beside GraphQL is answered in its shape. */
function answerFaults(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) logger.error({ err: error, requestId: request.id }, "a request failed");
    reply
      .code(status)
      .send(jsonError(status >= 500 ? "Something went wrong on our side." : error.message, status));
  });
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send(jsonError("There is nothing here. GraphQL is at /graphql.", 404)),
  );
}

const jsonError = (message: string, status: number) => ({
  errors: [
    {
      message,
      extensions: {
        code: status >= 500 ? "INTERNAL_SERVER_ERROR" : status === 404 ? "NOT_FOUND" : "BAD_REQUEST",
      },
    },
  ],
});
