import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import type { DataSource, EntityManager } from "typeorm";
import { writeOutbox } from "../../platform/database/outbox.js";
import { type CopyValue, copyRows } from "../../platform/import/copy-rows.js";
import { AffinityBuild } from "./affinity.entities.js";
import { readingIn } from "./affinity.reads.js";
import { alone, aloneWithin } from "./affinity-lock.js";
import { type Concepts, fingerprintOf } from "./concepts.js";
import { type LearnedBySkill, learnFromProfiles } from "./learn-from-profiles.js";
import { LEAST_WORKERS } from "./learned.js";
import { STORED_LINK_KINDS, type StoredLinkKind } from "./link.js";
import { LinkFinder } from "./link-finder.js";
import {
  lexicalIndexOf,
  type Occurrences,
  readConcepts,
  readOccurrences,
  wordCountsOf,
} from "./read-inputs.js";
import { inSlices } from "./slices.js";
import { nextVersion } from "./store-links.js";

export interface BuildOptions {
  /** Told how far each stage is; the stages follow one another. */
  readonly onProgress?: (stage: string, done: number, total: number) => void;
  /** Pairs of skills that fewer workers have together are not learned from; 5 when left out, at least 2. */
  readonly leastWorkers?: number;
}

/** What a full build has found. */
export interface BuildReport {
  readonly version: number;
  /** Profiles that partners may find. */
  readonly profiles: number;
  /** These and the open needs. */
  readonly documents: number;
  readonly leastWorkers: number;
  /** How many links there are of each kind. */
  readonly links: Readonly<Record<StoredLinkKind, number>>;
}

/**
 * Works out anew what stands in for each skill and how rare each is, counting profiles, needs and words. Builds follow
 * one another; until one is committed everybody sees the one before it.
 * @param dataSource a patient one, without limits on what it waits for
 */
export const rebuildAffinities = (dataSource: DataSource, options: BuildOptions = {}): Promise<BuildReport> =>
  alone(dataSource, (manager) => buildAffinities(manager, options));

/** `rebuildAffinities` as a part of a transaction, which counts what that has written. */
export async function rebuildAffinitiesWithin(
  manager: EntityManager,
  options: BuildOptions = {},
): Promise<BuildReport> {
  await aloneWithin(manager);
  return await buildAffinities(manager, options);
}

/** The same in a transaction that holds the lock already. */
export async function buildAffinities(
  manager: EntityManager,
  options: BuildOptions = {},
): Promise<BuildReport> {
  const { onProgress = () => {}, leastWorkers = LEAST_WORKERS } = options;
  if (!Number.isInteger(leastWorkers) || leastWorkers < 2)
    throw new RangeError("A link that is learned from one worker would tell what that worker can do.");
  const run = readingIn(manager);
  onProgress("Counting", 0, 1);
  const concepts = await readConcepts(run);
  const occurrences = await readOccurrences(manager);
  onProgress("Counting", 1, 1);
  const learned = await learnFromProfiles(manager, occurrences, leastWorkers, (done, total) =>
    onProgress("Learning from profiles", done, total),
  );
  const writing = new BuildWriting(manager, concepts, learned);
  const { labels, links } = await writing.write(occurrences, (done, total) =>
    onProgress("Linking skills", done, total),
  );
  const { profiles, documents } = occurrences;
  const version = await nextVersion(manager);
  const count = Object.values(links).reduce((sum, of) => sum + of, 0);
  await manager.insert(AffinityBuild, {
    version,
    kind: "FULL",
    documents,
    profiles,
    labels,
    leastWorkers,
    links: count,
  });
  await writeOutbox(manager, [{ topic: "affinity", ids: [] }], randomUUID());
  return { version, profiles, documents, leastWorkers, links };
}

const TABLES = ["skill_affinity", "learned_affinity", "affinity_skill", "affinity_word"] as const;

/** Replaces the rows of all tables of affinity. */
class BuildWriting {
  private readonly links = Object.fromEntries(STORED_LINK_KINDS.map((kind) => [kind, 0])) as Record<
    StoredLinkKind,
    number
  >;

  constructor(
    private readonly manager: EntityManager,
    private readonly concepts: Concepts,
    private readonly learned: LearnedBySkill,
  ) {}

  async write({ bySkill }: Occurrences, onProgress: (done: number, total: number) => void) {
    const client: PoolClient = await this.manager.queryRunner!.connect();
    const counts = await wordCountsOf(this.concepts);
    const finder = new LinkFinder(this.concepts, await lexicalIndexOf(this.concepts, counts));
    for (const table of TABLES) await this.manager.query(`delete from ${table}`);
    await copyRows(client, "affinity_word (word, label_frequency)", counts.frequencies);
    await copyRows(
      client,
      "affinity_skill (skill_id, fingerprint, document_frequency)",
      this.skillRows((id) => bySkill.get(id)?.documents ?? 0),
    );
    await copyRows(client, "learned_affinity (to_id, from_id, value)", this.learnedRows());
    await copyRows(
      client,
      "skill_affinity (to_id, from_id, kind, value, via_id)",
      this.linkRows(finder, onProgress),
    );
    await this.manager.query(`analyze ${TABLES.join(", ")}`);
    return { labels: counts.labels, links: this.links };
  }

  private async *skillRows(frequencyOf: (id: string) => number): AsyncGenerator<CopyValue[]> {
    const pause = inSlices();
    for (const [id, concept] of this.concepts) {
      yield [id, fingerprintOf(concept), frequencyOf(id)];
      await pause();
    }
  }

  private async *learnedRows(): AsyncGenerator<CopyValue[]> {
    const pause = inSlices();
    for (const [to, links] of this.learned) {
      for (const { from, value } of links) yield [to, from, value];
      await pause();
    }
  }

  /** Worked out while they are written. */
  private async *linkRows(
    finder: LinkFinder,
    onProgress: (done: number, total: number) => void,
  ): AsyncGenerator<CopyValue[]> {
    const pause = inSlices();
    let done = 0;
    for (const to of this.concepts.keys()) {
      for (const { from, kind, value, via } of finder.links(to, this.learned.get(to) ?? [])) {
        this.links[kind] += 1;
        yield [to, from, kind, value, via];
      }
      done += 1;
      if (done % 100 === 0 || done === this.concepts.size) onProgress(done, this.concepts.size);
      await pause();
    }
  }
}
