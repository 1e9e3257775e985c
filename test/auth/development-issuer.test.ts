import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt } from "jose";
import { createAuthenticate } from "../../src/platform/auth/authenticate.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import type { User } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";

let folder: string;
let issuer: DevelopmentIssuer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "skillbridge-issuer-"));
  issuer = await DevelopmentIssuer.open(folder, "test");
});
afterEach(() => jest.useRealTimers());
afterAll(() => rm(folder, { recursive: true, force: true }));

const admin: User = { kind: "user", subject: "a", role: "ADMIN", consortiumId: newId() };

it("a token that is remembered is refused once it has expired", async () => {
  const authenticate = createAuthenticate([issuer]);
  const token = await issuer.sign(admin, "1h");
  const header = `Bearer ${token}`;
  const expiresAt = decodeJwt(token).exp! * 1000;
  expect((await authenticate(header)).principal).toEqual(admin);
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
  jest.setSystemTime(expiresAt + 59_000);
  expect((await authenticate(header)).principal).toEqual(admin);
  jest.setSystemTime(expiresAt + 60_000);
  await expect(authenticate(header)).rejects.toThrow("expired");
});

it("a token is remembered whole: one with the same claims and another signature is refused", async () => {
  const authenticate = createAuthenticate([issuer]);
  const token = await issuer.sign(admin);
  expect((await authenticate(`Bearer ${token}`)).principal).toEqual(admin);
  const other = (await issuer.sign({ ...admin, subject: "b" })).split(".")[2];
  const forged = [...token.split(".").slice(0, 2), other].join(".");
  await expect(authenticate(`Bearer ${forged}`)).rejects.toThrow("not valid");
});
