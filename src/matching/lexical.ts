import { inverseDocumentFrequency } from "./rarity.js";

/** Words that say nothing about a skill; "s" is what is left of a possessive. */
const STOP_WORDS = new Set("a an and as at by for from in into of on or s the to with".split(" "));
const LATIN_ACCENTS = /[\u0300-\u036f]/g;
/** Marks belong to words: without them the vowels of Hindi or Thai would split them. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** A cosine below this says more about common words than about the skills. */
const LEAST_COSINE = 0.5;
/** Rounding may not drop a label that lies on the bound. */
const ROUNDING = 1e-9;

/** The telling words of a label, each once: lower-case, without accents, without English stop words. */
export function tokensOf(label: string): string[] {
  const words = label.normalize("NFKD").replace(LATIN_ACCENTS, "").toLowerCase().match(WORD) ?? [];
  return [...new Set(words)].filter((word) => !STOP_WORDS.has(word));
}

interface LabelVector {
  /** Numbers of the label's tokens, ascending: the rarest first. */
  readonly tokens: readonly number[];
  /** Sum of the squares of their weights. */
  readonly square: number;
}

/** Finds labels that share telling words: the cosine of their tokens, each weighted by how rare it is among labels. */
export class LexicalIndex {
  /** Square of each token's weight, by its number. */
  private readonly squares: readonly number[];
  private readonly postings: readonly string[][];
  private readonly vectors = new Map<string, LabelVector>();

  /** @param labels pairs of id and label, each id once */
  constructor(labels: Iterable<readonly [id: string, label: string]>) {
    const words = new Map([...labels].map(([id, label]) => [id, tokensOf(label)] as const));
    const frequencies = new Map<string, number>();
    for (const word of [...words.values()].flat()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
    const rarestFirst = [...frequencies].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
    const numbers = new Map(rarestFirst.map(([word], number) => [word, number]));
    this.squares = rarestFirst.map(([, frequency]) => inverseDocumentFrequency(frequency, words.size) ** 2);
    this.postings = rarestFirst.map(() => []);
    for (const [id, own] of words) {
      const tokens = own.map((word) => numbers.get(word)!).sort((a, b) => a - b);
      for (const token of tokens) this.postings[token]!.push(id);
      this.vectors.set(id, { tokens, square: this.sumOfSquares(tokens) });
    }
  }

  /** The ids of the other labels whose cosine with that of `id` is at least 0.5, with that cosine, up to 1. */
  *similar(id: string): Iterable<readonly [id: string, cosine: number]> {
    const vector = this.vectors.get(id);
    if (!vector) return;
    for (const other of this.sharingTellingWords(vector)) {
      if (other === id) continue;
      const cosine = this.cosine(vector, this.vectors.get(other)!);
      if (cosine >= LEAST_COSINE) yield [other, cosine];
    }
  }

  /**
   * Every label that can reach the least cosine. One that shares only the tokens from some place on has at most the
   * cosine sqrt(their squares / all squares); so the lists of the commonest tokens are never read.
   */
  private sharingTellingWords({ tokens, square }: LabelVector): Set<string> {
    const found = new Set<string>();
    let left = square;
    for (const token of tokens) {
      if (left < LEAST_COSINE ** 2 * square * (1 - ROUNDING)) break;
      for (const id of this.postings[token]!) found.add(id);
      left -= this.squares[token]!;
    }
    return found;
  }

  private cosine(one: LabelVector, other: LabelVector): number {
    const shared = one.tokens.filter((token) => other.tokens.includes(token));
    // One root of the product, not a product of roots: equal labels give exactly 1.
    return this.sumOfSquares(shared) / Math.sqrt(one.square * other.square);
  }

  /** In ascending order of tokens, so that the last bit does not depend on who asks. */
  private sumOfSquares(tokens: readonly number[]): number {
    return tokens.reduce((sum, token) => sum + this.squares[token]!, 0);
  }
}
