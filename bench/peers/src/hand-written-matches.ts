import { suffixOf, uuidIn } from "./hand-written-ids.js";
import { nameOf } from "./hand-written-reads.js";
import { RANKING } from "./ranking.js";

export interface Statement {
  readonly name: string;
  readonly text: string;
}

// biome-ignore lint/suspicious/noExplicitAny: each statement has rows of its own
export type Query = (statement: Statement, values: unknown[]) => Promise<any[]>;

export const PAGE: Statement = {
  name: "needsMatches",
  text: `select n.id, to_json(n.title)::text as title from need n join partner p on p.id = n.partner_id
    where n.partner_id = $1 and n.archived_at is null and p.archived_at is null order by n.id desc limit 10`,
};

export const RANKED: Statement = {
  name: "ranked",
  text: `select m.id, m.score, case when w.visibility_name >= 'PARTNERS' then to_json(w.name)::text end as name
    from (${RANKING}) m join worker w on w.id = m.id order by m.score desc, m.id`,
};

/**
 * A page of needs, then the ranking of each, side by side. All in one statement, with the ranking in a lateral join, takes
 * minutes: PostgreSQL does not see then that there is one need at a time.
 * @param rank like `query`, over connections whose plans are made for the need
 */
export async function needsMatches(
  query: Query,
  rank: Query,
  { partner }: { readonly partner: string },
): Promise<string> {
  const today = new Date().toISOString().slice(0, 10);
  const needs = await query(PAGE, [uuidIn("partner", partner)]);
  const ranked = await Promise.all(needs.map(({ id }) => rank(RANKED, [id, 20, today])));
  const nodes = needs.map(
    ({ id, title }, place) =>
      `{"id":"need_${suffixOf(id)}","title":${title},"matches":{"nodes":[${ranked[place]!.map(match).join(",")}]}}`,
  );
  return `{"data":{"needs":{"nodes":[${nodes.join(",")}]}}}`;
}

function match({ id, score, name }: { id: string; score: number; name: string | null }): string {
  const suffix = suffixOf(id);
  const shown = Math.round(score * 1000) / 10;
  return `{"score":${shown},"worker":{"id":"worker_${suffix}","name":${nameOf(suffix, name)}}}`;
}
