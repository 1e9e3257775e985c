import "reflect-metadata";
import type { AddressInfo } from "node:net";
import { composeService, type Service } from "../../src/compose.js";
import { composeHttp, type HttpService } from "../../src/compose-http.js";
import { loadConfig } from "../../src/config.js";
import { createAuthenticate } from "../../src/platform/auth/authenticate.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import type { User } from "../../src/platform/auth/principal.js";
import type { Admit } from "../../src/platform/graphql/admission.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { KnownDocuments } from "../../src/platform/graphql/limits/known-documents.js";
import { Operations } from "../../src/platform/graphql/operations.js";
import { PersistedQueries } from "../../src/platform/graphql/persisted-queries.js";
import { createApp } from "../../src/platform/http/app.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { UnboundReads } from "../measure/unbound-reads.js";

/** What the server is told when it starts. */
export interface Start {
  /** Of the database. */
  readonly url: string;
  readonly issuerFolder: string;
  /** Whose token the requests carry. */
  readonly user: User;
}

/** Ports of the same service, with and without what limits it. */
export interface Ports {
  readonly limited: number;
  readonly shared: number;
  readonly unlimited: number;
  /** As `unlimited`, and without authorisation: every caller is taken for the one told at the start, by the owner of the tables. */
  readonly open: number;
}

const logger = createLogger("error");
const config = loadConfig({ NODE_ENV: "test" });

/** A whole service in a process of its own, so that its CPU time is known apart from that of whoever asks. */
async function start({ url, issuerFolder, user }: Start): Promise<Ports> {
  const service = await composeService(config, url, logger);
  const issuer = await DevelopmentIssuer.open(issuerFolder, "test");
  stop = () => service.close();
  const options = { issuer, firstQuery: { document: "{ me { role } }", headers: {} } };
  const inPostgres = { ...config, budget: { ...config.budget, store: "postgres" as const } };
  return {
    limited: await listen(await composeHttp(config, service, logger, options)),
    shared: await listen(await composeHttp(inPostgres, service, logger, options)),
    unlimited: await listen(await withoutLimits(service, authorised(service, issuer))),
    open: await listen(await withoutLimits(service, unauthorised(user, url))),
  };
}

async function listen({ app }: HttpService): Promise<number> {
  await app.listen({ host: "127.0.0.1", port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** The same but for what stands before execution: neither limits of documents nor cost nor budget. */
async function withoutLimits(service: Service, admit: Admit): Promise<HttpService> {
  const { schema, execute, metrics, gate } = service;
  const firstQuery = { document: "{ me { role } }", headers: {} };
  const [documents, persisted] = [new KnownDocuments(schema), new PersistedQueries()];
  const operations = new Operations({
    schema,
    execute,
    admit,
    documents,
    persisted,
    logger,
    explorable: true,
  });
  const readiness = async () => ({});
  const hygiene = { trustProxy: config.trustProxy, corsOrigins: config.corsOrigins };
  const app = createApp({
    operations,
    gate,
    isLeaving: () => false,
    readiness,
    metrics,
    logger,
    ...hygiene,
    firstQuery,
  });
  return { app };
}

let stop = async (): Promise<void> => {};

async function answer(message: Start | "cpu" | "stop"): Promise<Ports | number | null> {
  if (message === "cpu") {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  if (message !== "stop") return await start(message);
  await stop();
  return null;
}

/** The token is checked, and what it entitles to is looked up. */
function authorised({ entitle, reads }: Service, issuer: DevelopmentIssuer): Admit {
  const authenticate = createAuthenticate([issuer]);
  return async ({ authorization, requestId }) => {
    const { principal } = await authenticate(authorization);
    return createContext({ principal: await entitle(principal), reads }, requestId);
  };
}

/** No token is looked at, and PostgreSQL is not told who asks. */
function unauthorised(user: User, url: string): Admit {
  const reads = new UnboundReads(url, config.readConnections);
  return async ({ requestId }) => createContext({ principal: user, reads }, requestId);
}

process.on("message", async (message: Start | "cpu" | "stop") => process.send!(await answer(message)));
// Whoever started it is gone.
process.on("disconnect", () => process.exit(1));
