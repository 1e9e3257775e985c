import { sha256 } from "../limits/attack.js";
import { type HttpTest, startHttpTest } from "../support/http.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let development: HttpTest;
let production: HttpTest;

beforeAll(async () => {
  test = await startTestService();
  development = await startHttpTest({}, test);
  production = await startHttpTest(
    { NODE_ENV: "production", CORS_ORIGINS: "https://library.example, https://partner.example" },
    test,
  );
});
afterAll(async () => {
  await development.stop();
  await production.stop();
  await test.stop();
});

const HTML = { accept: "text/html" };
const preflight = (http: HttpTest, origin: string) =>
  fetch(`${http.origin}/graphql`, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });
const allowed = (response: Response) => response.headers.get("access-control-allow-origin");

describe("every answer", () => {
  it.each(["/graphql", "/healthz", "/nowhere", "/metrics"])(
    "tells browsers what not to do: %s",
    async (path) => {
      for (const http of [development, production]) {
        const { headers } = await fetch(`${http.origin}${path}`);
        expect(headers.get("x-content-type-options")).toBe("nosniff");
        expect(headers.get("x-frame-options")).toMatch(/^(DENY|SAMEORIGIN)$/);
        expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
        expect(headers.get("x-powered-by")).toBeNull();
      }
    },
  );

  it("allows nothing at all in production", async () => {
    const { headers } = await fetch(`${production.origin}/healthz`);
    expect(headers.get("content-security-policy")).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  });
});

describe("the explorers", () => {
  it("are not hindered in development", async () => {
    for (const path of ["/", "/graphiql"]) {
      const { status, headers } = await fetch(`${development.origin}${path}`, { headers: HTML });
      expect(status).toBe(200);
      expect(headers.get("content-type")).toContain("text/html");
      expect(headers.get("content-security-policy")).toBeNull();
      expect(headers.get("cross-origin-embedder-policy")).toBeNull();
    }
  });

  it("are not there in production, and neither is introspection", async () => {
    expect((await fetch(`${production.origin}/`, { headers: HTML })).status).toBe(404);
    expect((await fetch(`${production.origin}/graphiql`, { headers: HTML })).status).toBe(404);
    const page = await fetch(`${production.origin}/graphql`, { headers: HTML });
    expect(page.status).toBe(400);
    expect(page.headers.get("content-type")).toContain("application/json");
    const { status, body } = await production.ask("{ __schema { queryType { name } } }");
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });
});

describe("pages of other origins", () => {
  it("may ask in development when they are Sandbox's or local", async () => {
    for (const origin of [
      "https://studio.apollographql.com",
      "http://localhost:5173",
      "http://127.0.0.1:3000",
    ]) {
      const response = await preflight(development, origin);
      expect(response.status).toBe(204);
      expect(allowed(response)).toBe(origin);
      expect(response.headers.get("access-control-allow-headers")).toContain("authorization");
      expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    }
    for (const origin of [
      "https://evil.example",
      "http://localhost.evil.example",
      "https://studio.apollographql.com.evil.example",
    ])
      expect(allowed(await preflight(development, origin))).toBeNull();
  });

  it("may ask in production when they are configured", async () => {
    expect(allowed(await preflight(production, "https://partner.example"))).toBe("https://partner.example");
    for (const origin of ["https://studio.apollographql.com", "http://localhost:5173", "null"])
      expect(allowed(await preflight(production, origin))).toBeNull();
    const { headers } = await production.ask("{ me { role } }", {}, { origin: "https://library.example" });
    expect(headers.get("access-control-allow-origin")).toBe("https://library.example");
    expect(headers.get("access-control-expose-headers")).toContain("retry-after");
    expect(headers.get("vary")).toMatch(/origin/i);
  });
});

describe("what the protocol refuses", () => {
  it("is JSON in GraphQL's shape, and says what is allowed", async () => {
    const put = await development.send({
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(put.status).toBe(405);
    expect(put.headers.get("allow")).toBe("GET, POST");
    expect(put.body).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: "BAD_REQUEST" } }],
    });
  });

  it("answers 200 with mistakes to who knows nothing but application/json", async () => {
    const plain = { accept: "application/json" };
    expect((await development.ask("{ nonsense }", {}, plain)).status).toBe(200);
    expect(
      (await development.ask("{ nonsense }", {}, { accept: "application/graphql-response+json" })).status,
    ).toBe(400);
    expect((await development.ask("{ nonsense }")).status).toBe(400);
    // Limits are none of the document's mistakes.
    expect((await development.ask(`{ ${"me { role } ".repeat(30)} }`, {}, plain)).status).toBe(400);
  });
});

describe("a fault of ours before execution", () => {
  it("is masked, with the id under which the log has it", async () => {
    const entitle = async () => {
      throw new Error("the secret table is away");
    };
    const http = await startHttpTest({}, { ...test, service: { ...test.service, entitle } });
    const { status, headers, body } = await http.ask("{ me { role } }");
    await http.stop();
    expect(status).toBe(500);
    expect(body.errors).toEqual([
      {
        message: "Something went wrong on our side.",
        extensions: { code: "INTERNAL_SERVER_ERROR", requestId: headers.get("x-request-id") },
      },
    ]);
  });
});

describe("a persisted query", () => {
  it("is found by its hash, and meets the same limits as with its text", async () => {
    const query = "query Q($first: Int!) { needs(first: $first) { nodes { title } } }";
    const hash = sha256(query);
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    const send = (body: object) =>
      development.send({
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ extensions, ...body }),
      });
    const unknown = await send({ variables: { first: 1 } });
    expect(unknown.body.errors[0].extensions.code).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect(unknown.headers.get("cache-control")).toContain("no-cache");
    expect((await send({ query, variables: { first: 1 } })).body.data).toEqual({ needs: { nodes: [] } });
    const known = await send({ variables: { first: 7 } });
    expect(known.body.data).toEqual({ needs: { nodes: [] } });
    expect(known.body.extensions.cost.requested).toBe(17);
    const dear = await send({ variables: { first: 100_000 } });
    expect(dear.status).toBe(400);
    expect(dear.body.errors[0].extensions).toMatchObject({
      code: "LIMIT_EXCEEDED",
      limit: { name: "cost", most: 1000 },
    });
    const search = `?extensions=${encodeURIComponent(JSON.stringify(extensions))}&variables=${encodeURIComponent('{"first": 100000}')}`;
    const byGet = await development.send(
      { method: "GET", headers: { "apollo-require-preflight": "1" } },
      search,
    );
    expect(byGet.body.errors[0].extensions.code).toBe("LIMIT_EXCEEDED");
  });
});
