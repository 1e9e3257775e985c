import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeHttp, type HttpService } from "../../src/compose-http.js";
import { loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { startTestService, type TestService } from "./service.js";

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a request answers depends on the request
  readonly body: any;
}

/** The whole service behind a port of the loopback interface. */
export interface HttpTest {
  readonly test: TestService;
  readonly http: HttpService;
  readonly issuer: DevelopmentIssuer;
  readonly origin: string;
  /** Asks by POST, as clients do. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** Sends anything to /graphql. */
  send(init: RequestInit, search?: string): Promise<HttpAnswer>;
  stop(): Promise<void>;
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/**
 * @param environment settings beside those of tests
 * @param shared a service to stand before; its own when left out
 */
export async function startHttpTest(
  environment: Record<string, string> = {},
  shared?: TestService,
): Promise<HttpTest> {
  const test = shared ?? (await startTestService());
  const folder = await mkdtemp(join(tmpdir(), "skillbridge-issuer-"));
  const issuer = await DevelopmentIssuer.open(folder, "test");
  const config = loadConfig({ NODE_ENV: "test", ...environment });
  const firstQuery = { document: "{ me { role } }", headers: {} };
  const accepted = config.mode === "production" ? null : issuer;
  const options = { issuer: accepted, firstQuery };
  const http = await composeHttp(config, test.service, createLogger("silent"), options);
  const origin = await http.app.listen({ host: "127.0.0.1", port: 0 });
  const send = async (init: RequestInit, search = "") => {
    const response = await fetch(`${origin}/graphql${search}`, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? null : JSON.parse(text),
    };
  };
  return {
    test,
    http,
    issuer,
    origin,
    send,
    ask: (query, variables, headers = {}) =>
      send({
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    async stop() {
      await http.app.close();
      if (!shared) await test.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
