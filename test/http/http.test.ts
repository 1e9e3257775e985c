import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getIntrospectionQuery } from "graphql";
import { generateKeyPair, SignJWT } from "jose";
import { composeHttp, type HttpService } from "../../src/compose-http.js";
import { loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { newConsortium, type People } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let http: HttpService;
let issuer: DevelopmentIssuer;
let folder: string;
let origin: string;
let draining = false;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  folder = await mkdtemp(join(tmpdir(), "skillbridge-issuer-"));
  issuer = await DevelopmentIssuer.open(folder, "test");
  const firstQuery = { document: "{ me { role } }", headers: {} };
  http = await composeHttp(loadConfig({ NODE_ENV: "test" }), test.service, createLogger("silent"), {
    issuer,
    firstQuery,
    isDraining: () => draining,
  });
  origin = await http.app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await http.app.close();
  await test.stop();
  rmSync(folder, { recursive: true });
});

const ask = async (
  query: string,
  headers: Record<string, string> = {},
  body: string = JSON.stringify({ query }),
) => {
  const response = await fetch(`${origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe("a token", () => {
  it("of the development issuer says who asks", async () => {
    const { body } = await ask("{ me { role } }", bearer(await issuer.sign(people.admin)));
    expect(body.data).toEqual({ me: { role: "ADMIN" } });
  });

  it("is not needed for what is public", async () => {
    expect((await ask("{ me { role } }")).body.data).toEqual({ me: { role: "ANONYMOUS" } });
  });

  it("that is expired, foreign, unsigned or nonsense is refused, not taken for none", async () => {
    const { privateKey } = await generateKeyPair("ES256");
    const foreign = await new SignJWT({ role: "ADMIN", consortiumId: people.consortiumId })
      .setProtectedHeader({ alg: "ES256" })
      .setSubject("x")
      .setIssuer("urn:x-skillbridge:development")
      .setAudience("skillbridge")
      .setExpirationTime("1h")
      .sign(privateKey);
    const [, payload] = (await issuer.sign(people.admin)).split(".");
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    const expired = await issuer.sign(people.admin, "-2h");
    for (const token of [foreign, unsigned, expired, "nonsense"]) {
      const { status, body } = await ask("{ me { role } }", bearer(token));
      expect(status).toBe(401);
      expect(body.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    }
    expect((await ask("{ me { role } }", bearer(expired))).body.errors[0].message).toContain("expired");
  });

  it("has no issuer in production", async () => {
    await expect(DevelopmentIssuer.open(folder, "production")).rejects.toThrow("NODE_ENV=production");
  });
});

describe("an error", () => {
  it("says what is wrong with the document, and nothing of the schema", async () => {
    const { status, body } = await ask("{ partnerz { nodes { id } } }");
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(body.errors[0].message).not.toContain("Did you mean");
    expect(JSON.stringify(body)).not.toContain("stacktrace");
  });

  it("says which part of a variable is wrong", async () => {
    const query =
      "mutation M($input: CreatePartnerInput!) { createPartner(input: $input) { userErrors { code } } }";
    const body = JSON.stringify({ query, variables: { input: { name: 5 } } });
    const answer = await ask("", bearer(await issuer.sign(people.admin)), body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].message).toContain("input.name");
  });

  it("of ours shows no internals, but the id under which the log has them", async () => {
    await test.service.dataSource.query("alter table partner rename to partner_away");
    try {
      const { body, headers } = await ask("{ partners { nodes { id } } }");
      expect(body.errors).toEqual([
        {
          message: "Something went wrong on our side.",
          locations: [{ line: 1, column: 3 }],
          path: ["partners"],
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: headers.get("x-request-id") },
        },
      ]);
    } finally {
      await test.service.dataSource.query("alter table partner_away rename to partner");
    }
  });

  it("of the protocol is JSON", async () => {
    const tooLarge = await ask("", {}, JSON.stringify({ query: `{ ${"me { role } ".repeat(20_000)} }` }));
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.body.errors).toHaveLength(1);
    expect((await ask("", {}, "{ nonsense")).status).toBe(400);
    const nowhere = await fetch(`${origin}/nowhere`);
    expect(nowhere.status).toBe(404);
    expect((await nowhere.json()).errors[0].message).toContain("/graphql");
  });
});

describe("a document that unfolds to too much", () => {
  const bomb = (levels: number) =>
    `{ needs(first: 1) { nodes { partner { ...f${levels} } } } } ${Array.from(
      { length: levels },
      (_, i) =>
        `fragment f${i + 1} on Partner { a: goals { partner { ...f${i} } } b: goals { partner { ...f${i} } } }`,
    ).join(" ")} fragment f0 on Partner { name }`;

  it.each([
    ["by fragments in fragments", bomb(30), "levels deep"],
    ["by breadth", `{ needs { nodes { ${"partner { name url } ".repeat(350)} } } }`, "fields"],
    [
      "by depth",
      `{ needs { nodes { partner ${"{ goals { partner ".repeat(6)} { name } ${"} }".repeat(6)} } } }`,
      "deep",
    ],
    [
      "by root fields",
      `{ ${Array.from({ length: 21 }, (_, i) => `a${i}: me { role }`).join(" ")} }`,
      "root fields",
    ],
    ["by length", `{ ${"me { role } ".repeat(700)} }`, "tokens"],
  ])("%s is refused", async (_, query, reason) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].message).toContain(reason);
  });

  it("may be as large as introspection", async () => {
    const { status, body } = await ask(getIntrospectionQuery());
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
  });
});

describe("the pages", () => {
  it("tell whether the service lives and can answer", async () => {
    expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ status: "ok" });
    const ready = await fetch(`${origin}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: "ok",
      database: "ok",
      changes: expect.stringMatching(/^applied \d s ago, 0 waiting$/),
    });
    draining = true;
    const stopping = await fetch(`${origin}/readyz`);
    expect(stopping.status).toBe(503);
    expect(await stopping.json()).toEqual({ status: "unavailable", reason: "The service is stopping." });
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    draining = false;
  });

  it("tell that queries are compiled, and which are not", async () => {
    const prepared = async () => {
      const text = await (await fetch(`${origin}/metrics`)).text();
      const of = (as: string) =>
        Number(new RegExp(`queries_prepared_total\\{as="${as}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
      return [of("compiled"), of("interpreted")];
    };
    const [compiled = 0, interpreted = 0] = await prepared();
    await ask("{ needs(first: 3) { nodes { title partner { name } skills { skill { preferredLabel } } } } }");
    expect(await prepared()).toEqual([compiled + 1, interpreted]);
    await ask("{ toString: me { role } }");
    expect(await prepared()).toEqual([compiled + 1, interpreted + 1]);
  });

  it("show numbers to Prometheus", async () => {
    const metrics = await fetch(`${origin}/metrics`);
    expect(metrics.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    const text = await metrics.text();
    expect(text).toMatch(/^skillbridge_changes_age_seconds [0-9.]+$/m);
    expect(text).toMatch(/^skillbridge_jobs_run_total\{name="keep-house"\} 0$/m);
    expect(text).toMatch(/^process_cpu_seconds_total [0-9.]+$/m);
  });

  it("open Sandbox at / and GraphiQL without anything from elsewhere", async () => {
    const sandbox = await (await fetch(`${origin}/`, { headers: { accept: "text/html" } })).text();
    expect(sandbox).toContain("embeddable-sandbox");
    const graphiql = await (await fetch(`${origin}/graphiql`)).text();
    expect(graphiql).toContain("{ me { role } }");
    expect(graphiql).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
  });

  it("let Sandbox ask at the address it was opened at", async () => {
    const response = await fetch(`${origin}/`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __schema { queryType { name } } }" }),
    });
    expect((await response.json()).data).toEqual({ __schema: { queryType: { name: "Query" } } });
  });
});
