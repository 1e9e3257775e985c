import fc from "fast-check";
import { inverseDocumentFrequency, rarityOf } from "../../../src/matching/affinity/rarity.js";

describe("how rare a skill is", () => {
  test.each([
    // N = 0: nothing is known, so trust is 0.
    { documents: 0, documentFrequency: 0, rarity: 1 },
    // The greatest idf over itself is 1, whatever the trust.
    { documents: 50, documentFrequency: 0, rarity: 1 },
    // ln(1 + 50.5/0.5) = ln 102 = 4.624973; ln(1 + 49.5/1.5) = ln 34 = 3.526361; part 0.762461; trust 0.5.
    { documents: 50, documentFrequency: 1, rarity: 0.8812303 },
    // ln(1 + 900.5/50.5) = ln 18.83168 = 2.935540... over ln(1902) = 7.550661; part 0.388779; trust 950/1000.
    { documents: 950, documentFrequency: 50, rarity: 0.95 * (2.93554 / 7.550661) + 0.05 },
    // In every document: ln(1 + 0.5/950.5) is next to 0, so 0.2 of it stays: 0.95 * 0.2 + 0.05.
    { documents: 950, documentFrequency: 950, rarity: 0.24 },
  ])("$documentFrequency in $documents documents: $rarity", ({ documents, documentFrequency, rarity }) => {
    expect(rarityOf(documentFrequency, documents)).toBeCloseTo(rarity, 6);
  });

  it("stays between 0.2 and 1 and falls as a skill gets commoner", () => {
    const counts = fc
      .nat(3_000_000)
      .chain((documents) => fc.tuple(fc.constant(documents), fc.nat(documents), fc.nat(documents)));
    fc.assert(
      fc.property(counts, ([documents, one, other]) => {
        const [rarer, commoner] = [Math.min(one, other), Math.max(one, other)];
        expect(rarityOf(rarer, documents)).toBeGreaterThanOrEqual(rarityOf(commoner, documents));
        expect(rarityOf(rarer, documents)).toBeLessThanOrEqual(1);
        expect(rarityOf(commoner, documents)).toBeGreaterThanOrEqual(0.2);
        expect(inverseDocumentFrequency(commoner, documents)).toBeGreaterThan(0);
      }),
    );
  });
});
