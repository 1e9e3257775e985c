import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import { versionedColumns } from "../platform/database/versioned.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import { defineLoader, inOrder } from "../platform/graphql/loaders.js";
import type { Alert, AlertMatch } from "./alert.js";
import type { AlertOwner } from "./alert.policy.js";

const columns = `${versionedColumns("a")}, a.consortium_id as "consortiumId", a.worker_id as "workerId",
  a.partner_id as "partnerId", a.need_id as "needId", a.name, a.min_score as "minScore", a.remote, a.country, a.region,
  a.active`;

/** An alert by id; null when there is none that the caller may see. */
export const alertById = defineLoader<string, Alert | null>({
  batch: async ({ reads }, ids) => {
    const text = `select ${columns} from alert a where a.id = any($1::uuid[])`;
    return inOrder(ids, await reads.run<Alert>({ name: "alerts.by-ids", text }, [ids]));
  },
});

const OWN = {
  name: "alerts.own",
  text: `select ${columns} from alert a where (a.worker_id = $1::uuid or a.partner_id = $1::uuid)
    and a.archived_at is null order by a.id desc`,
};

/** The alerts in use of an owner, newest first. */
export const ownAlerts = (reads: Reads, user: User, { id }: AlertOwner): Promise<Alert[]> =>
  reads.as(user).run<Alert>(OWN, [id]);

const found = `m.id, m.position::float8 as position, m.alert_id as "alertId", m.owner_id as "ownerId",
  m.need_id as "needId", m.worker_id as "workerId", m.score, m.found_at as "foundAt"`;

/** What an alert found, newest first. */
export async function listAlertMatches(
  reads: Reads,
  user: User,
  alertId: string,
  page: PageArgs,
): Promise<Connection<AlertMatch>> {
  const list = `alert-matches:${alertId}`;
  const after = decodeCursor(list, page.after, [PARTS.number]);
  const where = new Conditions();
  where.add(`m.alert_id = ${where.value(alertId)}::uuid`);
  if (after) where.add(`m.position < ${where.value(after[0])}::float8::bigint`);
  const text = `select ${found} from alert_match m where ${where} order by m.position desc
    limit ${where.value(page.first + 1)}`;
  const rows = await reads.as(user).run<AlertMatch>(statement("alert-matches.list", text), where.values);
  return pageOf(rows, list, page, ({ position }) => [position]);
}

const ARRIVED = {
  name: "alert-matches.arrived",
  text: `select ${found} from alert_match m where m.owner_id = $1::uuid
    and ($2::uuid is null or m.alert_id = $2::uuid)
    and m.position > $3::float8::bigint order by m.position limit $4::int`,
};

/** What came of an owner's alerts, or of one of them, behind a position; oldest first. */
export const arrivedMatches = (
  reads: Reads,
  user: User,
  { id }: AlertOwner,
  alertId: string | null,
  since: number,
  limit: number,
): Promise<AlertMatch[]> => reads.as(user).run<AlertMatch>(ARRIVED, [id, alertId, since, limit]);

// One that has gone is where its id would stand.
const POSITION = {
  name: "alert-matches.position",
  text: `select coalesce(
      (select max(m.position) from alert_match m where m.owner_id = $1::uuid and m.id = $2::uuid),
      (select max(m.position) from alert_match m where m.owner_id = $1::uuid
        and ($2::uuid is null or m.id < $2::uuid)), 0)::float8 as position`,
};

/** Where a match stands among those of an owner; without one, where the last stands. */
export async function matchPosition(
  reads: Reads,
  user: User,
  { id }: AlertOwner,
  matchId: string | null,
): Promise<number> {
  const [row] = await reads.as(user).run<{ position: number }>(POSITION, [id, matchId]);
  return row!.position;
}
