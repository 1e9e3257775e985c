import { setTimeout as delay } from "node:timers/promises";
import { type Authenticate, createAuthenticate } from "../../src/platform/auth/authenticate.js";
import { KEY_TIMES } from "../../src/platform/auth/issuer-keys.js";
import { oidcIssuer } from "../../src/platform/auth/oidc-issuer.js";
import type { User } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";
import { moveOnlyTheDate, pass } from "../support/only-the-date.js";
import { TokenIssuer } from "../support/token-issuer.js";

const MINUTE = 60_000;
const user: User = { kind: "user", subject: "u", role: "ADMIN", consortiumId: newId() };

let issuer: TokenIssuer;
let authenticate: Authenticate;
let reports: unknown[];

beforeEach(async () => {
  moveOnlyTheDate();
  issuer = await TokenIssuer.start();
  reports = [];
  authenticate = newAuthenticate();
});
afterEach(async () => {
  jest.useRealTimers();
  await issuer.stop();
});

const newAuthenticate = (settings: object = {}, times: object = {}) =>
  createAuthenticate([
    oidcIssuer(
      {
        issuer: issuer.url,
        audience: "skillbridge",
        jwksUrl: undefined,
        algorithms: ["ES256"],
        claimPrefix: "",
        ...settings,
      },
      (reason) => reports.push(reason),
      { ...KEY_TIMES, timeout: 1000, ...times },
    ),
  ]);

const DAY_LONG = { expiresIn: 86_400 };
const accepted = async (token: string) => (await authenticate(`Bearer ${token}`)).principal;
const codeOf = async (token: string) =>
  await authenticate(`Bearer ${token}`).then(
    () => "accepted",
    (error) => error.extensions.code,
  );

describe("the keys of an issuer", () => {
  it("are found by discovery, or where they are said to be, and fetched once for many tokens", async () => {
    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, i) => issuer.sign({ ...user, subject: `${i}` })),
    );
    await Promise.all(tokens.map(accepted));
    expect([issuer.discoveries, issuer.fetches]).toEqual([1, 1]);
    authenticate = newAuthenticate({ jwksUrl: issuer.jwksUrl });
    expect(await accepted(tokens[0]!)).toEqual({ ...user, subject: "0" });
    expect([issuer.discoveries, issuer.fetches]).toEqual([1, 2]);
  });

  it("are fetched at once for a token of a new key, but not for every nonsense", async () => {
    await accepted(await issuer.sign(user));
    pass(KEY_TIMES.cooldown + 1);
    await issuer.rotate();
    expect(await accepted(await issuer.sign(user))).toEqual(user);
    expect(issuer.fetches).toBe(2);
    for (let i = 0; i < 20; i++)
      expect(await codeOf(await issuer.sign(user, { header: { kid: `made-up-${i}` } }))).toBe(
        "UNAUTHENTICATED",
      );
    expect(issuer.fetches).toBe(2);
    pass(KEY_TIMES.cooldown + 1);
    for (let i = 0; i < 20; i++) await codeOf(await issuer.sign(user, { header: { kid: `x-${i}` } }));
    expect(issuer.fetches).toBe(3);
  });

  it("that were taken back are refused five minutes later, also with a token that was accepted before", async () => {
    const [old, key] = [await issuer.sign(user, DAY_LONG), issuer.current];
    expect(await accepted(old)).toEqual(user);
    await issuer.rotate();
    issuer.takeBack(key);
    pass(5 * MINUTE - 1000);
    expect(await accepted(old)).toEqual(user);
    pass(1001);
    expect(await codeOf(old)).toBe("UNAUTHENTICATED");
    expect(await codeOf(await issuer.sign(user))).toBe("accepted");
  });

  it("that were taken back are refused as soon as somebody comes with a new one", async () => {
    const [old, key] = [await issuer.sign(user, DAY_LONG), issuer.current];
    await accepted(old);
    await accepted(old);
    await issuer.rotate();
    issuer.takeBack(key);
    pass(KEY_TIMES.cooldown + 1);
    expect(await accepted(await issuer.sign(user))).toEqual(user);
    expect(await codeOf(old)).toBe("UNAUTHENTICATED");
  });
});

describe("an issuer that fails", () => {
  it.each(["error", "nonsense", "silence"] as const)("by %s makes nobody a stranger", async (failure) => {
    issuer.failure = failure;
    const token = await issuer.sign(user);
    expect(await codeOf(token)).toBe("SERVICE_UNAVAILABLE");
    expect(await codeOf(token)).toBe("SERVICE_UNAVAILABLE");
    // It is left alone for a while.
    expect(issuer.discoveries).toBe(1);
    expect(reports).toHaveLength(1);
    issuer.failure = "none";
    pass(KEY_TIMES.pause + 1);
    expect(await accepted(token)).toEqual(user);
  });

  it("is believed by the keys it gave for an hour, and waited for once", async () => {
    const token = await issuer.sign(user, DAY_LONG);
    const other = await issuer.sign({ ...user, subject: "other" }, DAY_LONG);
    await accepted(token);
    issuer.failure = "silence";
    pass(6 * MINUTE);
    expect(await accepted(token)).toEqual(user);
    expect(reports).toHaveLength(1);
    for (const one of [other, token]) {
      pass(KEY_TIMES.pause + 1);
      const before = reports.length;
      await accepted(one);
      // It is asked again, but its failure was not waited for.
      expect(reports).toHaveLength(before);
      for (let tries = 0; tries < 200 && reports.length === before; tries++) await delay(20);
      expect(reports).toHaveLength(before + 1);
    }
    await issuer.rotate();
    pass(KEY_TIMES.pause + 1);
    expect(await codeOf(await issuer.sign(user))).toBe("SERVICE_UNAVAILABLE");
    pass(54 * MINUTE);
    expect(await codeOf(token)).toBe("SERVICE_UNAVAILABLE");
    issuer.failure = "none";
    pass(KEY_TIMES.pause + 1);
    expect(await accepted(token)).toEqual(user);
  });

  it("is not believed when discovery answers for another, or sends elsewhere without TLS", async () => {
    const token = await issuer.sign(user);
    issuer.discovery = { issuer: "https://elsewhere.example" };
    expect(await codeOf(token)).toBe("SERVICE_UNAVAILABLE");
    pass(KEY_TIMES.pause + 1);
    issuer.discovery = { jwks_uri: "http://elsewhere.example/keys" };
    expect(await codeOf(token)).toBe("SERVICE_UNAVAILABLE");
    expect(issuer.fetches).toBe(0);
  });
});
