/** Rarity never falls below this, so that a common skill still counts. */
const LEAST_RARITY = 0.2;
/** Documents at which the data has half the say and the neutral 1 the other half. */
const HALF_TRUST_DOCUMENTS = 50;

/**
 * How telling it is that something occurs in a document: ln(1 + (N - df + 0.5) / (df + 0.5)), always above 0.
 * @param documentFrequency in how many documents it occurs, 0 to `documents`
 * @param documents how many there are, 0 or more
 */
export const inverseDocumentFrequency = (documentFrequency: number, documents: number): number =>
  Math.log(1 + (documents - documentFrequency + 0.5) / (documentFrequency + 0.5));

/**
 * How rare a skill is, 0.2 to 1: its inverse document frequency as a part of the greatest possible one (that of a skill
 * which occurs nowhere), and drawn towards 1 while there are few documents. Source: docs/matching.md, rarity.
 * @param documentFrequency in how many documents the skill occurs, 0 to `documents`
 * @param documents how many profiles and open needs there are, 0 or more
 */
export function rarityOf(documentFrequency: number, documents: number): number {
  const part =
    inverseDocumentFrequency(documentFrequency, documents) / inverseDocumentFrequency(0, documents);
  const clamped = Math.min(1, Math.max(LEAST_RARITY, part));
  const trust = documents / (documents + HALF_TRUST_DOCUMENTS);
  return trust * clamped + (1 - trust);
}
