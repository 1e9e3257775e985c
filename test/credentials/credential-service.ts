import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeService } from "../../src/compose.js";
import { composeHttp } from "../../src/compose-http.js";
import { loadConfig } from "../../src/config.js";
import type { ShownGrowth } from "../../src/outcomes/index.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import type { Principal, User } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { answeringBothWays } from "../plain/both-ways.js";
import {
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type People,
  type Person,
  type Staff,
  uuidIn,
} from "../support/people.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";
import type { TestService } from "../support/service.js";

export const PUBLIC_URL = "https://skills.example.org";

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The service with HTTP, where a test says what collaborations showed. */
export interface CredentialTest extends TestService {
  /** Where its keys are. */
  readonly keysFile: string;
  /** What every collaboration shows of every skill; null for nothing. */
  shown: ShownGrowth | null;
  /** Gets what stands at an address of the service. */
  page(address: string): Promise<Page>;
}

export const SHOWN: ShownGrowth = {
  proficiency: "PROFICIENT" as never,
  targetProficiency: "COMPETENT" as never,
  hours: 24,
  partnerName: "Harbour Literacy",
  from: "2025-02-03",
  to: "2025-05-30",
};

/**
 * @param environment settings beside those of tests
 * @param shared the database of another replica
 */
export async function startCredentialTest(
  environment: Record<string, string> = {},
  shared?: TestDatabase,
): Promise<CredentialTest> {
  const database = shared ?? (await createTestDatabase());
  const folder = await mkdtemp(join(tmpdir(), "skillbridge-credentials-"));
  const given = { NODE_ENV: "test", DATA_DIR: folder, PUBLIC_URL, ...environment };
  const config = loadConfig(given);
  const logger = createLogger("silent");
  const issuer = await DevelopmentIssuer.open(folder, "test");
  const evidence = { evidenceFor: async () => test.shown };
  const service = answeringBothWays(await composeService(config, database.url, logger, evidence));
  const firstQuery = { document: "{ me { role } }", headers: {} };
  const accepted = config.mode === "production" ? null : issuer;
  const http = await composeHttp(config, service, logger, { issuer: accepted, firstQuery });
  const origin = await http.app.listen({ host: "127.0.0.1", port: 0 });
  const test: CredentialTest = {
    service,
    url: database.url,
    keysFile: config.credentials.file ?? "",
    shown: SHOWN,
    page: async (address) => {
      const { status, headers, ...answer } = await asked(origin + address.replace(PUBLIC_URL, ""));
      return { status, headers, text: answer.text };
    },
    execute: async (query, variables = {}, principal: Principal = { kind: "anonymous" }) => {
      const token = principal.kind === "user" ? await issuer.sign(principal) : undefined;
      const { text } = await asked(`${origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
      });
      return { errors: [], statements: 0, ...JSON.parse(text) };
    },
    stop: async () => {
      await http.app.close();
      await service.close();
      if (!shared) await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return test;
}

async function asked(address: string, request?: RequestInit) {
  const answer = await fetch(address, request);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** A worker who completed a collaboration in which a skill was practised. */
export interface Completed {
  readonly people: People;
  readonly staff: Staff;
  readonly worker: Person;
  readonly workerName: string;
  readonly skillId: string;
  readonly connectionId: string;
}

export async function completedCollaboration(
  test: TestService,
  status = "COMPLETED",
  workerName = `Ada ${newId()}`,
): Promise<Completed> {
  const people = await newConsortium(test);
  const staff = await newLibrary(test, people, { name: "Harbour Library" });
  const skillId = await newSkill(test, `Teaching ${newId()}`, { description: "To teach others." });
  const worker = await newWorker(test, people, staff.libraryId, { name: workerName });
  const partner = await newPartner(test, people);
  const needId = await newNeed(test, partner, { skills: [{ skillId, proficiency: "COMPETENT" }] });
  const id = newId();
  await test.service.dataSource.query(
    `insert into connection (id, consortium_id, worker_id, need_id, partner_id, library_id, initiator, status,
      library_consent, scoring_version, affinity_version)
    values ($1, $2, $3, $4, $5, $6, 'WORKER', $7, 'NOT_REQUIRED', '1', 1)`,
    [
      ...[id, people.consortiumId, uuidIn(worker.id), uuidIn(needId), uuidIn(partner.id)],
      ...[uuidIn(staff.libraryId), status],
    ],
  );
  const connectionId = typedId("connection" as never, id);
  return { people, staff, worker, workerName, skillId, connectionId };
}

export const CREDENTIAL =
  "credential { id version jwt proficiency issuerName withName shared shareUrl revokedAt revocationReason skill { id } }";

/** The credential that a worker claims for their collaboration. */
export async function claim(
  test: TestService,
  { connectionId, skillId, worker }: Completed,
  fields: object = {},
) {
  const input = { connectionId, skillId, ...fields };
  return (await must(test, "claimCredential", CREDENTIAL, input, worker.self)).credential;
}

export const VERIFY = `query V($jwt: String!) { verifyCredential(jwt: $jwt) { status credential issuerName achievement skillUri
  proficiency evidence validFrom validUntil revokedAt revocationReason } }`;

/** What the service says of a signed credential. */
export async function verify(test: TestService, jwt: string, user?: User) {
  const { data, errors } = await test.execute(VERIFY, { jwt }, user);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.verifyCredential;
}

/** The header and the payload of a compact JWS, worked out here. */
export const partsOf = (jwt: string) =>
  jwt
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")));
