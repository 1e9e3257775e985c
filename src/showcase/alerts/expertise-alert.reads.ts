import type { User } from "../../platform/auth/principal.js";
import type { Reads } from "../../platform/database/reads.js";
import { Conditions, statement } from "../../platform/database/statement.js";
import { versionedColumns } from "../../platform/database/versioned.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../../platform/graphql/connection.js";
import { defineLoader, inOrder } from "../../platform/graphql/loaders.js";
import type { ExpertiseAlert, ExpertiseFind } from "./expertise-alert.js";

const columns = `${versionedColumns("a")}, a.consortium_id as "consortiumId", a.partner_id as "partnerId",
  a.skill_id as "skillId", a.name, a.min_affinity as "minAffinity", a.remote, a.language, a.country, a.region, a.active`;

/** An alert on expertise by id; null when there is none that the caller may see. */
export const expertiseAlertById = defineLoader<string, ExpertiseAlert | null>({
  batch: async ({ reads }, ids) => {
    const text = `select ${columns} from expertise_alert a where a.id = any($1::uuid[])`;
    const rows = await reads.run<ExpertiseAlert>({ name: "expertise-alerts.by-ids", text }, [ids]);
    return inOrder(ids, rows);
  },
});

const OWN = {
  name: "expertise-alerts.own",
  text: `select ${columns} from expertise_alert a where a.partner_id = $1::uuid and a.archived_at is null
    order by a.id desc`,
};

/** The alerts in use of a partner, newest first. */
export const ownExpertiseAlerts = (reads: Reads, user: User, partnerId: string): Promise<ExpertiseAlert[]> =>
  reads.as(user).run<ExpertiseAlert>(OWN, [partnerId]);

/** What an alert found, newest first. */
export async function listFinds(
  reads: Reads,
  user: User,
  { id: alertId, partnerId }: Pick<ExpertiseAlert, "id" | "partnerId">,
  page: PageArgs,
): Promise<Connection<ExpertiseFind>> {
  const list = `expertise-finds:${alertId}`;
  const after = decodeCursor(list, page.after, [PARTS.id]);
  const where = new Conditions();
  where
    .add(`f.alert_id = ${where.value(alertId)}::uuid`)
    .add(`f.partner_id = ${where.value(partnerId)}::uuid`);
  if (after) where.add(`f.id < ${where.value(after[0])}::uuid`);
  const text = `select f.id, f.alert_id as "alertId", f.partner_id as "partnerId", f.card_id as "cardId",
      f.worker_id as "workerId", f.affinity, f.found_at as "foundAt"
    from expertise_find f where ${where} order by f.id desc limit ${where.value(page.first + 1)}`;
  const rows = await reads.as(user).run<ExpertiseFind>(statement("expertise-finds.list", text), where.values);
  return pageOf(rows, list, page, ({ id }) => [id]);
}
