import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import { ConfigError, loadConfig } from "../../src/config.js";
import { CredentialKeys } from "../../src/outcomes/credentials/credential-keys.js";
import { readKeyFile, rotateKeyFile } from "../../src/outcomes/index.js";
import { attempt } from "../support/people.js";
import { CREDENTIAL, completedCollaboration, startCredentialTest } from "./credential-service.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "skillbridge-keys-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const fileOf = async (keys: unknown): Promise<string> => {
  const file = join(folder, "keys.json");
  await writeFile(file, typeof keys === "string" ? keys : JSON.stringify({ keys }));
  return file;
};

describe("keys of development", () => {
  it("are made once, whoever needs them first, and nobody else may read them", async () => {
    const file = join(folder, "deep", "keys.json");
    const askers = Array.from({ length: 8 }, () => new CredentialKeys({ file, isMade: true }));
    const keys = await Promise.all(askers.map((asker) => asker.signing()));
    expect(new Set(keys.map((key) => key?.kid)).size).toBe(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, "deep"))).toEqual(["keys.json"]);
  });

  it("are not made where a file was named", async () => {
    const keys = new CredentialKeys({ file: join(folder, "none.json"), isMade: false });
    await expect(keys.signing()).rejects.toThrow(/ENOENT/);
  });
});

describe("a rotation", () => {
  it("keeps old keys without their private parts, and is taken up without a restart", async () => {
    const file = join(folder, "keys.json");
    const running = new CredentialKeys({ file, isMade: true });
    const first = await running.signing();
    await rotateKeyFile(file, "RS256");
    const second = await running.signing();
    expect([first?.alg, second?.alg]).toEqual(["EdDSA", "RS256"]);
    expect((await running.verifying()).map(({ kid }) => kid)).toEqual([second?.kid, first?.kid]);
    const stored = JSON.parse(await readFile(file, "utf8")).keys;
    expect(stored.map(({ d }: { d?: string }) => d !== undefined)).toEqual([true, false]);
    expect(await readFile(file, "utf8")).not.toContain(first!.d!);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["keys.json"]);
  });
});

describe("a file that cannot be used", () => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    ["nonsense", async () => "nonsense", /JSON Web Key Set/],
    ["no keys", async () => [], /one at least/],
    ["a symmetric key", async () => [{ kty: "oct", k: "c2VjcmV0" }], /Ed25519 or RSA/],
    [
      "a key of another curve",
      async () => [await exportJWK((await generateKeyPair("ES256", { extractable: true })).privateKey)],
      /Ed25519 or RSA/,
    ],
    [
      "a public key in front",
      async () => [await exportJWK((await generateKeyPair("EdDSA", { extractable: true })).publicKey)],
      /private one/,
    ],
    ["a short RSA key", async () => [{ kty: "RSA", n: "q".repeat(171), e: "AQAB", d: "AQAB" }], /2048 bits/],
  ])("says so: %s", async (_, keys, message) => {
    await expect(readKeyFile(await fileOf(await keys()))).rejects.toThrow(message);
  });
});

describe("the settings", () => {
  it("want an address to put into credentials in production", () => {
    const keys = { NODE_ENV: "production", CREDENTIAL_KEYS_FILE: "/etc/keys.json" };
    expect(() => loadConfig(keys)).toThrow(ConfigError);
    expect(() => loadConfig({ ...keys, PUBLIC_URL: "http://skills.example.org" })).toThrow(/PUBLIC_URL/);
    const { publicUrl, credentials } = loadConfig({ ...keys, PUBLIC_URL: "https://skills.example.org/" });
    expect([publicUrl, credentials.file, credentials.isMade]).toEqual([
      "https://skills.example.org",
      "/etc/keys.json",
      false,
    ]);
  });

  it("issue nothing in production without keys, and say so", async () => {
    expect(loadConfig({ NODE_ENV: "production" }).credentials).toEqual({ file: undefined, isMade: false });
    const test = await startCredentialTest();
    try {
      const { keys } = test.service.credentials;
      jest.spyOn(keys, "signing").mockResolvedValue(null);
      const { connectionId, skillId, worker } = await completedCollaboration(test);
      const input = { connectionId, skillId };
      const { userErrors } = await attempt(test, "claimCredential", CREDENTIAL, input, worker.self);
      expect(userErrors).toMatchObject([
        { code: "FORBIDDEN", message: expect.stringMatching(/CREDENTIAL_KEYS_FILE/) },
      ]);
    } finally {
      await test.stop();
    }
    const keys = new CredentialKeys({ file: undefined, isMade: false });
    expect([await keys.signing(), await keys.verifying()]).toEqual([null, []]);
  });
});
