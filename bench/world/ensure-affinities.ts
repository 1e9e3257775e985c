import type { ClientBase } from "pg";
import { entities } from "../../src/entities.js";
import type { Affinities } from "../../src/matching/affinity/affinities.js";
import { SCORING_VERSION } from "../../src/matching/formula.js";
import { AffinityFeed, rebuildAffinities } from "../../src/matching/index.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { Reads } from "../../src/platform/database/reads.js";
import { Taxonomy } from "../../src/skills/index.js";
import type { Progress } from "./load-world.js";

/** The affinities of a world, as the service has them. */
export interface WorldAffinities {
  readonly affinities: Affinities;
  /** How long the service took to work them out, now or in an earlier run. */
  readonly buildSeconds: number;
}

/** Has the service work out affinities from the world's profiles, once for a world, and reads them as a replica does. */
export async function ensureAffinities(
  client: ClientBase,
  url: string,
  onProgress: Progress,
): Promise<WorldAffinities> {
  const buildSeconds = (await knownSeconds(client)) ?? (await build(client, url, onProgress));
  const reads = new Reads(url, 1);
  try {
    const taxonomy = new Taxonomy(reads);
    await taxonomy.reload();
    const feed = new AffinityFeed(reads, taxonomy);
    await feed.load();
    return { affinities: feed.current, buildSeconds };
  } finally {
    await reads.close();
  }
}

async function knownSeconds(client: ClientBase): Promise<number | null> {
  await client.query(`create table if not exists bench.affinities
    (version integer not null, scoring_version text not null, seconds double precision not null)`);
  const { rows } = await client.query(
    `select seconds from bench.affinities
     where version = (select max(version) from affinity_build) and scoring_version = $1`,
    [SCORING_VERSION],
  );
  return rows[0]?.seconds ?? null;
}

async function build(client: ClientBase, url: string, onProgress: Progress): Promise<number> {
  const dataSource = createDataSource({ url, entities, poolSize: 2, patient: true });
  await dataSource.initialize();
  try {
    const begin = performance.now();
    const { version } = await rebuildAffinities(dataSource, { onProgress });
    const seconds = (performance.now() - begin) / 1000;
    // Index-only scans need to know that the pages are seen by all.
    await client.query("vacuum analyze skill_affinity, affinity_skill, affinity_build");
    await client.query("insert into bench.affinities values ($1, $2, $3)", [
      version,
      SCORING_VERSION,
      seconds,
    ]);
    return seconds;
  } finally {
    await dataSource.destroy();
  }
}
