import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import type { Position } from "../platform/graphql/connection.js";
import type { Connection, ConnectionStatus, ConnectionTransition } from "./connection.js";
import { participatesSql } from "./connection.policy.js";

/** A connection as one of those who take part in it sees it. */
export interface ShownConnection extends Omit<Connection, "workerChannel" | "partnerChannel"> {
  /** How the worker is reached; null for the partner unless the two are connected and the worker's consent holds. */
  readonly workerChannel: string | null;
  readonly partnerChannel: string | null;
}

const columns = `c.id, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt",
  c.consortium_id as "consortiumId", c.worker_id as "workerId", c.need_id as "needId", c.partner_id as "partnerId",
  c.library_id as "libraryId", c.initiator, c.status, c.message, c.worker_accepted_at as "workerAcceptedAt",
  c.partner_accepted_at as "partnerAcceptedAt", c.library_consent as "libraryConsent", c.score, c.growth, c.coverage,
  c.scoring_version as "scoringVersion", c.affinity_version as "affinityVersion", c.end_reason as "endReason",
  c.end_note as "endNote", c.expires_at as "expiresAt", c.reminded_at as "remindedAt", c.consent_id as "consentId"`;

/** What tells who the two are; nobody else is shown it, and the partner only while the worker's consent holds. */
function contacts(where: Conditions, user: User): string {
  const connected = "c.status in ('CONNECTED', 'COLLABORATING', 'COMPLETED')";
  const partner = where.value(user.role === "PARTNER" ? (user.partnerId ?? null) : null);
  const worker = where.value(user.workerId ?? null);
  const isWorker = `c.worker_id = ${worker}::uuid`;
  const holds = `c.partner_id = ${partner}::uuid and exists (select from consent_grant g where g.id = c.consent_id
    and 'CONTACT' = any(g.discloses) and g.revoked_at is null and g.expires_at > now())`;
  return `case when ${connected} and ${holds} then c.worker_channel end as "workerChannel",
    case when ${connected} and ${isWorker} then c.partner_channel end as "partnerChannel",
    case when ${connected} and ${isWorker} then c.partner_contact end as "partnerContact"`;
}

/** The connections among `ids` that the user takes part in. */
export async function connectionsByIds(
  reads: Reads,
  user: User,
  ids: readonly string[],
): Promise<ShownConnection[]> {
  const where = new Conditions();
  where.add(`c.id = any(${where.value(ids)}::uuid[])`).add(participatesSql(where, user));
  const text = `select ${columns}, ${contacts(where, user)} from connection c where ${where}`;
  return await reads.run(statement("connections.by-ids", text), where.values);
}

/** Which connections of an owner, a need or whoever, to list. */
export interface ConnectionCriteria {
  readonly statuses?: readonly ConnectionStatus[] | null;
  readonly needId?: string | null;
}

/**
 * The first `limit` connections in which the user takes part, newest first.
 * @param after position behind which to begin: the id
 */
export async function connectionsOf(
  reads: Reads,
  user: User,
  { statuses, needId }: ConnectionCriteria,
  limit: number,
  after: Position | null,
): Promise<ShownConnection[]> {
  const where = new Conditions();
  where
    .add(participatesSql(where, user))
    .addIf(statuses, (some) => `c.status = any(${some}::connection_status[])`)
    .addIf(needId, (id) => `c.need_id = ${id}::uuid`);
  if (after) where.add(`c.id < ${where.value(after[0])}::uuid`);
  const text = `select ${columns}, ${contacts(where, user)} from connection c
    where ${where} order by c.id desc limit ${where.value(limit)}`;
  return await reads.run(statement("connections.list", text), where.values);
}

/** What a list of connections can belong to. */
export type ConnectionOwner = "need" | "worker" | "partner";

/** Which connections of each of several owners. */
export interface OwnedConnections {
  readonly owner: ConnectionOwner;
  /** Only those in which work was begun. */
  readonly begun: boolean;
}

/** The same for each of several owners. */
export async function connectionsOfOwners(
  reads: Reads,
  user: User,
  { owner, begun }: OwnedConnections,
  ids: readonly string[],
  limit: number,
  after: Position | null,
): Promise<ShownConnection[]> {
  const where = new Conditions();
  const owners = where.value(ids);
  where.add(`c.${owner}_id = o.id`).add(participatesSql(where, user));
  if (begun) where.add("c.status in ('COLLABORATING', 'COMPLETED', 'ENDED_EARLY')");
  if (after) where.add(`c.id < ${where.value(after[0])}::uuid`);
  const text = `select page.* from unnest(${owners}::uuid[]) o(id) cross join lateral (
      select ${columns}, ${contacts(where, user)} from connection c where ${where}
      order by c.id desc limit ${where.value(limit)}) page`;
  return await reads.run(statement(`connections.by-${owner}s`, text), where.values);
}

const stepsByConnections = {
  name: "connection-steps.by-connections",
  text: `select s.id, s.connection_id as "connectionId", s.worker_id as "workerId", s.event, s.side,
      s.from_status as "fromStatus", s.to_status as "toStatus", s.at
    from connection_transition s where s.connection_id = any($1::uuid[]) order by s.id`,
};

/** The steps of connections that the user takes part in, the first one first. */
export const stepsOf = (reads: Reads, connectionIds: readonly string[]): Promise<ConnectionTransition[]> =>
  reads.run(stepsByConnections, [connectionIds]);
