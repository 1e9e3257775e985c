/** How good one ranking is, each 0 to 1. */
export interface Judgement {
  /** Mean of the precision at every relevant place. */
  readonly averagePrecision: number;
  /** Normalised discounted cumulative gain of the first ten; every relevant one gains 1. */
  readonly ndcg10: number;
  /** 1 / place of the first relevant one. */
  readonly reciprocalRank: number;
}

const FIRST = 10;
const discount = (place: number): number => 1 / Math.log2(place + 1);

/**
 * Judges the ranking that scores make; equal ones rank by number, which says nothing about relevance.
 * @param ranked numbers of those who are ranked
 * @returns null where none of them is relevant
 */
export function judge(
  scores: Float64Array,
  ranked: readonly number[],
  isRelevant: (number: number) => boolean,
): Judgement | null {
  const order = ranked.toSorted((one, other) => scores[other]! - scores[one]! || one - other);
  let [found, precision, gain, ideal, first] = [0, 0, 0, 0, 0];
  order.forEach((number, index) => {
    if (!isRelevant(number)) return;
    const place = index + 1;
    found += 1;
    precision += found / place;
    if (place <= FIRST) gain += discount(place);
    if (found <= FIRST) ideal += discount(found);
    first ||= place;
  });
  if (found === 0) return null;
  return { averagePrecision: precision / found, ndcg10: gain / ideal, reciprocalRank: 1 / first };
}
