import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import type { DataSource, EntityManager } from "typeorm";
import { writeOutbox } from "../../platform/database/outbox.js";
import { copyRows } from "../../platform/import/copy-rows.js";
import { affectedLists } from "./affected.js";
import { AffinityBuild } from "./affinity.entities.js";
import { type BuildRow, holdersOf, type Run, readingIn } from "./affinity.reads.js";
import { alone } from "./affinity-lock.js";
import { buildAffinities } from "./build-affinities.js";
import { type Concepts, fingerprintOf } from "./concepts.js";
import { type ListedLink, sameLinks } from "./link.js";
import { LinkFinder } from "./link-finder.js";
import { lexicalIndexOf, readConcepts, readWordCounts } from "./read-inputs.js";
import { batchesOf, changedSinceBuild, readBuiltSkills, relink } from "./relink.js";
import { readBuild, readLists } from "./store-links.js";

/** What a refresh has found. */
export interface RefreshReport {
  /** Of the newest build; a new one where a list is different now. */
  readonly version: number;
  /** How many lists are different now. */
  readonly lists: number;
}

/**
 * Brings the lists to the taxonomy as it is now, with the counts of the newest full build, and touches only those that a
 * changed concept can affect. What has changed it finds by itself, so that it can be repeated, and one run makes up for
 * several. Where nothing was built yet, everything is.
 * @param dataSource a patient one, without limits on what it waits for
 */
export const refreshAffinities = (dataSource: DataSource): Promise<RefreshReport> =>
  alone(dataSource, async (manager) => {
    const run = readingIn(manager);
    const build = await readBuild(run);
    const concepts = await readConcepts(run);
    if (build.version === 0)
      return { version: (await buildAffinities(manager)).version, lists: concepts.size };
    const changed = await changedSinceBuild(await readBuiltSkills(run), concepts);
    if (changed.size === 0) return { version: build.version, lists: 0 };
    const lists = await differentLists(run, build, concepts, changed);
    await writeFingerprints(manager, concepts, changed);
    if (lists.size === 0) return { version: build.version, lists: 0 };
    return { version: await writeLists(manager, build, lists), lists: lists.size };
  });

async function differentLists(
  run: Run,
  build: BuildRow,
  concepts: Concepts,
  changed: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly ListedLink[]>> {
  const words = await lexicalIndexOf(concepts, await readWordCounts(run, build.labels));
  const finder = new LinkFinder(concepts, words);
  const affected = await affectedLists(changed, { concepts, words, finder, holders: () => [] });
  for (const batch of batchesOf(changed))
    for (const { to } of await run<{ to: string }>(holdersOf, [batch])) affected.add(to);
  const different = new Map<string, readonly ListedLink[]>();
  for (const batch of batchesOf(affected)) {
    const stored = await readLists(run, batch);
    for (const [to, list] of await relink(run, batch, finder))
      if (!sameLinks(stored.get(to) ?? [], list)) different.set(to, list);
  }
  return different;
}

async function writeFingerprints(
  manager: EntityManager,
  concepts: Concepts,
  changed: ReadonlySet<string>,
): Promise<void> {
  for (const batch of batchesOf(changed)) {
    const known = batch.filter((id) => concepts.has(id));
    const gone = batch.filter((id) => !concepts.has(id));
    await manager.query(
      `insert into affinity_skill (skill_id, fingerprint) select * from unnest($1::uuid[], $2::text[])
       on conflict (skill_id) do update set fingerprint = excluded.fingerprint`,
      [known, known.map((id) => fingerprintOf(concepts.get(id)!))],
    );
    await manager.query("delete from affinity_skill where skill_id = any($1::uuid[])", [gone]);
  }
}

/** @returns the new version */
async function writeLists(
  manager: EntityManager,
  { version: before, documents, profiles, labels, leastWorkers }: BuildRow,
  lists: ReadonlyMap<string, readonly ListedLink[]>,
): Promise<number> {
  const ids = [...lists.keys()];
  await manager.query("delete from skill_affinity where to_id = any($1::uuid[])", [ids]);
  const client: PoolClient = await manager.queryRunner!.connect();
  await copyRows(client, "skill_affinity (to_id, from_id, kind, value, via_id)", rowsOf(lists));
  const [{ links }] = await manager.query("select count(*)::int as links from skill_affinity");
  const version = before + 1;
  const counts = { documents, profiles, labels, leastWorkers };
  await manager.insert(AffinityBuild, { version, kind: "REFRESH", ...counts, links });
  await writeOutbox(manager, [{ topic: "affinity", ids }], randomUUID());
  return version;
}

function* rowsOf(lists: ReadonlyMap<string, readonly ListedLink[]>) {
  for (const [to, links] of lists)
    for (const { from, kind, value, via } of links) yield [to, from, kind, value, via];
}
