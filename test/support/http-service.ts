import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeService, type Service } from "../../src/compose.js";
import { composeHttp } from "../../src/compose-http.js";
import { loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import type { User } from "../../src/platform/auth/principal.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { answeringBothWays } from "../plain/both-ways.js";

/** An answer over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers depends on the query
  readonly body: any;
}

export interface HttpTestService {
  readonly service: Service;
  readonly origin: string;
  /** Sends an operation as `user`; anonymous when left out. Fails when there is no answer for 10 seconds. */
  ask(query: string, variables?: object, user?: User): Promise<HttpAnswer>;
  /** Gets a page such as /readyz, as `user`; anonymous when left out. */
  page(path: string, user?: User): Promise<HttpAnswer>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/**
 * The whole service with HTTP.
 * @param variables the environment
 */
export async function startHttpService(
  databaseUrl: string,
  variables: NodeJS.ProcessEnv = {},
): Promise<HttpTestService> {
  const config = loadConfig({ NODE_ENV: "test", ...variables });
  const logger = createLogger(process.env.LOUD ?? "silent");
  const service = answeringBothWays(await composeService(config, databaseUrl, logger));
  const folder = await mkdtemp(join(tmpdir(), "skillbridge-issuer-"));
  const issuer = await DevelopmentIssuer.open(folder, "test");
  const firstQuery = { document: "{ me { role } }", headers: {} };
  const http = await composeHttp(config, service, logger, { issuer, firstQuery });
  const origin = await http.app.listen({ host: "127.0.0.1", port: 0 });
  const send = async (path: string, request: RequestInit = {}): Promise<HttpAnswer> => {
    const answer = await fetch(origin + path, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.includes("json");
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  };
  const authorizationOf = async (user: User | undefined): Promise<Record<string, string>> =>
    user ? { authorization: `Bearer ${await issuer.sign(user)}` } : {};
  return {
    service,
    origin,
    page: async (path, user = undefined) => send(path, { headers: await authorizationOf(user) }),
    ask: async (query, variables = {}, user = undefined) => {
      const headers = { "content-type": "application/json", ...(await authorizationOf(user)) };
      return send("/graphql", { method: "POST", headers, body: JSON.stringify({ query, variables }) });
    },
    stop: async () => {
      await http.app.close();
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
