import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import { composeService, type Service } from "../../src/compose.js";
import { composeHttp } from "../../src/compose-http.js";
import { loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import type { User } from "../../src/platform/auth/principal.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { createPlainExecutor, type Executor } from "../../src/platform/graphql/executor.js";
import { createLogger } from "../../src/platform/observability/logger.js";

/** A service with its port, whose log is kept. */
export interface TracedService {
  readonly service: Service;
  readonly origin: string;
  /** Lines of the log. */
  readonly log: string[];
  /** The token of a user. */
  token(user: User): Promise<string>;
  /** Sends a document over HTTP. */
  ask(query: string, variables: object, user: User, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

type ExecutorOf = (service: Service, logger: Logger) => Executor;

/** The executors by which queries may be answered. */
export const EXECUTORS: Readonly<Record<"compiled" | "plain", ExecutorOf>> = {
  compiled: ({ execute }) => execute,
  /** Its contexts are made without looking ahead. */
  plain: ({ schema, reads }, logger) => {
    const execute = createPlainExecutor(schema, logger);
    return ({ context, ...request }) => {
      const { principal, requestId } = context;
      const own = createContext({ principal, reads }, requestId, { ...context, lookAhead: false });
      return execute({ ...request, context: own });
    };
  },
};

/** @param variables the environment */
export async function startTracedService(
  url: string,
  variables: NodeJS.ProcessEnv,
  executorOf: ExecutorOf = EXECUTORS.compiled,
): Promise<TracedService> {
  const config = loadConfig({ NODE_ENV: "test", ...variables });
  const log: string[] = [];
  const logger = createLogger("info", { write: (line) => void log.push(line) });
  const composed = await composeService(config, url, logger);
  const service = { ...composed, execute: executorOf(composed, logger) };
  const folder = await mkdtemp(join(tmpdir(), "skillbridge-issuer-"));
  const issuer = await DevelopmentIssuer.open(folder, "test");
  const firstQuery = { document: "{ __typename }", headers: {} };
  const { app } = await composeHttp(config, service, logger, { issuer, firstQuery });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  const token = (user: User) => issuer.sign(user);
  return {
    service,
    origin,
    log,
    token,
    ask: async (query, variables, user, headers = {}) =>
      await fetch(`${origin}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${await token(user)}`,
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      }),
    stop: async () => {
      await app.close();
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
