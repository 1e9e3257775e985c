import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeHttp, type HttpService } from "../../src/compose-http.js";
import { loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import type { Entitle, User } from "../../src/platform/auth/principal.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { startTestService, type TestService } from "../support/service.js";

/** A service with its port, and an issuer of tokens for it. */
export interface LiveService {
  readonly test: TestService;
  readonly http: HttpService;
  /** Such as http://127.0.0.1:4000 */
  readonly origin: string;
  readonly issuer: DevelopmentIssuer;
  /** An `Authorization` header. */
  bearer(user: User, lifetime?: string): Promise<{ authorization: string }>;
  stop(): Promise<void>;
}

/**
 * @param variables settings that differ from the tests' usual ones
 * @param entitle what callers are entitled to, if not what the database says
 * @param shared a database that is there already, for one replica of several
 */
export async function startLiveService(
  variables: Record<string, string> = {},
  entitle?: Entitle,
  shared?: Parameters<typeof startTestService>[0],
): Promise<LiveService> {
  const test = await startTestService(shared);
  const folder = await mkdtemp(join(tmpdir(), "skillbridge-issuer-"));
  const issuer = await DevelopmentIssuer.open(folder, "test");
  const config = loadConfig({ NODE_ENV: "test", ...variables });
  const firstQuery = { document: "{ me { role } }", headers: {} };
  const service = entitle ? { ...test.service, entitle } : test.service;
  const http = await composeHttp(config, service, createLogger("silent"), { issuer, firstQuery });
  const origin = await http.app.listen({ host: "127.0.0.1", port: 0 });
  return {
    test,
    http,
    origin,
    issuer,
    bearer: async (user, lifetime) => ({ authorization: `Bearer ${await issuer.sign(user, lifetime)}` }),
    stop: async () => {
      await http.app.close();
      await test.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
