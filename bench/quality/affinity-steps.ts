import type { Concepts } from "../../src/matching/affinity/concepts.js";
import { LexicalIndex, WordCounts } from "../../src/matching/affinity/lexical.js";
import type { ListedLink } from "../../src/matching/affinity/link.js";
import { type LearnedLinks, LinkFinder } from "../../src/matching/affinity/link-finder.js";
import { lexicalIndexOf, wordCountsOf } from "../../src/matching/affinity/read-inputs.js";

/** The product's affinity, with more and more of what it is made from. */
export class AffinitySteps {
  private readonly byTaxonomy = new Map<string, readonly ListedLink[]>();
  private readonly byWords = new Map<string, readonly ListedLink[]>();

  private constructor(
    private readonly withoutWords: LinkFinder,
    private readonly whole: LinkFinder,
  ) {}

  static async of(concepts: Concepts): Promise<AffinitySteps> {
    const words = await lexicalIndexOf(concepts, await wordCountsOf(concepts));
    const noWords = new LexicalIndex(new WordCounts());
    return new AffinitySteps(new LinkFinder(concepts, noWords), new LinkFinder(concepts, words));
  }

  /** Broader, narrower, related and sibling skills. */
  readonly taxonomy = (required: string): readonly ListedLink[] =>
    remembered(this.byTaxonomy, required, () => this.withoutWords.links(required, []));

  /** And those with similar labels. */
  readonly lexical = (required: string): readonly ListedLink[] =>
    remembered(this.byWords, required, () => this.whole.links(required, []));

  /** And what was learned. */
  readonly learned = (required: string, links: LearnedLinks): readonly ListedLink[] =>
    this.whole.links(required, links);
}

function remembered<Value>(known: Map<string, Value>, key: string, work: () => Value): Value {
  const value = known.get(key) ?? work();
  known.set(key, value);
  return value;
}
