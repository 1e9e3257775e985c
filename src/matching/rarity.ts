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

/** Counts in how many documents (profiles and open needs) each skill occurs, and says how rare it is. */
export class Rarities {
  private readonly frequencies = new Map<string, number>();
  private documents = 0;

  /**
   * Counts one more document.
   * @param skillIds the skills in it; one that is given twice counts once
   */
  add(skillIds: Iterable<string>): void {
    this.documents += 1;
    for (const skillId of new Set(skillIds))
      this.frequencies.set(skillId, (this.frequencies.get(skillId) ?? 0) + 1);
  }

  /**
   * Takes back a document.
   * @param skillIds the skills that it was added with
   */
  remove(skillIds: Iterable<string>): void {
    this.documents -= 1;
    for (const skillId of new Set(skillIds)) {
      const left = (this.frequencies.get(skillId) ?? 0) - 1;
      if (left > 0) this.frequencies.set(skillId, left);
      else this.frequencies.delete(skillId);
    }
  }

  /** How rare a skill is now, 0.2 to 1; 1 while nothing has been counted. See `rarityOf`. */
  rarity(skillId: string): number {
    return rarityOf(this.frequencies.get(skillId) ?? 0, this.documents);
  }
}
