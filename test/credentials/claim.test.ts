import { createHash } from "node:crypto";
import { attempt, must, newWorker, unknownId, uuidIn } from "../support/people.js";
import {
  CREDENTIAL,
  type CredentialTest,
  claim,
  completedCollaboration,
  PUBLIC_URL,
  partsOf,
  SHOWN,
  startCredentialTest,
} from "./credential-service.js";
import { faultsOf } from "./open-badge-rules.js";

let test: CredentialTest;

beforeAll(async () => {
  test = await startCredentialTest();
});
afterAll(() => test.stop());
beforeEach(() => {
  test.shown = SHOWN;
});

const REGISTERED = ["iss", "jti", "sub", "nbf", "exp"];

/** The credential in a payload, without the claims that JWTs add. */
const badgeIn = (payload: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => !REGISTERED.includes(name)));

describe("a credential that is claimed", () => {
  it("is an Open Badge as the schema requires it, in the name of the worker's library", async () => {
    const done = await completedCollaboration(test);
    const credential = await claim(test, done);
    expect(credential).toMatchObject({
      proficiency: "PROFICIENT",
      issuerName: "Harbour Library",
      withName: false,
      shared: false,
      shareUrl: null,
      skill: { id: done.skillId },
    });
    const [header, payload] = partsOf(credential.jwt);
    expect(Object.keys(header).sort()).toEqual(["alg", "kid", "typ"]);
    expect(header).toMatchObject({ alg: "EdDSA", typ: "JWT" });
    expect(faultsOf("AchievementCredential", badgeIn(payload))).toEqual([]);
    const libraryId = uuidIn(done.staff.libraryId);
    expect(payload).toMatchObject({
      iss: payload.issuer.id,
      sub: payload.credentialSubject.id,
      jti: payload.id,
      nbf: Date.parse(payload.validFrom) / 1000,
      id: `${PUBLIC_URL}/credentials/${uuidIn(credential.id)}`,
      issuer: { id: `${PUBLIC_URL}/credentials/issuers/${libraryId}`, name: "Harbour Library" },
      credentialStatus: {
        id: `${PUBLIC_URL}/credentials/status/${libraryId}`,
        type: "1EdTechRevocationList",
      },
    });
    expect(payload).not.toHaveProperty("vc");
    expect(payload).not.toHaveProperty("exp");
    const { result, achievement } = payload.credentialSubject;
    const [levels] = achievement.resultDescription;
    expect(result).toMatchObject([{ resultDescription: levels.id, value: "4" }]);
    expect(
      levels.rubricCriterionLevel.find(({ id }: { id: string }) => id === result[0].achievedLevel),
    ).toMatchObject({ level: "4", name: "Proficient" });
    expect(payload.evidence[0].narrative).toBe(
      "24 hours of work with Harbour Literacy, from 2025-02-03 to 2025-05-30.",
    );
  });

  it("is aligned to the skill's URI, and named an ESCO skill where it is one", async () => {
    const done = await completedCollaboration(test);
    const uri = "http://data.europa.eu/esco/skill/credential-test";
    await test.service.dataSource.query("update skill set uri = $2, scheme = 'ESCO' where id = $1", [
      uuidIn(done.skillId),
      uri,
    ]);
    await test.service.taxonomy.reload([uuidIn(done.skillId)]);
    const [, payload] = partsOf((await claim(test, done)).jwt);
    expect(payload.credentialSubject.achievement.alignment).toEqual([
      {
        type: ["Alignment"],
        targetName: expect.stringMatching(/^Teaching /),
        targetUrl: uri,
        targetFramework: "ESCO",
      },
    ]);
  });

  it("tells nothing of who holds it, unless the worker wants to be named", async () => {
    const done = await completedCollaboration(test);
    const { jwt } = await claim(test, done);
    const text = JSON.stringify(partsOf(jwt));
    expect(text).not.toContain(done.workerName);
    expect(text).not.toContain(uuidIn(done.worker.id));
    expect(text).not.toContain(uuidIn(done.connectionId));
    expect(text).not.toContain("IdentityObject");
  });

  it("names its holder by a hash that whoever knows the name can check", async () => {
    const done = await completedCollaboration(test);
    const { jwt, withName } = await claim(test, done, { withName: true });
    expect(withName).toBe(true);
    const [, payload] = partsOf(jwt);
    expect(faultsOf("AchievementCredential", badgeIn(payload))).toEqual([]);
    expect(JSON.stringify(payload)).not.toContain(done.workerName);
    const [{ salt, ...identity }] = payload.credentialSubject.identifier;
    const hash = createHash("sha256").update(`${done.workerName}${salt}`).digest("hex");
    expect(salt.length).toBeGreaterThanOrEqual(16);
    expect(identity).toEqual({
      type: "IdentityObject",
      hashed: true,
      identityHash: `sha256$${hash}`,
      identityType: "name",
    });
  });

  it("comes once, and the same request again answers with the same one", async () => {
    const done = await completedCollaboration(test);
    const idempotencyKey = "claim-it-once";
    const first = await claim(test, done, { idempotencyKey });
    expect((await claim(test, done, { idempotencyKey })).id).toBe(first.id);
    const input = { connectionId: done.connectionId, skillId: done.skillId };
    const again = await attempt(test, "claimCredential", CREDENTIAL, input, done.worker.self);
    expect(again).toMatchObject({ credential: null, userErrors: [{ code: "DUPLICATE" }] });
  });

  it("is told of", async () => {
    const done = await completedCollaboration(test);
    const { id } = await claim(test, done);
    const events = await test.service.dataSource.query(
      "select kind, data from domain_event where worker_id = $1",
      [uuidIn(done.worker.id)],
    );
    expect(events).toEqual([
      { kind: "credential.issued", data: { credentialId: uuidIn(id), skillId: uuidIn(done.skillId) } },
    ]);
  });
});

describe("a claim is refused", () => {
  const refusal = async (
    done: Awaited<ReturnType<typeof completedCollaboration>>,
    fields: object = {},
    user = done.worker.self,
  ) => {
    const input = { connectionId: done.connectionId, skillId: done.skillId, ...fields };
    const { credential, userErrors } = await attempt(test, "claimCredential", CREDENTIAL, input, user);
    expect(credential).toBeNull();
    return userErrors;
  };

  it("before the collaboration was completed", async () => {
    const done = await completedCollaboration(test, "COLLABORATING");
    expect(await refusal(done)).toMatchObject([
      { code: "INVALID_TRANSITION", field: ["input", "connectionId"] },
    ]);
  });

  it("where the partner did not rate the skill, or below what was agreed", async () => {
    const done = await completedCollaboration(test);
    test.shown = null;
    expect(await refusal(done)).toMatchObject([{ code: "INVALID_TRANSITION", field: ["input", "skillId"] }]);
    test.shown = { ...SHOWN, targetProficiency: "EXPERT" as never };
    expect(await refusal(done)).toMatchObject([{ code: "INVALID_TRANSITION", field: ["input", "skillId"] }]);
    test.shown = { ...SHOWN, targetProficiency: "PROFICIENT" as never };
    await claim(test, done);
  });

  it("to everybody but the worker whose collaboration it was", async () => {
    const done = await completedCollaboration(test);
    const other = await newWorker(test, done.people, done.staff.libraryId);
    expect(await refusal(done, {}, other.self)).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(await refusal(done, {}, done.staff.manager)).toMatchObject([{ code: "FORBIDDEN" }]);
    expect(await refusal(done, { connectionId: unknownId("connection") })).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
  });
});

describe("the credentials of a worker", () => {
  const list = async (id: string, user: Parameters<typeof attempt>[4]) =>
    (
      await test.execute(
        "query Q($id: ID!) { worker(id: $id) { credentials { nodes { id shareUrl } } } }",
        { id },
        user,
      )
    ).data.worker.credentials.nodes;

  it("are seen by others once they are shared", async () => {
    const done = await completedCollaboration(test);
    const { id } = await claim(test, done);
    const other = await newWorker(test, done.people, done.staff.libraryId);
    expect(await list(done.worker.id, done.worker.self)).toEqual([{ id, shareUrl: null }]);
    expect(await list(done.worker.id, other.self)).toEqual([]);
    await must(test, "shareCredential", CREDENTIAL, { id, shared: true }, done.worker.self);
    const shareUrl = `${PUBLIC_URL}/credentials/${uuidIn(id)}`;
    expect(await list(done.worker.id, other.self)).toEqual([{ id, shareUrl }]);
    await must(test, "shareCredential", CREDENTIAL, { id, shared: false }, done.worker.self);
    expect(await list(done.worker.id, other.self)).toEqual([]);
  });

  it("are shared by nobody else", async () => {
    const done = await completedCollaboration(test);
    const { id } = await claim(test, done);
    for (const user of [done.staff.manager, done.people.admin]) {
      const input = { id, shared: true };
      const { userErrors } = await attempt(test, "shareCredential", CREDENTIAL, input, user);
      expect(userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    }
  });

  it("are in the export of the worker's data, and go with the worker", async () => {
    const done = await completedCollaboration(test);
    const { id, jwt } = await claim(test, done);
    const { data } = await test.execute("{ exportMyData { document } }", {}, done.worker.self);
    expect(data.exportMyData.document.credentials).toMatchObject([{ jwt }]);
    await must(test, "eraseMe", "isErased", { confirmation: "ERASE" }, done.worker.self);
    const left = await test.service.dataSource.query("select from credential where id = $1", [uuidIn(id)]);
    expect(left).toEqual([]);
  });
});
