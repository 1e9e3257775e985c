import type { ClientBase } from "pg";
import { Affinities } from "../../src/matching/affinity.js";
import { rarityOf } from "../../src/matching/rarity.js";
import type { ScoringContext } from "../../src/matching/score.js";
import { Reads } from "../../src/platform/database/reads.js";
import { SkillKind, Taxonomy } from "../../src/skills/index.js";
import { copyLines, line } from "../world/copy-lines.js";
import type { Progress } from "../world/load-world.js";

const TABLES = `
  create table bench.skill_affinity (
    to_id uuid not null, from_id uuid not null, kind text not null, value double precision not null, via_id uuid,
    primary key (to_id, from_id)
  );
  create table bench.skill_rarity (skill_id uuid primary key, document_frequency integer not null);
  create table bench.affinity_build (documents integer not null)`;

/** In how many documents (profiles that partners may find, and open needs) each skill occurs that partners may see. */
const COUNT_DOCUMENTS = `
  insert into bench.skill_rarity
  select skill_id, sum(frequency) from (
    select s.skill_id, count(*) as frequency from worker_skill s join worker w on w.id = s.worker_id
    where w.archived_at is null and w.discoverability >= 'PARTNERS' and s.archived_at is null and s.visibility >= 'PARTNERS'
    group by 1
    union all
    select k.skill_id, count(*) from need_skill k join need n on n.id = k.need_id
    where n.status = 'OPEN' and n.archived_at is null group by 1
  ) counted group by 1;
  insert into bench.affinity_build
  select (select count(*) from worker where archived_at is null and discoverability >= 'PARTNERS')
    + (select count(*) from need where status = 'OPEN' and archived_at is null)`;

/** How skills bear on each other and how rare they are, in tables, for whoever ranks by SQL. Made once for a world. */
export async function ensureAffinityTables(
  client: ClientBase,
  url: string,
  onProgress: Progress,
): Promise<void> {
  const { rows } = await client.query("select to_regclass('bench.affinity_build') is not null as made");
  if (rows[0].made) return;
  const reads = new Reads(url, 1);
  try {
    const taxonomy = new Taxonomy(reads);
    await taxonomy.reload();
    await client.query("begin");
    await client.query(TABLES);
    await copyLines(client, "bench.skill_affinity", affinityLines(taxonomy, onProgress));
    await client.query(COUNT_DOCUMENTS);
    await client.query("commit");
    await client.query("vacuum analyze bench.skill_affinity, bench.skill_rarity, bench.affinity_build");
  } finally {
    await reads.close();
  }
}

function* affinityLines(taxonomy: Taxonomy, onProgress: Progress): Generator<string> {
  const affinities = new Affinities(viewOf(taxonomy));
  let done = 0;
  for (const { id } of taxonomy.all()) {
    for (const [from, { kind, value, path }] of affinities.neighbours(id))
      yield line(id, from, kind, value, path.length === 3 ? path[1]! : null);
    done += 1;
    if (done % 64 === 0) onProgress("Affinities", done, taxonomy.size);
  }
  onProgress("Affinities", taxonomy.size, taxonomy.size);
}

const viewOf = (taxonomy: Taxonomy) => ({
  has: (id: string) => taxonomy.get(id) !== null,
  *ids() {
    for (const { id } of taxonomy.all()) yield id;
  },
  broader: (id: string) => taxonomy.get(id)?.broaderIds ?? [],
  narrower: (id: string) => taxonomy.get(id)?.narrowerIds ?? [],
  related: (id: string) => taxonomy.get(id)?.relatedIds ?? [],
  label: (id: string) => taxonomy.get(id)?.preferredLabel ?? "",
  isAssignable: (id: string) => taxonomy.get(id)?.kind !== SkillKind.GROUP,
});

/** The same tables as what `scoreMatch` wants to know. */
export async function readScoringContext(client: ClientBase): Promise<ScoringContext> {
  const links = new Map<string, Map<string, number>>();
  const { rows } = await client.query("select to_id, from_id, value from bench.skill_affinity");
  for (const { to_id, from_id, value } of rows) {
    const to = links.get(to_id) ?? new Map<string, number>();
    links.set(to_id, to.set(from_id, value));
  }
  const counted = await client.query("select skill_id, document_frequency from bench.skill_rarity");
  const frequencies = new Map(counted.rows.map((row) => [row.skill_id, row.document_frequency]));
  const { documents } = (await client.query("select documents from bench.affinity_build")).rows[0];
  return {
    affinity: (from, to) => (from === to ? 1 : (links.get(to)?.get(from) ?? 0)),
    rarity: (skillId) => rarityOf(frequencies.get(skillId) ?? 0, documents),
  };
}
