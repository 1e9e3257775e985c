import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Service } from "./compose.js";
import { today } from "./compose-schema.js";
import type { Config } from "./config.js";
import { serveInsights } from "./insights/index.js";
import { serveCredentials } from "./outcomes/index.js";
import { createAuthenticate } from "./platform/auth/authenticate.js";
import type { DevelopmentIssuer } from "./platform/auth/development-issuer.js";
import { createRecogniseGateway } from "./platform/auth/gateway.js";
import type { Issuer } from "./platform/auth/issuer.js";
import { oidcIssuer } from "./platform/auth/oidc-issuer.js";
import { createAdmission } from "./platform/graphql/admission.js";
import { Budget } from "./platform/graphql/budget/budget.js";
import { KnownDocuments } from "./platform/graphql/limits/known-documents.js";
import { Operations } from "./platform/graphql/operations.js";
import { PersistedQueries } from "./platform/graphql/persisted-queries.js";
import { createApp } from "./platform/http/app.js";
import type { Readiness } from "./platform/http/health.js";
import { originsOf } from "./platform/http/hygiene.js";
import type { MetricsPage } from "./platform/http/metrics.js";
import type { FirstQuery } from "./platform/http/sandbox.js";
import { serveLive } from "./platform/live/serve-live.js";
import { spanning } from "./platform/observability/tracing.js";
import { serveShowcase } from "./showcase/index.js";

export interface HttpService {
  readonly app: FastifyInstance;
}

export interface HttpOptions {
  /** Whose tokens are accepted beside those of the configured issuer; never one in production. */
  readonly issuer: DevelopmentIssuer | null;
  readonly firstQuery: FirstQuery;
  /** Whether the service is about to stop: it is not ready any more then. */
  readonly isDraining?: () => boolean;
  /** What has to hold besides; what `readinessOf` says of this process by default. */
  readonly readiness?: Readiness;
  /** What `/metrics` shows; this process by default. */
  readonly metrics?: MetricsPage;
  /** Whether it is leaving: clients are asked to go elsewhere then. */
  readonly isLeaving?: () => boolean;
}

/** Puts the HTTP service in front. */
export async function composeHttp(
  config: Config,
  service: Service,
  logger: Logger,
  options: HttpOptions,
): Promise<HttpService> {
  const { firstQuery } = options;
  const explorable = config.mode !== "production";
  const persisted = new PersistedQueries();
  const documents = new KnownDocuments(service.schema);
  const authenticate = createAuthenticate(issuersOf(config, options.issuer, logger));
  const admission = createAdmission({
    authenticate,
    entitle: service.entitle,
    recogniseGateway: createRecogniseGateway(config.gatewaySecret, config.mode),
    reads: service.reads,
    documents,
    budget: new Budget(config.budget, service.reads),
    persisted,
  });
  const admit = spanning("admission", admission);
  const { schema, tracing } = service;
  const execute = spanning("execution", service.execute);
  const operations = new Operations({ schema, execute, admit, documents, persisted, logger, explorable });
  const app = createApp({
    operations,
    gate: service.gate,
    isLeaving: options.isLeaving ?? (() => false),
    trustProxy: config.trustProxy,
    corsOrigins: config.corsOrigins,
    metrics: options.metrics ?? service.metrics,
    readiness: async () => {
      if (options.isDraining?.()) throw new Error("The service is stopping.");
      return await (options.readiness?.() ?? readinessOf(service));
    },
    tracing,
    logger,
    firstQuery: explorable ? firstQuery : undefined,
  });
  serveCredentials(app, { ...service, ...service.credentials });
  serveInsights(app, { ...service, authenticate, today });
  serveShowcase(app, service);
  const allowedOrigins = originsOf({ explorable, corsOrigins: config.corsOrigins });
  const { trustProxy } = config;
  serveLive(app, {
    ...service,
    operations,
    admit,
    authenticate,
    logger,
    explorable,
    allowedOrigins,
    trustProxy,
  });
  return { app };
}

/**
 * Whether a process can answer.
 * @throws Error when it cannot, or when what it holds in memory may be out of date
 */
export async function readinessOf(service: Service): Promise<Readonly<Record<string, string>>> {
  await service.reads.ping();
  return { database: "ok", changes: await service.changes() };
}

/** Whose tokens are accepted: the configured issuer's, and in development the built-in one's too. */
function issuersOf({ mode, oidc }: Config, development: Issuer | null, logger: Logger): Issuer[] {
  if (development && mode === "production")
    throw new Error("The development issuer is not for production: its tokens prove nothing.");
  const report = (reason: unknown) =>
    logger.error({ err: reason, issuer: oidc?.issuer }, "the issuer of tokens does not give its keys");
  return [...(oidc ? [oidcIssuer(oidc, report)] : []), ...(development ? [development] : [])];
}
