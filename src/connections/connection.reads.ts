import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import {
  decodeCursor,
  PARTS,
  type Connection as Page,
  type PageArgs,
  type Position,
  pageOf,
} from "../platform/graphql/connection.js";
import type { Connection, ConnectionTransition } from "./connection.js";
import { visibleConnectionsSql } from "./connection.policy.js";
import type { ConnectionStatus } from "./connection-enums.js";

/** A connection, with what the partner sees of the worker by the consent that belongs to it. */
export interface ReadConnection extends Connection {
  /** Whether that consent is valid now. */
  readonly isDisclosed: boolean;
  /** The worker's name; null where the consent is not valid. */
  readonly workerName: string | null;
}

const IS_DISCLOSED = `exists (select from consent_grant g where g.id = c.consent_id and 'CONTACT' = any(g.discloses)
  and g.revoked_at is null and g.expires_at > now())`;

const COLUMNS = `c.id, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", c.consortium_id as "consortiumId",
  c.worker_id as "workerId", c.need_id as "needId", c.partner_id as "partnerId", c.library_id as "libraryId", c.initiator,
  c.status, c.message, c.worker_accepted_at as "workerAcceptedAt", c.partner_accepted_at as "partnerAcceptedAt",
  c.library_consent as "libraryConsent", c.worker_channel as "workerChannel", c.partner_channel as "partnerChannel",
  c.partner_contact as "partnerContact", c.score, c.growth, c.coverage, c.scoring_version as "scoringVersion",
  c.affinity_version as "affinityVersion", c.end_reason as "endReason", c.end_note as "endNote",
  c.expires_at as "expiresAt", c.reminded_at as "remindedAt", c.consent_id as "consentId", d.valid as "isDisclosed",
  case when d.valid then (select w.name from worker w where w.id = c.worker_id) end as "workerName"`;

const TABLES = `connection c cross join lateral (select ${IS_DISCLOSED}) d(valid)`;

/** The connections among `ids` that the user may see. */
export async function visibleConnections(
  reads: Reads,
  user: User,
  ids: readonly string[],
): Promise<ReadConnection[]> {
  const where = new Conditions();
  where.add(`c.id = any(${where.value(ids)}::uuid[])`).add(visibleConnectionsSql(where, user, "c"));
  const text = `select ${COLUMNS} from ${TABLES} where ${where}`;
  return await reads.run(statement("connections.by-ids", text), where.values);
}

export interface ConnectionCriteria {
  readonly status?: ConnectionStatus | null;
  readonly needId?: string | null;
}

const LIST = "connections";

/** The connections that the user may see, newest first. */
export async function listConnections(
  reads: Reads,
  user: User,
  criteria: ConnectionCriteria,
  page: PageArgs,
): Promise<Page<ReadConnection>> {
  const after = decodeCursor(LIST, page.after, [PARTS.id]);
  const where = new Conditions();
  where
    .add(visibleConnectionsSql(where, user, "c"))
    .addIf(criteria.status, (status) => `c.status = ${status}::connection_status`)
    .addIf(criteria.needId, (id) => `c.need_id = ${id}::uuid`);
  if (after) where.add(`c.id < ${where.value(after[0])}::uuid`);
  const text = `select ${COLUMNS} from ${TABLES} where ${where} order by c.id desc limit ${where.value(page.first + 1)}`;
  const rows = await reads.run<ReadConnection>(statement("connections.list", text), where.values);
  return pageOf(rows, LIST, page, ({ id }) => [id]);
}

/** The columns by which connections belong to something. */
export type OwnerColumn = "worker_id" | "need_id" | "partner_id";

/** The first `limit` connections of each owner that the user may see, newest first. */
export async function connectionsOf(
  reads: Reads,
  user: User,
  { owner, ids, limit, after }: OwnedConnections,
): Promise<ReadConnection[]> {
  const where = new Conditions();
  const owners = where.value(ids);
  where.add(`c.${owner} = o.id`).add(visibleConnectionsSql(where, user, "c"));
  if (after) where.add(`c.id < ${where.value(after[0])}::uuid`);
  const text = `select page.* from unnest(${owners}::uuid[]) o(id) cross join lateral (
      select ${COLUMNS} from ${TABLES} where ${where} order by c.id desc limit ${where.value(limit)}) page`;
  return await reads.run(statement(`connections.by-${owner}`, text), where.values);
}

export interface OwnedConnections {
  readonly owner: OwnerColumn;
  readonly ids: readonly string[];
  readonly limit: number;
  readonly after: Position | null;
}

/** $1: ids of connections */
const transitionsByConnections = {
  name: "connection-transitions",
  text: `select t.id, t.connection_id as "connectionId", t.worker_id as "workerId", t.event, t.side,
      t.from_status as "fromStatus", t.to_status as "toStatus", t.at
    from connection_transition t where t.connection_id = any($1::uuid[]) order by t.id`,
};

/** The steps of connections that the caller may see, in the order in which they were taken. */
export const transitionsOf = (reads: Reads, ids: readonly string[]): Promise<ConnectionTransition[]> =>
  reads.run(transitionsByConnections, [ids]);
