import { Affinities } from "../../../src/matching/affinity/affinities.js";
import type { Concepts } from "../../../src/matching/affinity/concepts.js";
import { LexicalIndex, WordCounts } from "../../../src/matching/affinity/lexical.js";
import type { ListedLink } from "../../../src/matching/affinity/link.js";
import { LinkFinder } from "../../../src/matching/affinity/link-finder.js";

/** Links that were learned, by required skill. */
export type Learned = Readonly<Record<string, readonly Pick<ListedLink, "from" | "value">[]>>;

/** The affinities of a taxonomy of which nothing was built before, worked out in one go. */
export function affinitiesOf(concepts: Concepts, learned: Learned = {}): Affinities {
  const counts = new WordCounts();
  const skills = [...concepts].filter(([, { isAssignable }]) => isAssignable);
  for (const [, { label }] of skills) counts.add(label);
  const words = new LexicalIndex(counts);
  for (const [id, { label }] of skills) words.set(id, label);
  const finder = new LinkFinder(concepts, words);
  return Affinities.none().with(
    new Map([...concepts.keys()].map((id) => [id, finder.links(id, learned[id] ?? [])])),
  );
}
