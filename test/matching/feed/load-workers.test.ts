import { Client } from "pg";
import { readNeedCandidates, readWorkerCandidates } from "../../../src/matching/candidates.reads.js";
import type { WorkerIndex } from "../../../src/matching/engine/worker-index.js";
import { WorkerPool } from "../../../src/matching/engine/worker-pool.js";
import { RowView } from "../../../src/matching/engine/worker-rows.js";
import { loadWorkers } from "../../../src/matching/feed/load-workers.js";
import { Interner } from "../../../src/matching/interner.js";
import { VISIBILITIES, Visibility } from "../../../src/platform/auth/visibility.js";
import { Reads } from "../../../src/platform/database/reads.js";
import { createTestDatabase, type TestDatabase } from "../../support/postgres-for-tests.js";
import { Dice } from "../engine/dice.js";
import { generatedWorld, type World } from "../engine/generated-world.js";
import { contentOf } from "../engine/posting-content.js";
import { storeWorld } from "./stored-world.js";

let database: TestDatabase;
let client: Client;
let reads: Reads;
const world = generatedWorld(21, { skills: 40, workers: 300, needs: 4 });

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client(database.url);
  await client.connect();
  reads = new Reads(database.url, 1);
  await storeWorld(client, new Dice(22), world);
  // What must not be loaded: every sixth worker, and some of what the others have.
  for (const table of ["worker", "worker_skill", "growth_goal"])
    await client.query(`update ${table} set archived_at = now() where right(id::text, 1) in ('0', '7')`);
  await client.query(`update growth_goal set status = 'ACHIEVED' where right(id::text, 1) = '3'`);
  await client.query(`update growth_goal set status = 'ABANDONED' where right(id::text, 1) = '4'`);
});
afterAll(async () => {
  await client.end();
  await reads.close();
  await database.drop();
});

/** Everything that an index knows of a worker. */
function knownOf(workers: WorkerIndex, id: string) {
  const row = new RowView();
  const slot = workers.ids.slotOf(id);
  if (!workers.rows.open(slot, row)) return null;
  const { skills, goals } = workers.profile(row, Visibility.PRIVATE);
  const seen = VISIBILITIES.map((sight) => {
    const profile = workers.profile(row, sight);
    return [profile.skills.map(({ skillId }) => skillId).sort(), profile.goals.map(({ skillId }) => skillId)];
  });
  return {
    skills: skills.toSorted((a, b) => (a.skillId < b.skillId ? -1 : 1)),
    goals,
    seen,
    library: workers.libraries.idOf(row.library),
    place: place(workers, row),
    languages: workers.languages(row.languageSet),
    hours: workers.hoursPerWeek(slot),
    remote: row.isRemote,
    introductions: row.introductions,
    discoverability: row.discoverability,
    availabilityVisibility: row.availabilityVisibility,
    libraryVisibility: row.libraryVisibility,
    priorities: workers.prioritySums.packed[slot],
  };
}

const place = ({ libraries }: WorkerIndex, { library }: RowView) => {
  const { country, region } = libraries.place(library);
  return { country, region };
};

/** Who wants to grow in what, by the lists. */
function postedIn(workers: WorkerIndex, skills: Interner): string[] {
  const posted: string[] = [];
  for (let skill = 0; skill < skills.size; skill++)
    for (const visibility of [0, 1, 2, 3, 4]) {
      const list = workers.postings.of(skill, visibility);
      for (const [slot, kind] of list ? contentOf(list) : [])
        posted.push([workers.ids.idOf(slot), skills.valueOf(skill), visibility, kind].join(" "));
    }
  return posted.sort();
}

async function loaded() {
  const skills = new Interner();
  const pool = new WorkerPool(skills);
  await loadWorkers(database.url, pool, skills);
  return { pool, skills };
}

async function putOneByOne(workers: World["workers"] = world.workers) {
  const skills = new Interner();
  const pool = new WorkerPool(skills);
  for (const candidate of await readWorkerCandidates(
    reads,
    workers.map(({ id }) => id),
  ))
    pool.put(candidate);
  return { pool, skills };
}

describe("loading by binary copy", () => {
  it("gives what reading each worker gives", async () => {
    const [copied, read] = [await loaded(), await putOneByOne()];
    expect(copied.pool.size).toBe(read.pool.size);
    expect(copied.pool.size).toBeLessThan(world.workers.length - 20);
    expect(copied.pool.size).toBeGreaterThan(200);
    for (const consortium of world.consortia) {
      const [one, other] = [copied.pool.of(consortium), read.pool.of(consortium)];
      const ids = world.workers.map(({ id }) => id);
      expect(ids.map((id) => knownOf(one, id))).toEqual(ids.map((id) => knownOf(other, id)));
      expect(postedIn(one, copied.skills)).toEqual(postedIn(other, read.skills));
      expect(postedIn(one, copied.skills).length).toBeGreaterThan(100);
    }
  });

  it("gives what was stored, in every value", async () => {
    const { pool } = await loaded();
    const archived = (id: string) => /[07]$/.test(id);
    const seen = { levels: new Set(), currents: new Set(), languages: new Set(), hours: new Set() };
    for (const worker of world.workers) {
      const known = knownOf(pool.of(worker.consortiumId), worker.id);
      expect(known === null).toBe(archived(worker.id));
      if (!known) continue;
      const { libraryId, country, region, languages, remote, introductions } = worker;
      expect(known).toMatchObject({
        ...{ library: libraryId, place: { country, region }, languages, remote },
        introductions: Math.min(6, introductions),
        hours: worker.hoursPerWeek ?? Number.NaN,
        discoverability: VISIBILITIES.indexOf(worker.discoverability),
        availabilityVisibility: VISIBILITIES.indexOf(worker.availabilityVisibility),
        libraryVisibility: VISIBILITIES.indexOf(worker.libraryVisibility),
      });
      const levels = new Map(worker.skills.map(({ skillId, level }) => [skillId, level]));
      for (const { skillId, level } of known.skills) expect(level).toBe(levels.get(skillId));
      for (const { level } of known.skills) seen.levels.add(level);
      for (const { current } of known.goals) seen.currents.add(current);
      seen.languages.add(known.languages.length);
      seen.hours.add(known.hours);
    }
    expect([...seen.levels].sort()).toEqual([1, 2, 3, 4, 5]);
    expect([...seen.currents].sort()).toEqual([0, 1, 2, 3, 4]);
    expect([...seen.languages].sort()).toEqual([0, 1, 2, 3]);
    expect(seen.hours.has(Number.NaN)).toBe(true);
  });

  it("fails where the database does", async () => {
    const skills = new Interner();
    const missing = new URL(database.url);
    missing.pathname = "/nothing_here";
    await expect(loadWorkers(missing.href, new WorkerPool(skills), skills)).rejects.toThrow("nothing_here");
  });

  it("loads nothing from a database without workers", async () => {
    const empty = await createTestDatabase();
    const skills = new Interner();
    const pool = new WorkerPool(skills);
    await loadWorkers(empty.url, pool, skills);
    expect([pool.size, skills.size]).toEqual([0, 0]);
    await empty.drop();
  });
});

it("needs are read with everything that was stored of them", async () => {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const sorted = (needs: World["needs"]) =>
    needs
      .map((need) => ({ ...need, skills: need.skills.toSorted((a, b) => (a.skillId < b.skillId ? -1 : 1)) }))
      .sort(byId);
  expect(sorted(await readNeedCandidates(reads, {}))).toEqual(sorted(world.needs));
});
