import fc from "fast-check";
import { learnedAffinity } from "../../../src/matching/affinity/learned.js";
import { affinitiesOf } from "./affinities-of.js";

describe("what a pair of skills teaches", () => {
  test.each([
    { together: 0, one: 10, other: 10, value: 0 },
    // The same people have both.
    { together: 10, one: 10, other: 10, value: 0.6 },
    // Cosine 5 / sqrt(10 * 10) = 0.5, which counts in full.
    { together: 5, one: 10, other: 10, value: 0.6 },
    // Cosine 6 / sqrt(16 * 36) = 0.25, twice that of 0.6.
    { together: 6, one: 16, other: 36, value: 0.3 },
    // Cosine 5 / sqrt(50 * 200) = 0.05.
    { together: 5, one: 50, other: 200, value: 0.06 },
  ])("$together of $one and $other: $value", ({ together, one, other, value }) => {
    expect(learnedAffinity(together, one, other)).toBeCloseTo(value, 12);
    expect(learnedAffinity(together, other, one)).toBe(learnedAffinity(together, one, other));
  });

  it("is never more than 0.6 and grows with those who have both", () => {
    const counts = fc
      .tuple(fc.nat(1_000_000), fc.nat(1_000_000))
      .chain(([one, other]) =>
        fc.tuple(fc.constant(one), fc.constant(other), fc.nat(Math.min(one, other)), fc.nat()),
      );
    fc.assert(
      fc.property(counts, ([one, other, together, fewer]) => {
        const value = learnedAffinity(together, one, other);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(0.6);
        if (together > 0) expect(learnedAffinity(fewer % together, one, other)).toBeLessThanOrEqual(value);
      }),
    );
  });
});

describe("learned links", () => {
  const skill = { isAssignable: true, broader: [], narrower: [], related: [] };
  const concepts = new Map([
    ["a", { ...skill, label: "weaving", related: ["b"] }],
    ["b", { ...skill, label: "knitting", related: ["a"] }],
    ["c", { ...skill, label: "bookkeeping" }],
    ["heading", { ...skill, label: "crafts", isAssignable: false }],
  ]);

  it("count where no other link is as strong, and come last among equal ones", () => {
    const learned = (value: number) =>
      affinitiesOf(concepts, {
        a: [
          { from: "b", value },
          { from: "c", value: 0.3 },
        ],
      });
    expect(learned(0.5).link("b", "a")).toEqual({ kind: "RELATED", value: 0.5, path: ["b", "a"] });
    expect(learned(0.55).link("b", "a")).toEqual({ kind: "LEARNED", value: 0.55, path: ["b", "a"] });
    expect(learned(0.5).neighbours("a")).toEqual([
      ["b", 0.5],
      ["c", 0.3],
    ]);
    // Only what was learned for a required skill counts for it.
    expect(learned(0.5).affinity("a", "c")).toBe(0);
  });

  it("neither lead from a heading nor to one, nor from what is unknown", () => {
    const learned = [
      { from: "heading", value: 0.6 },
      { from: "gone", value: 0.6 },
    ];
    const affinities = affinitiesOf(concepts, { a: learned, heading: [{ from: "a", value: 0.6 }] });
    expect(affinities.neighbours("a")).toEqual([["b", 0.5]]);
    expect(affinities.neighbours("heading")).toEqual([]);
  });
});
