import "reflect-metadata";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { composeService, type Service } from "./compose.js";
import { composeHttp, type HttpService } from "./compose-http.js";
import { type Config, loadConfig } from "./config.js";
import { developmentToken } from "./development-tokens.js";
import { exitWithMessage } from "./exit-with-message.js";
import { firstQueryFor } from "./first-query.js";
import { DevelopmentIssuer } from "./platform/auth/development-issuer.js";
import { ROLES } from "./platform/auth/principal.js";
import { openDatabase } from "./platform/database/open-database.js";
import { letGo } from "./platform/http/let-go.js";
import { createLogger } from "./platform/observability/logger.js";
import { prepareDatabase } from "./prepare-database.js";

const DRAIN_MS = 9500;
const NOTICE_MS = 2000;
const FAREWELL_MS = 1000;
const progress = (message: string) => console.error(message);

/** config -> database -> compose -> listen -> drain */
async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const database = await openDatabase(config, progress);
  try {
    await prepareDatabase(config, database, progress);
    const service = await composeService(config, database.url, logger);
    const stopping = { draining: false, leaving: false };
    const http = await serve(config, service, logger, stopping);
    // Not waited for: a signal that came meanwhile would find nobody to take it.
    if (config.runsJobs) void service.jobs.start();
    await shutdownSignal();
    progress("Stopping: requests in flight are finished first.");
    stopping.draining = true;
    const late = setTimeout(() => process.exit(1), DRAIN_MS);
    const jobsEnded = service.jobs.stop();
    // A balancer notices that this is not ready any more before the port closes.
    const inService = config.mode === "production";
    if (inService) await delay(NOTICE_MS);
    stopping.leaving = true;
    if (inService) await letGo(http.app.server, FAREWELL_MS);
    await http.app.close();
    await jobsEnded;
    await service.close();
    clearTimeout(late);
  } finally {
    await database.close();
  }
}

async function serve(
  config: Config,
  service: Service,
  logger: Logger,
  stopping: { readonly draining: boolean; readonly leaving: boolean },
): Promise<HttpService> {
  const issuer =
    config.mode === "production" ? null : await DevelopmentIssuer.open(config.dataDir, config.mode);
  const document = await firstQueryFor(service.dataSource);
  const token =
    issuer && (await developmentToken(service.dataSource, issuer, { role: "MANAGER" }).catch(() => null));
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  const firstQuery = { document, headers };
  const http = await composeHttp(config, service, logger, {
    issuer,
    firstQuery,
    isDraining: () => stopping.draining,
    isLeaving: () => stopping.leaving,
  });
  await http.app.listen({ host: config.host, port: config.port });
  const { address, port, family } = http.app.server.address() as AddressInfo;
  const origin = `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
  console.log(issuer ? await banner(origin, service, issuer, document, token) : plainBanner(origin, config));
  return http;
}

/** What production says of itself, and of what it lacks. */
const plainBanner = (origin: string, { oidc, gatewaySecret }: Config): string =>
  [
    `Skillbridge is ready at ${origin}/graphql`,
    oidc
      ? `  It accepts tokens of ${oidc.issuer} for ${oidc.audience}.`
      : "  It accepts no tokens, so it serves only what is public. Set OIDC_ISSUER and OIDC_AUDIENCE.",
    ...(gatewaySecret ? [] : ["  It answers no gateway of a federation. Set GATEWAY_SECRET."]),
  ].join("\n");

async function banner(
  origin: string,
  service: Service,
  issuer: DevelopmentIssuer,
  document: string,
  token: string | null,
): Promise<string> {
  const tokens: string[] = [];
  for (const role of ROLES) {
    const signed = await developmentToken(service.dataSource, issuer, { role }).catch(() => null);
    if (signed) tokens.push(`  ${role.toLowerCase().padEnd(8)} ${signed}`);
  }
  const authorization = token ? `\n    -H 'authorization: Bearer ${token}' \\` : "";
  const query = JSON.stringify({ query: document.replace(/\s+/g, " ") });
  return `
Skillbridge is ready at ${origin}/graphql

  Apollo Sandbox  ${origin}/
  GraphiQL        ${origin}/graphiql   (works without internet)
  Health          ${origin}/healthz  ${origin}/readyz

A first query:

  curl -s ${origin}/graphql -H 'content-type: application/json' \\${authorization}
    -d '${query}'

Demo tokens, for development only (header "Authorization: Bearer ..."; more with npm run token):

${tokens.join("\n")}

Stop with Ctrl-C; the data stays.
`;
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
function shutdownSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.once("SIGINT", () => process.exit(130));
      process.once("SIGTERM", () => process.exit(143));
      resolve();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}

main().then(
  () => process.exit(0),
  (error) => exitWithMessage(error),
);
