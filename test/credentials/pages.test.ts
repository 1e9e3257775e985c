import { must, unknownId, uuidIn } from "../support/people.js";
import {
  CREDENTIAL,
  type CredentialTest,
  claim,
  completedCollaboration,
  PUBLIC_URL,
  partsOf,
  startCredentialTest,
} from "./credential-service.js";
import { faultsOf } from "./open-badge-rules.js";

let test: CredentialTest;

beforeAll(async () => {
  test = await startCredentialTest();
});
afterAll(() => test.stop());

describe("what verifiers look up", () => {
  it("shows the issuer and the achievement as the credential has them", async () => {
    const done = await completedCollaboration(test);
    const [, payload] = partsOf((await claim(test, done)).jwt);
    const { achievement } = payload.credentialSubject;
    for (const [expected, className] of [
      [payload.issuer, "Profile"],
      [achievement, "Achievement"],
    ] as const) {
      const { status, headers, text } = await test.page(expected.id);
      expect(status).toBe(200);
      expect(headers.get("content-type")).toMatch(/^application\/json/);
      expect(headers.get("cache-control")).toBe("public, max-age=3600");
      const { "@context": context, ...found } = JSON.parse(text);
      expect(context).toEqual(["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]);
      expect(found).toEqual(expected);
      expect(faultsOf(className, found)).toEqual([]);
    }
  });

  it("shows an issuer that is a consortium", async () => {
    const { people } = await completedCollaboration(test);
    const { text } = await test.page(`/credentials/issuers/${people.consortiumId}`);
    expect(JSON.parse(text).name).toMatch(/^Consortium /);
  });

  it("has nothing private in the keys", async () => {
    await claim(test, await completedCollaboration(test));
    const { text, headers } = await test.page("/.well-known/jwks.json");
    const { keys } = JSON.parse(text);
    expect(keys.length).toBeGreaterThan(0);
    expect(headers.get("cache-control")).toBe("public, max-age=60");
    for (const key of keys) {
      expect(Object.keys(key).filter((name) => ["d", "p", "q", "dp", "dq", "qi"].includes(name))).toEqual([]);
      expect(key.kid).toMatch(/^https:\/\/skills\.example\.org\/credentials\/keys\/\S+$/);
    }
  });

  it("tells of no person", async () => {
    const done = await completedCollaboration(test);
    const { id, jwt } = await claim(test, done, { withName: true });
    await must(test, "revokeCredential", CREDENTIAL, { id, reason: "HOLDER_WISH" }, done.worker.self);
    const [, payload] = partsOf(jwt);
    const secrets = [
      done.workerName,
      uuidIn(done.worker.id),
      uuidIn(done.connectionId),
      payload.credentialSubject.id,
      payload.credentialSubject.identifier[0].identityHash,
      "Harbour Literacy",
    ];
    const pages = ["/.well-known/jwks.json", payload.issuer.id, payload.credentialStatus.id];
    for (const address of [...pages, payload.credentialSubject.achievement.id]) {
      const { status, text } = await test.page(address);
      expect(status).toBe(200);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });

  it.each(["issuers", "achievements", "status", "keys"])(
    "answers 404 for %s that nobody has",
    async (kind) => {
      for (const id of [uuidIn(unknownId("library")), "nonsense", "%00", "..%2fissuers"]) {
        const { status, text } = await test.page(`/credentials/${kind}/${id}`);
        expect([id, status]).toEqual([id, 404]);
        expect(JSON.parse(text).errors[0].extensions.code).toBe("NOT_FOUND");
      }
    },
  );
});

describe("a download", () => {
  it("is there for everybody as long as the credential is shared", async () => {
    const done = await completedCollaboration(test);
    const { id, jwt } = await claim(test, done);
    const address = `${PUBLIC_URL}/credentials/${uuidIn(id)}`;
    expect((await test.page(address)).status).toBe(404);
    const open = await must(test, "shareCredential", CREDENTIAL, { id, shared: true }, done.worker.self);
    expect(open.credential.shareUrl).toBe(address);
    const { status, headers, text } = await test.page(address);
    expect([status, text]).toEqual([200, jwt]);
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(headers.get("content-disposition")).toBe(`attachment; filename="credential-${uuidIn(id)}.jwt"`);
    expect(headers.get("cache-control")).toBe("no-store");
    await must(test, "shareCredential", CREDENTIAL, { id, shared: false }, done.worker.self);
    expect((await test.page(address)).status).toBe(404);
  });

  it("tells one that is not shared from none by nothing", async () => {
    const done = await completedCollaboration(test);
    const { id } = await claim(test, done);
    const hidden = await test.page(`/credentials/${uuidIn(id)}`);
    const absent = await test.page(`/credentials/${uuidIn(unknownId("credential"))}`);
    expect([hidden.status, hidden.text]).toEqual([absent.status, absent.text]);
  });
});
