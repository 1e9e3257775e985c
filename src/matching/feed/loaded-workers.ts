import type { Client } from "pg";
import type { BinaryRow } from "../../platform/database/binary-copy.js";
import { readBinaryCopy } from "../../platform/database/binary-copy.js";
import { grown } from "../engine/grown.js";
import { IdTable } from "../engine/id-table.js";
import type { WorkerIndex } from "../engine/worker-index.js";
import type { WorkerPool } from "../engine/worker-pool.js";
import { packTerms } from "../engine/worker-rows.js";
import type { Place } from "../gates.js";
import { visibilityIn } from "./enum-bytes.js";

export const WORKERS = `select id, consortium_id, library_id, languages, hours_per_week, remote, discoverability,
    visibility_availability, visibility_library
  from worker where archived_at is null`;
const LIBRARIES = "select id, country, region from library";
const INTRODUCTIONS = "select worker_id, count(*) from introduction group by worker_id";

const STRETCH = 16_384;

/** The workers of all consortia, numbered in the order in which they were read, and where each goes. */
export class LoadedWorkers {
  private readonly ids = new IdTable();
  private readonly homes: WorkerIndex[] = [];
  private readonly homeNumbers = new Map<string, number>();
  private homeOf = new Uint32Array(0);
  private slotOf = new Uint32Array(0);
  private libraryOf = new Uint32Array(0);
  private termsOf = new Uint32Array(0);
  private hoursOf = new Float64Array(0);
  private order = new Uint32Array(0);
  private readonly words = new Uint32Array(4);
  /** What `find` gave for `words`. */
  private last = -1;

  constructor(private readonly pool: WorkerPool) {}

  get count(): number {
    return this.ids.end;
  }

  /** All of them, in the order of the slots that `settle` gave them. */
  get inOrder(): Uint32Array {
    return this.order;
  }

  /** The number of the worker whose id is in a field; -1 for one who was not read. */
  find(row: BinaryRow, field: number): number {
    // What somebody has mostly stands together, and people in the order in which they were read.
    if (row.hasWords(field, this.words)) return this.last;
    row.words(field, this.words);
    this.last = this.ids.isAt(this.last + 1, this.words) ? this.last + 1 : this.ids.find(this.words);
    return this.last;
  }

  /** Puts a worker into the pool; in order, because the index is built fastest so. */
  put(worker: number, skills: Uint32Array, goals: Uint32Array): void {
    this.homes[this.homeOf[worker]!]!.put(this.slotOf[worker]!, {
      library: this.libraryOf[worker]!,
      terms: this.termsOf[worker]!,
      hoursPerWeek: this.hoursOf[worker]!,
      skills,
      goals,
    });
  }

  /** Reads every worker in use. */
  async read(client: Client, onRow: () => void): Promise<void> {
    const libraryIn = this.numberingLibraries(await readLibraries(client));
    const introductions = await readIntroductions(client);
    const languageSets = new Map<string, string>();
    await readBinaryCopy(client, WORKERS, (row) => {
      const home = this.home(row);
      const index = this.homes[home]!;
      const worker = this.ids.addWords(row.words(0, this.words));
      this.last = worker;
      this.reserve(worker + 1);
      this.homeOf[worker] = home;
      this.libraryOf[worker] = row.isNull(2) ? 0 : libraryIn(home, row.raw(2));
      this.hoursOf[worker] = row.isNull(4) ? Number.NaN : row.float8(4);
      this.termsOf[worker] = packTerms({
        languageSet: index.languageSets.intern(languagesIn(row, 3, languageSets)),
        remote: row.byte(5) === 1,
        discoverability: visibilityIn(row, 6),
        availabilityVisibility: visibilityIn(row, 7),
        libraryVisibility: visibilityIn(row, 8),
        introductions: introductions.size === 0 ? 0 : (introductions.get(row.raw(0)) ?? 0),
      });
      onRow();
    });
  }

  /** Gives the number that a library has in one of the indexes, by the bytes of its id. */
  private numberingLibraries(libraries: ReadonlyMap<string, Place & { readonly id: string }>) {
    const known: Map<string, number>[] = [];
    return (home: number, raw: string): number => {
      known[home] ??= new Map();
      let number = known[home].get(raw);
      if (number === undefined) {
        const library = libraries.get(raw)!;
        number = this.homes[home]!.libraries.put(library.id, library);
        known[home].set(raw, number);
      }
      return number;
    };
  }

  /** Gives every worker a slot: those of one library stand together, and libraries of one place. */
  *settle(): Generator<void, void> {
    const { blocks, blockOf } = this.blocks();
    const starts = new Uint32Array(blocks.length + 1);
    const block = (worker: number) => blockOf[this.homeOf[worker]!]![this.libraryOf[worker]!]!;
    for (let worker = 0; worker < this.count; worker++) starts[block(worker) + 1]! += 1;
    for (let at = 0; at < blocks.length; at++) starts[at + 1]! += starts[at]!;
    this.order = new Uint32Array(this.count);
    const next = starts.slice();
    for (let worker = 0; worker < this.count; worker++) this.order[next[block(worker)]!++] = worker;
    if (this.homes.length === 1) this.homes[0]!.ids.reserve(this.count);
    for (let at = 0; at < blocks.length; at++) {
      const { home, library } = blocks[at]!;
      const index = this.homes[home]!;
      for (let place = starts[at]!; place < starts[at + 1]!; place++) {
        const worker = this.order[place]!;
        this.slotOf[worker] = index.ids.addWords(this.ids.wordsOf(worker, this.words));
        if (place % STRETCH === 0) yield;
      }
      index.blocks.append(library, index.ids.end);
    }
    for (const index of this.homes) index.ids.keepSlots();
  }

  /** Every library of every consortium, those of one place side by side, and by consortium and library its place there. */
  private blocks() {
    const blocks: { readonly home: number; readonly library: number }[] = [];
    const blockOf = this.homes.map(({ libraries }, home) => {
      const numbers = Array.from({ length: libraries.count }, (_, library) => library);
      numbers.sort((a, b) => libraries.placeNumber(a) - libraries.placeNumber(b) || a - b);
      const places: number[] = [];
      for (const library of numbers) places[library] = blocks.push({ home, library }) - 1;
      return places;
    });
    return { blocks, blockOf };
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
