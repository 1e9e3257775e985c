import type { EntityManager } from "typeorm";
import {
  BEFORE_ALL,
  broaderEdges,
  builtWords,
  countDocuments,
  countSkills,
  fetched,
  inBatches,
  narrowerEdges,
  type Run,
  relatedEdges,
  someConcepts,
} from "./affinity.reads.js";
import type { Concept, Concepts } from "./concepts.js";
import { LexicalIndex, WordCounts } from "./lexical.js";
import { inSlices } from "./slices.js";

interface ConceptRow {
  readonly id: string;
  readonly label: string;
  readonly isAssignable: boolean;
}

/** The whole taxonomy, as the database has it. */
export async function readConcepts(run: Run): Promise<Concepts> {
  const concepts = new Map<string, Concept>();
  let after = BEFORE_ALL;
  for await (const rows of inBatches<ConceptRow>(run, someConcepts)) {
    const range = [after, rows.at(-1)!.id];
    const broader = await edges(run, broaderEdges, range);
    const narrower = await edges(run, narrowerEdges, range);
    const related = await edges(run, relatedEdges, range);
    const of = (found: ReadonlyMap<string, string[]>, id: string) => found.get(id) ?? [];
    for (const { id, label, isAssignable } of rows)
      concepts.set(id, {
        label,
        isAssignable,
        broader: of(broader, id),
        narrower: of(narrower, id),
        related: of(related, id),
      });
    after = range[1]!;
  }
  return concepts;
}

async function edges(
  run: Run,
  statement: typeof broaderEdges,
  range: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { from, to } of await run<{ from: string; to: string }>(statement, range)) {
    const others = found.get(from);
    if (others) others.push(to);
    else found.set(from, [to]);
  }
  return found;
}

/** In how many documents each skill occurs, counting only what partners may see. */
export interface Occurrences {
  /** Profiles that partners may find. */
  readonly profiles: number;
  /** These and the open needs. */
  readonly documents: number;
  readonly bySkill: ReadonlyMap<string, { readonly profiles: number; readonly documents: number }>;
}

interface CountRow {
  readonly id: string;
  readonly profiles: number;
  readonly documents: number;
}

export async function readOccurrences(manager: EntityManager): Promise<Occurrences> {
  const [{ profiles, needs }] = await manager.query(countDocuments.text);
  const bySkill = new Map<string, Omit<CountRow, "id">>();
  for await (const rows of fetched<CountRow>(manager, countSkills))
    for (const { id, ...counts } of rows) bySkill.set(id, counts);
  return { profiles, documents: profiles + needs, bySkill };
}

/** The words as the newest full build counted them. */
export async function readWordCounts(run: Run, labels: number): Promise<WordCounts> {
  const counts = new WordCounts(labels);
  for await (const rows of inBatches<{ id: string; frequency: number }>(run, builtWords, ""))
    for (const { id, frequency } of rows) counts.frequencies.set(id, frequency);
  return counts;
}

/** Counts the words of the labels of everything that can be had. */
export async function wordCountsOf(concepts: Concepts): Promise<WordCounts> {
  const pause = inSlices();
  const counts = new WordCounts();
  for (const { label, isAssignable } of concepts.values()) {
    if (isAssignable) counts.add(label);
    await pause();
  }
  return counts;
}

/** The labels of everything that can be had. */
export async function lexicalIndexOf(concepts: Concepts, counts: WordCounts): Promise<LexicalIndex> {
  const pause = inSlices();
  const index = new LexicalIndex(counts);
  for (const [id, { label, isAssignable }] of concepts) {
    if (isAssignable) index.set(id, label);
    await pause();
  }
  return index;
}
