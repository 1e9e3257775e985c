import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";
import type { GatewayInterface } from "@apollo/server-gateway-interface";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { Context } from "./context.js";
import { asGatewayExecutor, type Executor } from "./executor.js";
import { LIMITS } from "./limits/limits.js";
import type { PersistedQueries } from "./persisted-queries.js";

export interface GraphQLServerOptions {
  readonly schema: GraphQLSchema;
  readonly execute: Executor;
  readonly persisted: PersistedQueries;
  readonly logger: Logger;
  /** Introspection and Apollo Sandbox are open in development only. */
  readonly explorable: boolean;
  /** What Sandbox opens with. */
  readonly firstQuery?: { document: string; headers?: Record<string, string> };
}

/** Apollo Server in front of the compiled executor, which takes the place of a gateway. */
export function createGraphQLServer(options: GraphQLServerOptions): ApolloServer<Context> {
  const executor = asGatewayExecutor(options.execute);
  const gateway: GatewayInterface = {
    load: async () => ({ executor }),
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: options.schema, coreSupergraphSdl: "" });
      return () => {};
    },
    stop: async () => {},
  };
  return new ApolloServer<Context>({
    gateway,
    introspection: options.explorable,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: LIMITS.errors },
    persistedQueries: { cache: options.persisted.cache },
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    logger: options.logger,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      landingPage(options),
      statusOfFaults,
      statusForPlainJson,
    ],
  });
}

const landingPage = ({ explorable, firstQuery }: GraphQLServerOptions) =>
  explorable
    ? ApolloServerPluginLandingPageLocalDefault({
        embed: { runTelemetry: false, initialState: { pollForSchemaUpdates: false } },
        footer: false,
        ...firstQuery,
      })
    : ApolloServerPluginLandingPageDisabled();

/** A fault that a retry may heal answers 503, so that load balancers and clients see it as one. */
const statusOfFaults: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, errors }) => {
      if (errors?.some((error) => error.extensions.code === "SERVICE_UNAVAILABLE")) {
        response.http.status = 503;
        response.http.headers.set("retry-after", "1");
      }
    },
  }),
};

const MISTAKES = new Set(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"]);

/**
 * Who accepts application/json alone is a client of before there was application/graphql-response+json, and expects 200
 * with every answer of GraphQL, refusals of the document included (GraphQL over HTTP, section 6.4.1).
 */
const statusForPlainJson: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ request }) => ({
    willSendResponse: async ({ response }) => {
      if (request.http?.headers.get("accept") !== "application/json" || response.body.kind !== "single")
        return;
      const { data, errors = [] } = response.body.singleResult;
      const isMistake = errors.every(({ extensions }) => MISTAKES.has(String(extensions?.code)));
      if (data === undefined && isMistake && response.http.status === 400) response.http.status = 200;
    },
  }),
};
