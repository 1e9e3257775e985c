import { Client } from "pg";
import { type BinaryRow, readBinaryCopy } from "../../platform/database/binary-copy.js";
import { IdTable } from "../engine/id-table.js";
import { packGoal, packSkill, stepOf } from "../engine/packed-entries.js";
import type { WorkerPool } from "../engine/worker-pool.js";
import type { Interner } from "../interner.js";
import { inSlices } from "../slices.js";
import { levelIn, visibilityIn } from "./enum-bytes.js";
import { LoadedProfiles } from "./loaded-profiles.js";
import { LoadedWorkers } from "./loaded-workers.js";

/** Told how many rows of a kind have been read, or how many workers have been indexed. */
export type LoadProgress = (what: "workers" | "skills" | "goals" | "indexed", rows: number) => void;

const PROGRESS_EVERY = 250_000;
const PUT_AT_A_STRETCH = 256;

export const SKILLS =
  "select worker_id, skill_id, proficiency, visibility from worker_skill where archived_at is null";
export const GOALS = `select worker_id, skill_id, current, target, priority, visibility from growth_goal
  where status = 'ACTIVE' and archived_at is null`;

/**
 * Reads every worker in use into a pool, by binary COPY and within one snapshot of the database. Lets others have a
 * turn now and then; the pool is complete when this resolves.
 * @param skills the numbers of skills that the pool goes by
 */
export async function loadWorkers(
  url: string,
  pool: WorkerPool,
  skills: Interner,
  onProgress: LoadProgress = () => {},
): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const workers = new LoadedWorkers(pool);
    await workers.read(client, counting("workers", onProgress));
    const skillIn = numbering(skills);
    const held = await readProfiles(client, SKILLS, workers, counting("skills", onProgress), (row) =>
      packSkill(skillIn(row), levelIn(row, 2), visibilityIn(row, 3)),
    );
    const wanted = await readProfiles(client, GOALS, workers, counting("goals", onProgress), (row) =>
      packGoal(skillIn(row), stepOf(levelIn(row, 2), levelIn(row, 3)), row.int2(4), visibilityIn(row, 5)),
    );
    await inSlices(workers.settle());
    await inSlices(putAll(workers, held, wanted, counting("indexed", onProgress)));
  } finally {
    await client.end();
  }
}

function counting(what: Parameters<LoadProgress>[0], onProgress: LoadProgress): () => void {
  let rows = 0;
  return () => {
    if (++rows % PROGRESS_EVERY === 0) onProgress(what, rows);
  };
}

/** Gives the number of the skill whose id is in the second field of a row. */
function numbering(skills: Interner): (row: BinaryRow) => number {
  const known = new IdTable();
  const numbers: number[] = [];
  const words = new Uint32Array(4);
  return (row) => {
    const slot = known.find(row.words(1, words));
    if (slot >= 0) return numbers[slot]!;
    const number = skills.intern(row.uuid(1));
    numbers[known.addWords(words)] = number;
    return number;
  };
}

async function readProfiles(
  client: Client,
  query: string,
  workers: LoadedWorkers,
  onRow: () => void,
  pack: (row: BinaryRow) => number,
): Promise<LoadedProfiles> {
  const profiles = new LoadedProfiles();
  await readBinaryCopy(client, query, (row) => {
    const worker = workers.find(row, 0);
    // Entries of somebody who is archived.
    if (worker >= 0) profiles.add(worker, pack(row));
    onRow();
  });
  await inSlices(profiles.group(workers.count));
  return profiles;
}

function* putAll(
  workers: LoadedWorkers,
  held: LoadedProfiles,
  wanted: LoadedProfiles,
  onWorker: () => void,
): Generator<void, void> {
  let put = 0;
  for (const worker of workers.inOrder) {
    workers.put(worker, held.of(worker), wanted.of(worker));
    onWorker();
    if (++put % PUT_AT_A_STRETCH === 0) yield;
  }
}
