import fc from "fast-check";
import { gini } from "../../src/showcase/index.js";

const amounts = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 });

/** Each amount by itself, as it comes. */
const each = (values: readonly number[]) => values.map((value) => [value, 1] as const);

/** As it is defined: the mean difference of all pairs, over twice the mean. */
function byPairs(values: readonly number[]): number | null {
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total === 0) return null;
  const n = values.length;
  let differences = 0;
  for (const one of values) for (const other of values) differences += Math.abs(one - other);
  return differences / (n * n) / (2 * (total / n));
}

describe("the Gini coefficient", () => {
  it("is half of the relative mean difference of all pairs", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const expected = byPairs(values);
        if (expected === null) expect(gini(each(values))).toBeNull();
        else expect(gini(each(values))).toBeCloseTo(expected, 12);
      }),
    );
  });

  it("does not care how equal amounts are told, or in which order", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const counted = new Map<number, number>();
        for (const value of values.toReversed()) counted.set(value, (counted.get(value) ?? 0) + 1);
        const [together, singly] = [gini([...counted]), gini(each(values))];
        if (singly === null) expect(together).toBeNull();
        else expect(together).toBeCloseTo(singly, 12);
      }),
    );
  });

  it("is 0 where all have the same, and (n - 1) / n where one has everything", () => {
    for (const n of [1, 2, 7, 100]) {
      expect(gini([[3, n]])).toBe(0);
      expect(
        gini([
          [0, n - 1],
          [5, 1],
        ]),
      ).toBeCloseTo((n - 1) / n, 12);
    }
  });

  it("falls when somebody who has more gives to somebody who has less", () => {
    fc.assert(
      fc.property(amounts, fc.nat(), fc.nat(), (values, at, to) => {
        const [giver, taker] = [at % values.length, to % values.length];
        fc.pre(values.length > 0 && values[giver]! >= values[taker]! + 2);
        const after = values.map((value, i) => value - Number(i === giver) + Number(i === taker));
        expect(gini(each(after))!).toBeLessThan(gini(each(values))!);
      }),
    );
  });

  it("says nothing where there is nothing", () => {
    expect(gini([])).toBeNull();
    expect(gini([[0, 12]])).toBeNull();
  });
});
