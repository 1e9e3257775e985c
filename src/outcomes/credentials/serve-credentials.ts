import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Reads } from "../../platform/database/reads.js";
import type { Gate } from "../../platform/http/gate.js";
import { throughGate } from "../../platform/http/through-gate.js";
import type { Taxonomy } from "../../skills/index.js";
import type { CredentialAddresses } from "./addresses.js";
import { badgeIssuer, revocationsBy, sharedCredential } from "./credential.reads.js";
import { badgeSkillOf } from "./credential-issuer.js";
import type { CredentialKeys } from "./credential-keys.js";
import { achievementOf, profileOf } from "./open-badge.js";

/** What the pages are made of. */
export interface CredentialPages {
  readonly reads: Reads;
  readonly taxonomy: Taxonomy;
  readonly keys: CredentialKeys;
  readonly addresses: CredentialAddresses;
  /** What asks the database waits for its turn, as operations do. */
  readonly gate: Gate;
}

type ById = FastifyRequest<{ Params: { readonly id: string } }>;

/** How long others may keep an answer. A revocation counts for everybody after a minute. */
const FOR_AN_HOUR = "public, max-age=3600";
const FOR_A_MINUTE = "public, max-age=60";
const NOT_AT_ALL = "no-store";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What verifiers look up: keys, issuers, achievements, what was revoked, and the credentials that are shared. */
export function serveCredentials(app: FastifyInstance, pages: CredentialPages): void {
  serveKeys(app, pages);
  const { reads, taxonomy, addresses, gate } = pages;
  const page = (path: string, caching: string, find: (id: string) => Promise<unknown>) =>
    app.get(
      path,
      throughGate(gate, async (request, reply) => {
        const found = await whereGiven(request, find);
        return found ? await reply.header("cache-control", caching).send(found) : await nothing(reply);
      }),
    );
  page("/credentials/issuers/:id", FOR_AN_HOUR, async (id) => {
    const issuer = await badgeIssuer(reads, id);
    return issuer && { "@context": CONTEXTS, ...profileOf(issuer, addresses) };
  });
  page("/credentials/achievements/:id", FOR_AN_HOUR, async (id) => {
    const skill = taxonomy.get(id);
    return skill && { "@context": CONTEXTS, ...achievementOf(badgeSkillOf(skill), addresses) };
  });
  page("/credentials/status/:id", FOR_A_MINUTE, (id) => revocationList(pages, id));
  serveShared(app, pages);
}

const CONTEXTS = ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

function serveKeys(app: FastifyInstance, { keys, addresses }: CredentialPages): void {
  const published = async () =>
    (await keys.verifying()).map((key) => ({ ...key, kid: addresses.key(key.kid) }));
  app.get("/.well-known/jwks.json", async (_, reply) =>
    reply.header("cache-control", FOR_A_MINUTE).send({ keys: await published() }),
  );
  app.get("/credentials/keys/:id", async (request: ById, reply) => {
    const address = addresses.key(request.params.id);
    const key = (await published()).find(({ kid }) => kid === address);
    return key ? await reply.header("cache-control", FOR_AN_HOUR).send(key) : await nothing(reply);
  });
}

/** As the 1EdTech Revocation List Status Method has it; it tells of ids that nobody can guess, and of no person. */
async function revocationList({ reads, addresses }: CredentialPages, issuerId: string) {
  const issuer = await badgeIssuer(reads, issuerId);
  if (!issuer) return null;
  const revocations = await revocationsBy(reads, issuerId);
  return {
    id: addresses.status(issuerId),
    issuer: addresses.issuer(issuerId),
    revokedCredentials: revocations.map(({ credentialId, reason }) => ({
      id: addresses.credential(credentialId),
      revoked: true,
      revocationReason: reason,
    })),
  };
}

/** As Open Badges 3.0 wants a signed credential served: the compact JWS as text. */
function serveShared(app: FastifyInstance, { reads, gate }: CredentialPages): void {
  app.get(
    "/credentials/:id",
    throughGate(gate, async (request, reply) => {
      const jwt = await whereGiven(request, (id) => sharedCredential(reads, id));
      if (jwt === null) return await nothing(reply);
      const { id } = (request as ById).params;
      // Whoever stops sharing has it out of reach with the next request.
      return await reply
        .header("cache-control", NOT_AT_ALL)
        .header("content-disposition", `attachment; filename="credential-${id}.jwt"`)
        .type("text/plain; charset=utf-8")
        .send(jwt);
    }),
  );
}

/** What there is under the id of an address; null for what is no id. */
async function whereGiven<Found>(
  request: FastifyRequest,
  find: (id: string) => Promise<Found | null>,
): Promise<Found | null> {
  const { id } = (request as ById).params;
  return UUID.test(id) ? await find(id) : null;
}

const nothing = (reply: FastifyReply) =>
  reply
    .code(404)
    .header("cache-control", NOT_AT_ALL)
    .send({
      errors: [{ message: "There is nothing here that you may see.", extensions: { code: "NOT_FOUND" } }],
    });
