import { createPublicKey } from "node:crypto";
import { createVerifier } from "fast-jwt";
import { CompactSign, generateKeyPair } from "jose";
import { imported } from "../../src/outcomes/credentials/credential-keys.js";
import { readKeyFile, rotateKeyFile } from "../../src/outcomes/index.js";
import { must, newConsortium, newLibrary, uuidIn } from "../support/people.js";
import {
  CREDENTIAL,
  type CredentialTest,
  claim,
  completedCollaboration,
  PUBLIC_URL,
  partsOf,
  startCredentialTest,
  verify,
} from "./credential-service.js";

let test: CredentialTest;

beforeAll(async () => {
  test = await startCredentialTest();
});
afterAll(() => test.stop());

const issued = async () => {
  const done = await completedCollaboration(test);
  return { ...done, ...(await claim(test, done)) } as Awaited<ReturnType<typeof completedCollaboration>> & {
    readonly id: string;
    readonly jwt: string;
  };
};

/** The published key that a credential names, for another library. */
async function publishedKey(jwt: string) {
  const [{ kid }] = partsOf(jwt);
  const { keys } = JSON.parse((await test.page("/.well-known/jwks.json")).text);
  const jwk = keys.find((key: { kid: string }) => key.kid === kid);
  expect(JSON.parse((await test.page(kid)).text)).toEqual(jwk);
  return createPublicKey({ key: jwk, format: "jwk" }).export({ format: "pem", type: "spki" });
}

/** Signs anything with the key of the service: what it says is then all that can be wrong. */
async function signed(payload: object): Promise<string> {
  const [key] = await readKeyFile(test.keysFile);
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: key!.alg, kid: `${PUBLIC_URL}/credentials/keys/${key!.kid}`, typ: "JWT" })
    .sign(await imported(key!));
}

describe("a signature", () => {
  it.each(["EdDSA", "RS256"] as const)(
    "with %s is verified by another library with the published key",
    async (algorithm) => {
      await rotateKeyFile(test.keysFile, algorithm);
      const { jwt, id } = await issued();
      const verifyWith = createVerifier({ key: await publishedKey(jwt), algorithms: [algorithm] });
      expect(verifyWith(jwt).jti).toBe(`${PUBLIC_URL}/credentials/${uuidIn(id)}`);
      const [header, payload, signature] = jwt.split(".") as [string, string, string];
      const changed = Buffer.from(payload, "base64url")
        .toString("utf8")
        .replace('"value":"4"', '"value":"5"');
      const forged = [header, Buffer.from(changed).toString("base64url"), signature].join(".");
      expect(forged).not.toBe(jwt);
      expect(() => verifyWith(forged)).toThrow();
      expect(await verify(test, jwt)).toMatchObject({ status: "VALID" });
      expect(await verify(test, forged)).toMatchObject({ status: "BAD_SIGNATURE", achievement: null });
    },
  );

  it("of before a rotation still counts, and the new key signs from then on", async () => {
    const before = await issued();
    const [newest, ...others] = await rotateKeyFile(test.keysFile, "EdDSA");
    const after = await issued();
    expect(partsOf(after.jwt)[0].kid).toBe(`${PUBLIC_URL}/credentials/keys/${newest!.kid}`);
    expect(partsOf(before.jwt)[0].kid).not.toBe(partsOf(after.jwt)[0].kid);
    expect(await verify(test, before.jwt)).toMatchObject({ status: "VALID" });
    expect(await verify(test, after.jwt)).toMatchObject({ status: "VALID" });
    createVerifier({ key: await publishedKey(before.jwt) })(before.jwt);
    expect(others.every((key) => key.d === undefined)).toBe(true);
  });

  it("by somebody else does not count, whatever it says", async () => {
    const { jwt } = await issued();
    const [header, payload] = partsOf(jwt);
    const { privateKey } = await generateKeyPair("EdDSA");
    const sign = (more: object) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ ...header, alg: "EdDSA", ...more })
        .sign(privateKey);
    expect(await verify(test, await sign({}))).toMatchObject({ status: "BAD_SIGNATURE", credential: null });
    const elsewhere = await sign({ kid: "https://elsewhere.example.org/keys/1" });
    expect(await verify(test, elsewhere)).toMatchObject({ status: "UNKNOWN_ISSUER", credential: null });
    const none = `${Buffer.from(JSON.stringify({ ...header, alg: "none" })).toString("base64url")}.${jwt.split(".")[1]}.`;
    expect((await verify(test, none)).status).toBe("BAD_SIGNATURE");
  });
});

describe("verifyCredential", () => {
  it("tells everybody what a valid credential says", async () => {
    const { jwt, id } = await issued();
    expect(await verify(test, jwt)).toEqual({
      status: "VALID",
      credential: `${PUBLIC_URL}/credentials/${uuidIn(id)}`,
      issuerName: "Harbour Library",
      achievement: expect.stringMatching(/^Teaching /),
      skillUri: expect.stringMatching(/^\S+:/),
      proficiency: "PROFICIENT",
      evidence: "24 hours of work with Harbour Literacy, from 2025-02-03 to 2025-05-30.",
      validFrom: expect.any(String),
      validUntil: null,
      revokedAt: null,
      revocationReason: null,
    });
  });

  it.each(["", ".", "a.b.c", "not a token", "..", `${"e30."}${"e30."}`])(
    "calls %j malformed",
    async (jwt) => {
      if (jwt === "") {
        await expect(verify(test, jwt)).rejects.toThrow();
        return;
      }
      expect(await verify(test, jwt)).toMatchObject({ status: "MALFORMED" });
    },
  );

  it("takes nothing that is too long", async () => {
    await expect(verify(test, "x".repeat(20_001))).rejects.toThrow(/20,?000/);
  });

  it("says what is over, and what has not begun", async () => {
    const [, payload] = partsOf((await issued()).jwt);
    const validUntil = "2025-01-01T00:00:00Z";
    const over = { ...payload, validUntil, exp: Date.parse(validUntil) / 1000 };
    expect(await verify(test, await signed(over))).toMatchObject({
      status: "EXPIRED",
      validUntil: "2025-01-01T00:00:00.000Z",
    });
    const validFrom = "2999-01-01T00:00:00Z";
    const later = { ...payload, validFrom, nbf: Date.parse(validFrom) / 1000 };
    expect(await verify(test, await signed(later))).toMatchObject({ status: "NOT_YET_VALID" });
  });

  it("refuses a credential whose claims say something else than it does", async () => {
    const [, payload] = partsOf((await issued()).jwt);
    for (const claims of [
      { iss: `${PUBLIC_URL}/credentials/issuers/other` },
      { jti: "urn:uuid:5c0f4a0e-0000-4000-8000-000000000000" },
      { sub: "did:example:other" },
      { nbf: 1 },
      { exp: 4_000_000_000 },
      { credentialSubject: undefined },
    ])
      expect(await verify(test, await signed({ ...payload, ...claims }))).toMatchObject({
        status: "MALFORMED",
      });
  });
});

describe("a revocation", () => {
  const revoke = { reason: "ISSUED_IN_ERROR" };
  const statusList = async (jwt: string) => {
    const { text } = await test.page(partsOf(jwt)[1].credentialStatus.id);
    return JSON.parse(text);
  };

  it("by the library's manager shows in the list and in verifying, to everybody", async () => {
    const { id, jwt, staff, worker } = await issued();
    expect((await statusList(jwt)).revokedCredentials).toEqual([]);
    const asManager = await must(test, "revokeCredential", CREDENTIAL, { id, ...revoke }, staff.manager);
    // A manager answers for it, and sees it no more than before.
    expect(asManager.credential).toBeNull();
    expect(await verify(test, jwt)).toMatchObject({ status: "REVOKED", revocationReason: "ISSUED_IN_ERROR" });
    const [, payload] = partsOf(jwt);
    expect(await statusList(jwt)).toEqual({
      id: payload.credentialStatus.id,
      issuer: payload.issuer.id,
      revokedCredentials: [{ id: payload.id, revoked: true, revocationReason: "ISSUED_IN_ERROR" }],
    });
    const events = await test.service.dataSource.query(
      "select kind from domain_event where worker_id = $1 order by id",
      [uuidIn(worker.id)],
    );
    expect(events).toEqual([{ kind: "credential.issued" }, { kind: "credential.revoked" }]);
  });

  it("is the worker's own to wish, happens once, and makes room for another one", async () => {
    const one = await issued();
    const input = { id: one.id, reason: "HOLDER_WISH" };
    const { credential } = await must(test, "revokeCredential", CREDENTIAL, input, one.worker.self);
    expect(credential).toMatchObject({ version: 2, revocationReason: "HOLDER_WISH" });
    const again = { id: one.id, reason: "SUPERSEDED" };
    const second = await must(test, "revokeCredential", CREDENTIAL, again, one.worker.self);
    expect(second.credential).toEqual(credential);
    const next = await claim(test, one);
    expect(await verify(test, next.jwt)).toMatchObject({ status: "VALID" });
    expect(await verify(test, one.jwt)).toMatchObject({ status: "REVOKED" });
  });

  it("is for nobody who answers for other libraries", async () => {
    const one = await issued();
    const stranger = await newConsortium(test);
    const colleague = await newLibrary(test, one.people);
    for (const user of [colleague.manager, stranger.admin, (await issued()).worker.self]) {
      const refused = must(test, "revokeCredential", CREDENTIAL, { id: one.id, ...revoke }, user);
      await expect(refused).rejects.toThrow(/NOT_FOUND/);
    }
    expect(await verify(test, one.jwt)).toMatchObject({ status: "VALID" });
    await must(test, "revokeCredential", CREDENTIAL, { id: one.id, ...revoke }, one.people.admin);
    expect(await verify(test, one.jwt)).toMatchObject({ status: "REVOKED" });
  });

  it("outlives its holder", async () => {
    const { id, jwt, worker, staff } = await issued();
    await must(test, "revokeCredential", CREDENTIAL, { id, reason: "MISREPRESENTED" }, staff.manager);
    await must(test, "eraseMe", "isErased", { confirmation: "ERASE" }, worker.self);
    expect(await verify(test, jwt)).toMatchObject({ status: "REVOKED" });
    expect((await statusList(jwt)).revokedCredentials).toHaveLength(1);
  });
});
