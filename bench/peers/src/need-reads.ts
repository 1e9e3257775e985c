import type { Pool } from "pg";

import { grouped, inOrder, rowsOf, type Statement } from "./pool.js";
import { RANKING } from "./ranking.js";
import { today } from "./typed-ids.js";

export interface NeedRow {
  readonly id: string;
  readonly partnerId: string;
  readonly title: string;
  readonly status: string;
  readonly modality: string;
  readonly capacity: number;
}

export interface PartnerRow {
  readonly id: string;
  readonly name: string;
}

export interface SkillRow {
  readonly id: string;
  readonly preferredLabel: string;
}

export interface NeedSkillRow {
  readonly needId: string;
  readonly skillId: string;
  readonly importance: string;
  readonly proficiency: string;
}

export interface MatchRow {
  readonly workerId: string;
  /** 0 to 1 */
  readonly score: number;
}

/** One page; it ends the list unless `hasNextPage`. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

/** @param rows read with `first + 1` as the limit */
export const pageOf = <Row>(rows: readonly Row[], first: number): Page<Row> => ({
  nodes: rows.slice(0, first),
  pageInfo: { hasNextPage: rows.length > first },
});

export interface NeedCriteria {
  readonly statuses?: readonly string[] | null;
  /** UUID */
  readonly partnerId?: string | null;
}

const COLUMNS = `n.id, n.partner_id as "partnerId", n.title, n.status, n.modality, n.capacity`;
/** What the one who asks may see of needs. */
const VISIBLE = "n.status <> 'DRAFT'";

/** The needs in use, newest first. */
export async function listNeeds(
  pool: Pool,
  { statuses, partnerId }: NeedCriteria,
  first: number,
): Promise<Page<NeedRow>> {
  const values: unknown[] = [first + 1];
  const name = ["needs"];
  const where = ["n.archived_at is null and p.archived_at is null", VISIBLE];
  if (statuses) {
    name.push("by-status");
    where.push(`n.status = any($${values.push(statuses)}::need_status[])`);
  }
  if (partnerId) {
    name.push("by-partner");
    where.push(`n.partner_id = $${values.push(partnerId)}::uuid`);
  }
  const text = `select ${COLUMNS} from need n join partner p on p.id = n.partner_id
    where ${where.join(" and ")} order by n.id desc limit $1`;
  return pageOf(await rowsOf<NeedRow>(pool, { name: name.join("."), text }, values), first);
}

const byIds = (name: string, text: string): Statement => ({ name, text: `${text} = any($1::uuid[])` });

const NEEDS = byIds("needs.by-ids", `select ${COLUMNS} from need n where ${VISIBLE} and n.id`);
const PARTNERS = byIds("partners.by-ids", "select id, name from partner where id");
const SKILLS = byIds("skills.by-ids", `select id, preferred_label as "preferredLabel" from skill where id`);
const NEED_SKILLS: Statement = {
  name: "need-skills.by-needs",
  text: `select need_id as "needId", skill_id as "skillId", importance, proficiency from need_skill
    where need_id = any($1::uuid[]) order by importance, skill_id`,
};

export const needsByIds = async (pool: Pool, ids: readonly string[]) =>
  inOrder(ids, await rowsOf<NeedRow>(pool, NEEDS, [ids]));

export const partnersByIds = async (pool: Pool, ids: readonly string[]) =>
  inOrder(ids, await rowsOf<PartnerRow>(pool, PARTNERS, [ids]));

export const skillsByIds = async (pool: Pool, ids: readonly string[]) =>
  inOrder(ids, await rowsOf<SkillRow>(pool, SKILLS, [ids]));

/** The skills that each need asks for, the needed ones first. */
export const skillsByNeeds = async (pool: Pool, needIds: readonly string[]) =>
  grouped(needIds, await rowsOf<NeedSkillRow>(pool, NEED_SKILLS, [needIds]), ({ needId }) => needId);

/**
 * The best `first` workers for a need: PostgreSQL works out the scores anew. Not as a named statement, so that the plan is
 * made for the need at hand.
 */
export async function rankWorkers(pool: Pool, needId: string, first: number): Promise<MatchRow[]> {
  const { rows } = await pool.query<{ id: string; score: number }>(RANKING, [needId, first, today()]);
  return rows.map(({ id, score }) => ({ workerId: id, score }));
}
