import fc from "fast-check";
import { learnedAffinity } from "../../../src/matching/affinity/learned.js";
import { affinitiesOf } from "./affinities-of.js";

describe("what a pair of skills teaches", () => {
  test.each([
    { together: 0, one: 10, other: 10, profiles: 1000, value: 0 },
    // The same ten people of a million: chance explains 0.0001 of them, and 3 * 0.01 more; (10 - 0.0301) / 10 = 0.99699.
    { together: 10, one: 10, other: 10, profiles: 1_000_000, value: 0.571346 },
    // Chance 16 * 36 / 57600 = 0.01 and 3 * 0.1 more: (1.51 - 0.31) / 24 = 0.05, half of the most.
    { together: 1.51, one: 16, other: 36, profiles: 57_600, value: 0.3 },
    // Chance 100 * 100 / 10000 = 1 and 3 more: (9 - 4) / 100 = 0.05.
    { together: 9, one: 100, other: 100, profiles: 10_000, value: 0.3 },
    // (29 - 4) / 100 = 0.25: 0.6 * 0.25 / 0.3.
    { together: 29, one: 100, other: 100, profiles: 10_000, value: 0.5 },
    // No more than chance: 4 where 1 is likely and 4 are possible, and 1000 where 1000 are likely.
    { together: 4, one: 100, other: 100, profiles: 10_000, value: 0 },
    { together: 1000, one: 2000, other: 5000, profiles: 10_000, value: 0 },
  ])("$together of $one and $other among $profiles: $value", ({ together, one, other, profiles, value }) => {
    expect(learnedAffinity(together, one, other, profiles)).toBeCloseTo(value, 6);
    expect(learnedAffinity(together, other, one, profiles)).toBe(
      learnedAffinity(together, one, other, profiles),
    );
  });

  it("is below 0.6, grows with those who have both, and with those who have neither", () => {
    const counts = fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000)).chain(([one, other]) =>
      fc.record({
        one: fc.constant(one),
        other: fc.constant(other),
        together: fc.nat(Math.min(one, other)),
        fewer: fc.nat(),
        profiles: fc.integer({ min: one + other, max: 4_000_000 }),
      }),
    );
    fc.assert(
      fc.property(counts, ({ one, other, together, fewer, profiles }) => {
        const value = learnedAffinity(together, one, other, profiles);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(0.6);
        expect(learnedAffinity(together, one, other, 2 * profiles)).toBeGreaterThanOrEqual(value);
        if (together > 0)
          expect(learnedAffinity(fewer % together, one, other, profiles)).toBeLessThanOrEqual(value);
      }),
    );
  });

  it("is next to nothing in profiles that are filled by chance", () => {
    // 4000 people with 8 of 100 skills each, the first being the commonest.
    let state = 1;
    const unit = () => {
      state = Math.imul(state, 48271) % 0x7fffffff;
      return state / 0x7fffffff;
    };
    const counts = new Map<string, number>();
    const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
    for (let person = 0; person < 4000; person++) {
      const skills = new Set<number>();
      while (skills.size < 8) skills.add(Math.floor(unit() ** 2 * 100));
      for (const one of skills) for (const other of skills) if (one <= other) count(`${one} ${other}`);
    }
    const of = (one: number, other: number) => counts.get(`${one} ${other}`) ?? 0;
    let links = 0;
    for (let one = 0; one < 100; one++)
      for (let other = one + 1; other < 100; other++)
        if (learnedAffinity(of(one, other), of(one, one), of(other, other), 4000) >= 0.1) links += 1;
    // Of 4950 pairs; one in a thousand would be 5.
    expect(links).toBeLessThan(15);
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
