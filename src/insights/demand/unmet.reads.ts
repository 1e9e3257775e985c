import type { User } from "../../platform/auth/principal.js";
import type { Reads } from "../../platform/database/reads.js";
import { Conditions, statement } from "../../platform/database/statement.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../../platform/graphql/connection.js";
import type { UnmetNeed } from "../insights.js";

const COUNT = {
  name: "insights.unmet-count",
  text: `select count(*)::int as "openNeeds", (count(*) filter (where best_score < $2::float8))::int as unmet
    from insight_need where consortium_id = $1::uuid and open`,
};

/** How many needs of the caller's consortium are open, and how many have no match of a score, 0 to 1, or more. */
export async function countUnmet(reads: Reads, user: User, minScore: number) {
  const [row] = await reads
    .as(user)
    .run<{ openNeeds: number; unmet: number }>(COUNT, [user.consortiumId, minScore]);
  return row!;
}

/** These needs; those that are answered worst first. */
export async function listUnmet(
  reads: Reads,
  user: User,
  minScore: number,
  page: PageArgs,
): Promise<Connection<UnmetNeed>> {
  const list = `unmet-needs:${minScore}`;
  const after = decodeCursor(list, page.after, [PARTS.number, PARTS.id]);
  const where = new Conditions();
  where.add(`consortium_id = ${where.value(user.consortiumId)}::uuid and open`);
  where.add(`best_score < ${where.value(minScore)}::float8`);
  if (after)
    where.add(`(best_score, need_id) > (${where.value(after[0])}::float8, ${where.value(after[1])}::uuid)`);
  const text = `select need_id as "needId", best_score as best from insight_need where ${where}
    order by best_score, need_id limit ${where.value(page.first + 1)}`;
  const rows = await reads
    .as(user)
    .run<{ needId: string; best: number }>(statement("insights.unmet", text), where.values);
  const needs = rows.map((row) => ({
    ...row,
    bestScore: row.best < 0 ? null : Math.round(row.best * 1000) / 10,
  }));
  return pageOf(needs, list, page, ({ best, needId }) => [best, needId]);
}
