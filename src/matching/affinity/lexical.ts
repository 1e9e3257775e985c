import { inverseDocumentFrequency } from "./rarity.js";

/** Words that say nothing about a skill; "s" is what is left of a possessive. */
const STOP_WORDS = new Set("a an and as at by for from in into of on or s the to with".split(" "));
const LATIN_ACCENTS = /[\u0300-\u036f]/g;
/** Marks belong to words: without them the vowels of Hindi or Thai would split them. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** A cosine below this says more about common words than about the skills. */
const LEAST_COSINE = 0.35;
/** Rounding may not drop a label that lies on the bound. */
const ROUNDING = 1e-9;

/** The telling words of a label, each once: lower-case, without accents, without English stop words. */
export function tokensOf(label: string): string[] {
  const words = label.normalize("NFKD").replace(LATIN_ACCENTS, "").toLowerCase().match(WORD) ?? [];
  return [...new Set(words)].filter((word) => !STOP_WORDS.has(word));
}

/** In how many labels words occurred when they were counted. Without any, all words weigh the same. */
export class WordCounts {
  readonly frequencies = new Map<string, number>();

  /** @param labels how many were counted; 0 or more */
  constructor(public labels = 0) {}

  /** Counts one more label. */
  add(label: string): void {
    this.labels += 1;
    for (const word of tokensOf(label)) this.frequencies.set(word, this.frequency(word) + 1);
  }

  /** 0 for a word that was in none. */
  frequency(word: string): number {
    return this.frequencies.get(word) ?? 0;
  }
}

interface Token {
  readonly word: string;
  readonly frequency: number;
  /** Square of its weight. */
  readonly square: number;
  /** Ids of the labels that have it. */
  readonly ids: string[];
}

interface LabelVector {
  /** The rarest first, equally rare ones by word. */
  readonly tokens: readonly Token[];
  /** Sum of the squares of their weights. */
  readonly square: number;
}

const rarestFirst = (one: Token, other: Token) =>
  one.frequency - other.frequency || (one.word < other.word ? -1 : 1);

/**
 * Finds labels that share telling words: the cosine of their tokens, each weighted by how rare it was among labels when
 * they were counted. The weights do not change as labels come and go, so that one new label leaves the others' alone.
 */
export class LexicalIndex {
  private readonly tokens = new Map<string, Token>();
  private readonly vectors = new Map<string, LabelVector>();

  constructor(private readonly counts: WordCounts) {}

  /** Gives something a label, in place of the one it had. */
  set(id: string, label: string): void {
    this.remove(id);
    const tokens = tokensOf(label)
      .map((word) => this.token(word))
      .sort(rarestFirst);
    for (const token of tokens) token.ids.push(id);
    this.vectors.set(id, { tokens, square: sumOfSquares(tokens) });
  }

  /** Forgets something and its label. */
  remove(id: string): void {
    for (const token of this.vectors.get(id)?.tokens ?? []) token.ids.splice(token.ids.indexOf(id), 1);
    this.vectors.delete(id);
  }

  /**
   * The ids of the other labels whose cosine with that of `id` is at least 0.35, with that cosine, up to 1; in no
   * particular order.
   */
  *similar(id: string): Iterable<readonly [id: string, cosine: number]> {
    const vector = this.vectors.get(id);
    if (!vector) return;
    for (const other of sharingTellingWords(vector)) {
      if (other === id) continue;
      const cosine = cosineOf(vector, this.vectors.get(other)!);
      if (cosine >= LEAST_COSINE) yield [other, cosine];
    }
  }

  private token(word: string): Token {
    let token = this.tokens.get(word);
    if (!token) {
      const frequency = this.counts.frequency(word);
      const square = inverseDocumentFrequency(frequency, this.counts.labels) ** 2;
      token = { word, frequency, square, ids: [] };
      this.tokens.set(word, token);
    }
    return token;
  }
}

/**
 * Every label that can reach the least cosine. One that shares only the tokens from some place on has at most the
 * cosine sqrt(their squares / all squares); so the lists of the commonest tokens are never read.
 */
function sharingTellingWords({ tokens, square }: LabelVector): Set<string> {
  const found = new Set<string>();
  let left = square;
  for (const token of tokens) {
    if (left < LEAST_COSINE ** 2 * square * (1 - ROUNDING)) break;
    for (const id of token.ids) found.add(id);
    left -= token.square;
  }
  return found;
}

function cosineOf(one: LabelVector, other: LabelVector): number {
  const shared = one.tokens.filter((token) => other.tokens.includes(token));
  // One root of the product, not a product of roots: equal labels give exactly 1.
  return sumOfSquares(shared) / Math.sqrt(one.square * other.square);
}

/** In the order of tokens, which all labels have in common, so that the last bit does not depend on who asks. */
const sumOfSquares = (tokens: readonly Token[]): number =>
  tokens.reduce((sum, token) => sum + token.square, 0);
