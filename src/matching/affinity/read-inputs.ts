import {
  allConcepts,
  broaderEdges,
  builtWords,
  countDocuments,
  countSkills,
  narrowerEdges,
  type Run,
  relatedEdges,
} from "./affinity.reads.js";
import type { Concept, Concepts } from "./concepts.js";
import { LexicalIndex, WordCounts } from "./lexical.js";
import { inSlices } from "./slices.js";

/** The whole taxonomy, as the database has it. */
export async function readConcepts(run: Run): Promise<Concepts> {
  const concepts = await run<{ id: string; label: string; isAssignable: boolean }>(allConcepts);
  const broader = await edges(run, broaderEdges);
  const narrower = await edges(run, narrowerEdges);
  const related = await edges(run, relatedEdges);
  return new Map(
    concepts.map(({ id, label, isAssignable }): [string, Concept] => [
      id,
      {
        label,
        isAssignable,
        broader: broader.get(id) ?? [],
        narrower: narrower.get(id) ?? [],
        related: related.get(id) ?? [],
      },
    ]),
  );
}

async function edges(run: Run, statement: typeof broaderEdges): Promise<ReadonlyMap<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { from, to } of await run<{ from: string; to: string }>(statement)) {
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

export async function readOccurrences(run: Run): Promise<Occurrences> {
  const [count] = await run<{ profiles: number; needs: number }>(countDocuments);
  const rows = await run<{ id: string; profiles: number; documents: number }>(countSkills);
  const { profiles, needs } = count!;
  return {
    profiles,
    documents: profiles + needs,
    bySkill: new Map(rows.map((row) => [row.id, { profiles: row.profiles, documents: row.documents }])),
  };
}

/** The words as the newest full build counted them. */
export async function readWordCounts(run: Run, labels: number): Promise<WordCounts> {
  const counts = new WordCounts(labels);
  for (const { word, frequency } of await run<{ word: string; frequency: number }>(builtWords))
    counts.frequencies.set(word, frequency);
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
