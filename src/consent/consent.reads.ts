import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import type { Position } from "../platform/graphql/connection.js";
import type { ConsentGrant } from "./consent-grant.js";

const columns = `c.id, c.version, c.created_at as "createdAt", c.worker_id as "workerId", c.partner_id as "partnerId",
  c.need_id as "needId", c.purpose, to_json(c.discloses) as discloses, c.expires_at as "expiresAt", c.revoked_at as "revokedAt"`;

/** Workers see all of their own; partners those to them that are valid. */
function visibleConsentsSql(where: Conditions, user: User): string {
  const own = `c.worker_id = ${where.value(user.workerId ?? null)}::uuid`;
  if (user.role !== "PARTNER") return own;
  const theirs = `c.partner_id = ${where.value(user.partnerId ?? null)}::uuid`;
  return `${own} or (${theirs} and c.revoked_at is null and c.expires_at > now())`;
}

/**
 * The first `limit` consents of each worker that the user may see, newest first.
 * @param after position behind which to begin: the id
 */
export async function consentsOfWorkers(
  reads: Reads,
  user: User,
  workerIds: readonly string[],
  limit: number,
  after: Position | null,
): Promise<ConsentGrant[]> {
  const where = new Conditions();
  const workers = where.value(workerIds);
  where.add("c.worker_id = w.id").add(visibleConsentsSql(where, user));
  if (after) where.add(`c.id < ${where.value(after[0])}::uuid`);
  const text = `select page.* from unnest(${workers}::uuid[]) w(id) cross join lateral (
      select ${columns} from consent_grant c where ${where} order by c.id desc limit ${where.value(limit)}) page`;
  return await reads.run(statement("consents.by-workers", text), where.values);
}

/** The consents among `ids` that the user may see. */
export async function visibleConsents(
  reads: Reads,
  user: User,
  ids: readonly string[],
): Promise<ConsentGrant[]> {
  const where = new Conditions();
  where.add(`c.id = any(${where.value(ids)}::uuid[])`).add(visibleConsentsSql(where, user));
  return await reads.run(
    statement("consents.by-ids", `select ${columns} from consent_grant c where ${where}`),
    where.values,
  );
}
