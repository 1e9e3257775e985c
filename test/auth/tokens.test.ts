import { createHmac } from "node:crypto";
import { exportSPKI, importJWK, type JWK } from "jose";
import { composeHttp, type HttpService } from "../../src/compose-http.js";
import { type Config, ConfigError, loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { newConsortium, type People } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { type Oddities, TokenIssuer } from "../support/token-issuer.js";

const PREFIX = "https://skillbridge.example/";
const SECRET = "a-secret-between-the-gateway-and-us-42";

let test: TestService;
let people: People;
let issuer: TokenIssuer;
let http: HttpService;
let origin: string;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  issuer = await TokenIssuer.start("RS256");
  http = await serve({ OIDC_CLAIM_PREFIX: PREFIX, GATEWAY_SECRET: SECRET });
  origin = await http.app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await http.app.close();
  await issuer.stop();
  await test.stop();
});

const firstQuery = { document: "{ me { role } }", headers: {} };
const serve = async (variables: Record<string, string>) => {
  const config = loadConfig({
    NODE_ENV: "production",
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: "skillbridge",
    ...variables,
  });
  return await composeHttp(config, test.service, createLogger("silent"), { issuer: null, firstQuery });
};

const ask = async (headers: Record<string, string> = {}, query = "{ me { role } }", at = origin) => {
  const response = await fetch(`${at}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  return { status: response.status, headers: response.headers, body: errors ? { data, errors } : { data } };
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const adminToken = (oddities: Oddities = {}) => issuer.sign(people.admin, oddities, PREFIX);

describe("a token of the configured issuer", () => {
  it("says who asks, in claims with the configured prefix", async () => {
    const { body } = await ask(bearer(await adminToken()));
    expect(body).toEqual({ data: { me: { role: "ADMIN" } } });
  });

  it.each<[string, Oddities]>([
    ["for several audiences", { audience: ["another", "skillbridge"] }],
    ["of the type of access tokens", { header: { typ: "at+jwt" } }],
    ["without a type", { header: { typ: undefined } }],
    ["that expired half a minute ago, as clocks differ", { expiresIn: -30 }],
    ["from half a minute ahead", { claims: { iat: Math.floor(Date.now() / 1000) + 30 } }],
    ["with empty claims", { claims: { [`${PREFIX}workerId`]: undefined } }],
  ])("%s is accepted", async (_, oddities) => {
    expect((await ask(bearer(await adminToken(oddities)))).status).toBe(200);
  });

  const later = Math.floor(Date.now() / 1000) + 600;
  it.each<[string, Oddities]>([
    ["for another audience", { audience: "another" }],
    ["for no audience", { claims: { aud: null } }],
    ["of another issuer", { issuer: "https://elsewhere.example" }],
    ["that has expired", { expiresIn: -90 }],
    ["that never expires", { expiresIn: null }],
    ["that is not valid yet", { claims: { nbf: later } }],
    ["made in the future", { claims: { iat: later } }],
    ["of nobody", { claims: { sub: null } }],
    ["of a key nobody has", { header: { kid: "made-up" } }],
    ["for a log-out", { header: { typ: "logout+jwt" } }],
    ["without our claims", { claims: { [`${PREFIX}role`]: null } }],
    ["with a role nobody has", { claims: { [`${PREFIX}role`]: "ROOT" } }],
    ["with claims of another service", { claims: { [`${PREFIX}role`]: null, role: "ADMIN" } }],
    ["with a consortium that is no id", { claims: { [`${PREFIX}consortiumId`]: "' or true --" } }],
  ])("%s is refused", async (_, oddities) => {
    await expectRefused(await adminToken(oddities));
  });
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

async function expectRefused(token: string): Promise<void> {
  const { status, headers, body } = await ask(bearer(token));
  expect(status).toBe(401);
  expect(headers.get("www-authenticate")).toBe("Bearer");
  expect(body).toEqual({
    errors: [
      {
        message: expect.stringMatching(
          /^(The token (is not valid for|has expired|lacks claims)|This service)/,
        ),
        extensions: { code: "UNAUTHENTICATED" },
      },
    ],
  });
}

describe("a forged token", () => {
  it("without a signature is refused", async () => {
    const [, payload] = (await adminToken()).split(".");
    for (const alg of ["none", "None", "NONE", ""])
      await expectRefused(`${part({ alg, kid: issuer.current })}.${payload}.`);
  });

  it("that takes the public key for a shared secret is refused", async () => {
    const [, payload] = (await adminToken()).split(".");
    const pem = await exportSPKI((await importJWK(issuer.publicKey, "RS256")) as never);
    for (const secret of [pem, JSON.stringify(issuer.publicKey)]) {
      const signed = `${part({ alg: "HS256", kid: issuer.current })}.${payload}`;
      const signature = createHmac("sha256", secret).update(signed).digest("base64url");
      await expectRefused(`${signed}.${signature}`);
    }
  });

  it("that brings its own key is refused", async () => {
    const forger = await TokenIssuer.start("RS256");
    try {
      const jwk: JWK = forger.publicKey;
      const oddities = { issuer: issuer.url, header: { jwk, jku: forger.jwksUrl, kid: issuer.current } };
      await expectRefused(await forger.sign(people.admin, oddities, PREFIX));
      await expectRefused(
        await forger.sign(people.admin, { issuer: issuer.url, header: { jku: forger.jwksUrl } }, PREFIX),
      );
      expect(forger.fetches).toBe(0);
    } finally {
      await forger.stop();
    }
  });

  it("with another payload, signature or algorithm than was signed is refused", async () => {
    const [header, payload, signature] = (await adminToken()).split(".");
    const other = part({ ...JSON.parse(Buffer.from(payload!, "base64url").toString()), sub: "other" });
    await expectRefused(`${header}.${other}.${signature}`);
    await expectRefused(`${header}.${payload}.${signature!.slice(0, -4)}AAAA`);
    await expectRefused(`${part({ alg: "ES512", kid: issuer.current })}.${payload}.${signature}`);
    await expectRefused(`${header}.${payload}`);
    await expectRefused(`${part({ alg: "RS256", crit: ["x"], x: 1 })}.${payload}.${signature}`);
  });

  it("too long to be one is refused", async () => {
    await expectRefused(await adminToken({ claims: { padding: "x".repeat(9000) } }));
  });
});

describe("the algorithms", () => {
  it("that are not allowed are refused, although the issuer signs with them", async () => {
    const other = await serve({ OIDC_CLAIM_PREFIX: PREFIX, OIDC_ALGORITHMS: "ES256" });
    const at = await other.app.listen({ host: "127.0.0.1", port: 0 });
    expect((await ask(bearer(await adminToken()), undefined, at)).status).toBe(401);
    await other.app.close();
  });

  it("may be neither none nor with a shared secret", () => {
    for (const OIDC_ALGORITHMS of ["none", "HS256", "RS256,HS256", ""])
      if (OIDC_ALGORITHMS)
        expect(() =>
          loadConfig({ OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: "skillbridge", OIDC_ALGORITHMS }),
        ).toThrow("OIDC_ALGORITHMS");
  });
});

describe("while the issuer does not answer", () => {
  it("tokens are neither accepted nor refused, and what is public is served", async () => {
    const down = await TokenIssuer.start();
    const address = down.url;
    const token = await down.sign(people.admin);
    await down.stop();
    const service = await serve({ OIDC_ISSUER: address });
    const at = await service.app.listen({ host: "127.0.0.1", port: 0 });
    const { status, headers, body } = await ask(bearer(token), undefined, at);
    expect(status).toBe(503);
    expect(headers.get("retry-after")).toBe("5");
    expect(body.errors).toEqual([
      {
        message: "Tokens cannot be checked now. Try again in a moment.",
        extensions: { code: "SERVICE_UNAVAILABLE" },
      },
    ]);
    expect((await ask({}, undefined, at)).body).toEqual({ data: { me: { role: "ANONYMOUS" } } });
    await service.app.close();
  });
});

describe("in production", () => {
  it("without an issuer what is public is served, and every token refused", async () => {
    const service = await serve({ OIDC_ISSUER: "", OIDC_AUDIENCE: "" });
    const at = await service.app.listen({ host: "127.0.0.1", port: 0 });
    expect((await ask({}, "{ needs { nodes { id } } }", at)).status).toBe(200);
    expect((await ask(bearer(await adminToken()), undefined, at)).status).toBe(401);
    await service.app.close();
  });

  it("the development issuer cannot be added", async () => {
    const config = { ...loadConfig({ NODE_ENV: "production" }) } as Config;
    const development = { name: "x" } as unknown as DevelopmentIssuer;
    await expect(
      composeHttp(config, test.service, createLogger("silent"), { issuer: development, firstQuery }),
    ).rejects.toThrow("not for production");
  });
});

describe("the gateway", () => {
  const gateway = (credential: string) => ({ "x-gateway-credential": credential });
  const SERVICE = "{ _service { sdl } }";
  const ENTITIES = '{ _entities(representations: [{ __typename: "Skill", id: "x" }]) { __typename } }';

  it("is known by its credential", async () => {
    expect((await ask(gateway(SECRET), SERVICE)).body.data._service.sdl).toContain("type Query");
    expect((await ask(gateway(SECRET), ENTITIES)).body.data).toEqual({ _entities: [null] });
  });

  it.each([
    ["nothing", {}],
    ["an empty one", gateway("")],
    ["a wrong one", gateway(`${SECRET}x`)],
    ["a part of it", gateway(SECRET.slice(0, -1))],
  ])("is nobody with %s", async (_, headers) => {
    for (const query of [SERVICE, ENTITIES]) {
      const { status, body } = await ask(headers, query);
      expect(status).toBe(403);
      expect(body.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
      expect(body.errors[0].message).toContain("gateway");
      expect(body.data?._service ?? null).toBeNull();
    }
  });

  it("is not replaced by a user's rights, nor do they grow by it", async () => {
    expect((await ask(bearer(await adminToken()), SERVICE)).status).toBe(403);
    expect((await ask(gateway(SECRET))).body.data).toEqual({ me: { role: "ANONYMOUS" } });
  });

  it("needs a credential in production, and none in development", async () => {
    for (const [mode, status] of [
      ["production", 403],
      ["development", 200],
    ] as const) {
      const service = await serve({ NODE_ENV: mode });
      const at = await service.app.listen({ host: "127.0.0.1", port: 0 });
      expect((await ask({}, SERVICE, at)).status).toBe(status);
      await service.app.close();
    }
  });
});

describe("the configuration", () => {
  it.each<[string, Record<string, string>]>([
    ["OIDC_ISSUER", { OIDC_ISSUER: "http://issuer.example", OIDC_AUDIENCE: "x" }],
    ["OIDC_ISSUER", { OIDC_ISSUER: "issuer", OIDC_AUDIENCE: "x" }],
    ["OIDC_AUDIENCE", { OIDC_ISSUER: "https://issuer.example" }],
    ["OIDC_ISSUER", { OIDC_AUDIENCE: "x" }],
    ["OIDC_JWKS_URL", { OIDC_JWKS_URL: "http://127.0.0.1.example/keys" }],
    ["GATEWAY_SECRET", { GATEWAY_SECRET: "short" }],
  ])("names %s where it is wrong", (name, variables) => {
    expect(() => loadConfig(variables)).toThrow(ConfigError);
    expect(() => loadConfig(variables)).toThrow(name);
  });
});
