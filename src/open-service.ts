import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { composeService, type Service } from "./compose.js";
import { composeHttp } from "./compose-http.js";
import type { Config } from "./config.js";
import { developmentToken } from "./development-tokens.js";
import { firstQueryFor } from "./first-query.js";
import { DevelopmentIssuer } from "./platform/auth/development-issuer.js";
import type { Readiness } from "./platform/http/health.js";
import type { MetricsPage } from "./platform/http/metrics.js";
import { developmentWelcome, plainWelcome } from "./welcome.js";

/** The service in this process, ready to be asked; connections are brought to `app` by whoever opened it. */
export interface OpenService {
  readonly service: Service;
  readonly app: FastifyInstance;
  /** What to say once it can be reached at this address. */
  welcome(origin: string): Promise<string>;
  /** From now on it is not ready, and takes no more jobs. */
  drain(): void;
  /**
   * Asks clients to go elsewhere, and closes everything once they are gone.
   * @param close closes `app`; resolves when what was in flight is finished
   */
  leave(close: () => Promise<void>): Promise<void>;
}

/** What a process among several shows for all of them; left out by one that is alone. */
export interface OfAll {
  readonly readiness: Readiness;
  readonly metrics: MetricsPage;
}

/** Composes the service and what is in front of it. */
export async function openService(
  config: Config,
  databaseUrl: string,
  logger: Logger,
  ofAll?: OfAll,
): Promise<OpenService> {
  const service = await composeService(config, databaseUrl, logger);
  const issuer =
    config.mode === "production" ? null : await DevelopmentIssuer.open(config.dataDir, config.mode);
  const document = await firstQueryFor(service.dataSource);
  const token =
    issuer && (await developmentToken(service.dataSource, issuer, { role: "MANAGER" }).catch(() => null));
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  let leaving = false;
  let jobsEnded: Promise<void> | undefined;
  const { app } = await composeHttp(config, service, logger, {
    issuer,
    firstQuery: { document, headers },
    isDraining: () => jobsEnded !== undefined,
    isLeaving: () => leaving,
    ...ofAll,
  });
  return {
    service,
    app,
    welcome: async (origin) =>
      issuer
        ? await developmentWelcome(origin, service, issuer, { document, token })
        : plainWelcome(origin, config),
    drain: () => {
      jobsEnded ??= service.jobs.stop();
    },
    leave: async (closed) => {
      leaving = true;
      await closed();
      await jobsEnded;
      await service.close();
    },
  };
}
