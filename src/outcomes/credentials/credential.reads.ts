import type { User } from "../../platform/auth/principal.js";
import type { Reads } from "../../platform/database/reads.js";
import { Conditions, statement } from "../../platform/database/statement.js";
import type { Position } from "../../platform/graphql/connection.js";
import type { Credential, RevocationReason } from "./credential.js";
import type { BadgeIssuer } from "./open-badge.js";

/** A credential with the name of whoever issued it. */
export interface ShownCredential extends Credential {
  readonly issuerName: string;
}

const columns = `c.id, c.version, c.issued_at as "issuedAt", c.valid_until as "validUntil", c.worker_id as "workerId",
  c.consortium_id as "consortiumId", c.library_id as "libraryId", c.connection_id as "connectionId", c.skill_id as "skillId",
  c.proficiency, c.jwt, c.with_name as "withName", c.shared, c.revoked_at as "revokedAt",
  c.revocation_reason as "revocationReason", coalesce(l.name, o.name) as "issuerName"`;

const TABLES = `credential c join consortium o on o.id = c.consortium_id left join library l on l.id = c.library_id`;

/** Workers see all of their own, others those that are shared; whoever broke the glass, those of that worker. */
const visibleSql = (where: Conditions, user: User) =>
  `c.shared or c.worker_id = any(${where.value([user.workerId, ...(user.breakGlass ?? [])].filter(Boolean))}::uuid[])`;

/**
 * The first `limit` credentials of each worker that the user may see, newest first.
 * @param after position behind which to begin: the id
 */
export async function credentialsOfWorkers(
  reads: Reads,
  user: User,
  workerIds: readonly string[],
  limit: number,
  after: Position | null,
): Promise<ShownCredential[]> {
  const where = new Conditions();
  const workers = where.value(workerIds);
  where.add("c.worker_id = w.id").add(visibleSql(where, user));
  if (after) where.add(`c.id < ${where.value(after[0])}::uuid`);
  const text = `select page.* from unnest(${workers}::uuid[]) w(id) cross join lateral (
      select ${columns} from ${TABLES} where ${where} order by c.id desc limit ${where.value(limit)}) page`;
  return await reads.run(statement("credentials.by-workers", text), where.values);
}

/** The credentials among `ids` that the user may see. */
export async function visibleCredentials(
  reads: Reads,
  user: User,
  ids: readonly string[],
): Promise<ShownCredential[]> {
  const where = new Conditions();
  where.add(`c.id = any(${where.value(ids)}::uuid[])`).add(visibleSql(where, user));
  const text = `select ${columns} from ${TABLES} where ${where}`;
  return await reads.run(statement("credentials.by-ids", text), where.values);
}

const shared = {
  name: "credentials.shared",
  text: "select jwt from credential where id = $1::uuid and shared",
};

/** The signed credential, for whoever has its address; null where its holder does not share it. */
export async function sharedCredential(reads: Reads, id: string): Promise<string | null> {
  const [row] = await reads.run<{ jwt: string }>(shared, [id]);
  return row?.jwt ?? null;
}

const issuer = {
  name: "credentials.issuer",
  text: "select id, name from library where id = $1::uuid union all select id, name from consortium where id = $1::uuid",
};

/** Who issues under an id; null where nobody does. */
export async function badgeIssuer(reads: Reads, id: string): Promise<BadgeIssuer | null> {
  const [row] = await reads.run<BadgeIssuer>(issuer, [id]);
  return row ?? null;
}

export interface Revocation {
  readonly credentialId: string;
  readonly reason: RevocationReason;
  readonly revokedAt: Date;
}

const revocation = `select credential_id as "credentialId", reason, revoked_at as "revokedAt" from credential_revocation`;
const revocations = {
  name: "credentials.revocations",
  text: `${revocation} where issuer_id = $1::uuid order by credential_id`,
};
const oneRevocation = {
  name: "credentials.revocation",
  text: `${revocation} where credential_id = $1::uuid`,
};

/** Everything that an issuer revoked. */
export const revocationsBy = (reads: Reads, issuerId: string): Promise<Revocation[]> =>
  reads.run(revocations, [issuerId]);

/** Whether a credential was revoked, and why; null if not. */
export async function revocationOf(reads: Reads, credentialId: string): Promise<Revocation | null> {
  const [row] = await reads.run<Revocation>(oneRevocation, [credentialId]);
  return row ?? null;
}
