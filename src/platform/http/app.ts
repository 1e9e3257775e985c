import { randomUUID } from "node:crypto";
import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import { GATEWAY_HEADER } from "../auth/gateway.js";
import type { Admit } from "../graphql/admission.js";
import type { Context } from "../graphql/context.js";
import type { Metrics } from "../observability/metrics.js";
import { serveGraphiQL } from "./graphiql.js";
import { type Readiness, serveHealth } from "./health.js";
import { serveMetrics } from "./metrics.js";

const BODY_LIMIT = 100_000;

export interface AppOptions {
  readonly apollo: ApolloServer<Context>;
  readonly admit: Admit;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** In development: `/` opens Apollo Sandbox and `/graphiql` GraphiQL with this query. */
  readonly firstQuery?: { readonly document: string; readonly headers: Readonly<Record<string, string>> };
}

/** The HTTP service: GraphQL at /graphql, health, metrics, and in development the explorers. */
export function createApp(options: AppOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: options.logger as never,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    forceCloseConnections: "idle",
    return503OnClosing: false,
  }) as unknown as FastifyInstance;
  app.addHook("onSend", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) options.logger.error({ err: error, requestId: request.id }, "a request failed");
    reply
      .code(status)
      .send(jsonError(status >= 500 ? "Something went wrong on our side." : error.message, status));
  });
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send(jsonError("There is nothing here. GraphQL is at /graphql.", 404)),
  );
  const handler = fastifyApolloHandler(options.apollo, {
    context: async (request) => {
      const sent = (request.method === "GET" ? request.query : request.body) as { query?: unknown } | null;
      const { authorization, [GATEWAY_HEADER]: credential } = request.headers;
      const gatewayCredential = credential?.toString();
      return await options.admit({
        query: sent?.query,
        authorization,
        gatewayCredential,
        requestId: request.id,
      });
    },
  });
  app.route({ method: ["GET", "POST", "OPTIONS"], url: "/graphql", handler });
  serveHealth(app, options.readiness);
  serveMetrics(app, options.metrics);
  if (options.firstQuery !== undefined) {
    // Sandbox asks the address it was opened at, so that one answers queries too.
    app.route({ method: ["GET", "POST", "OPTIONS"], url: "/", handler });
    serveGraphiQL(app, "/graphql", options.firstQuery);
  }
  return app;
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
