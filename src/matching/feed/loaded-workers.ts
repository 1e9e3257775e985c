import type { Client } from "pg";
import type { BinaryRow } from "../../platform/database/binary-copy.js";
import { readBinaryCopy } from "../../platform/database/binary-copy.js";
import { grown } from "../engine/grown.js";
import { IdTable } from "../engine/id-table.js";
import type { Place } from "../engine/libraries.js";
import type { WorkerIndex } from "../engine/worker-index.js";
import type { WorkerPool } from "../engine/worker-pool.js";
import { packTerms } from "../engine/worker-rows.js";
import { visibilityIn } from "./enum-bytes.js";

export const WORKERS = `select id, consortium_id, library_id, languages, hours_per_week, remote, discoverability
  from worker where archived_at is null`;
const LIBRARIES = "select id, country, region from library";
const INTRODUCTIONS = "select worker_id, count(*) from introduction group by worker_id";

/** The workers of all consortia, numbered in the order in which they were read, and where each went. */
export class LoadedWorkers {
  private readonly ids = new IdTable();
  private readonly homes: WorkerIndex[] = [];
  private readonly homeNumbers = new Map<string, number>();
  private homeOf = new Uint32Array(0);
  private slotOf = new Uint32Array(0);
  private libraryOf = new Uint32Array(0);
  private termsOf = new Uint32Array(0);
  private hoursOf = new Float64Array(0);
  private readonly words = new Uint32Array(4);

  constructor(private readonly pool: WorkerPool) {}

  get count(): number {
    return this.ids.end;
  }

  /** The number of the worker whose id is in a field; -1 for one who was not read. */
  find(row: BinaryRow, field: number): number {
    return this.ids.find(row.words(field, this.words));
  }

  /** Puts a worker into the pool. */
  put(worker: number, skills: Uint32Array, goals: Uint32Array): void {
    this.homes[this.homeOf[worker]!]!.put(this.slotOf[worker]!, {
      library: this.libraryOf[worker]!,
      terms: this.termsOf[worker]!,
      hoursPerWeek: this.hoursOf[worker]!,
      skills,
      goals,
    });
  }

  /** Reads every worker in use, and gives each a slot. */
  async read(client: Client, onRow: () => void): Promise<void> {
    const libraries = await readLibraries(client);
    const introductions = await readIntroductions(client);
    const languageSets = new Map<string, string>();
    await readBinaryCopy(client, WORKERS, (row) => {
      const home = this.home(row);
      const index = this.homes[home]!;
      row.words(0, this.words);
      const slot = index.ids.addWords(this.words);
      const worker = this.ids.addWords(this.words);
      this.reserve(worker + 1);
      this.homeOf[worker] = home;
      this.slotOf[worker] = slot;
      const library = row.isNull(2) ? undefined : libraries.get(row.raw(2));
      this.libraryOf[worker] = library ? index.libraries.put(library.id, library) : 0;
      this.hoursOf[worker] = row.isNull(4) ? Number.NaN : row.float8(4);
      this.termsOf[worker] = packTerms({
        languageSet: index.languageSets.intern(languagesIn(row, 3, languageSets)),
        remote: row.byte(5) === 1,
        discoverability: visibilityIn(row, 6),
        introductions: introductions.size === 0 ? 0 : (introductions.get(row.raw(0)) ?? 0),
      });
      onRow();
    });
  }

  private reserve(workers: number): void {
    this.homeOf = grown(this.homeOf, workers, 2);
    this.slotOf = grown(this.slotOf, workers, 2);
    this.libraryOf = grown(this.libraryOf, workers, 2);
    this.termsOf = grown(this.termsOf, workers, 2);
    this.hoursOf = grown(this.hoursOf, workers, 2);
  }

  /** Number of the index in which the workers of the row's consortium are. */
  private home(row: BinaryRow): number {
    const raw = row.raw(1);
    let number = this.homeNumbers.get(raw);
    if (number === undefined) {
      number = this.homes.length;
      this.homeNumbers.set(raw, number);
      this.homes.push(this.pool.of(row.uuid(1)));
    }
    return number;
  }
}

async function readLibraries(client: Client): Promise<ReadonlyMap<string, Place & { readonly id: string }>> {
  const libraries = new Map<string, Place & { readonly id: string }>();
  const textOf = (row: BinaryRow, field: number) => (row.isNull(field) ? null : row.text(field));
  await readBinaryCopy(client, LIBRARIES, (row) => {
    libraries.set(row.raw(0), { id: row.uuid(0), country: textOf(row, 1), region: textOf(row, 2) });
  });
  return libraries;
}

async function readIntroductions(client: Client): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  await readBinaryCopy(client, INTRODUCTIONS, (row) => {
    counts.set(row.raw(0), row.int8(1));
  });
  return counts;
}

/**
 * The languages of a worker, joined by commas.
 * @param known what the same bytes were read as before; there are few sets of languages
 */
function languagesIn(row: BinaryRow, field: number, known: Map<string, string>): string {
  const raw = row.raw(field);
  let joined = known.get(raw);
  if (joined === undefined) {
    joined = row.texts(field).join(",");
    known.set(raw, joined);
  }
  return joined;
}
