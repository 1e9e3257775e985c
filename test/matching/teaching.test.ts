import fc from "fast-check";
import { RANK_ORDERS } from "../../src/matching/engine/rank-order.js";
import { harmonicMean } from "../../src/matching/formula.js";
import { exchangeOf, exchangeRank, taughtPart, teachingOf } from "../../src/matching/teaching.js";

const part = fc.double({ min: 0, max: 1, noNaN: true });
const goal = fc
  .record({
    skillId: fc.constantFrom("a", "b", "c"),
    current: fc.integer({ min: 0, max: 4 }),
    up: fc.integer({ min: 1, max: 5 }),
    priority: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ up, ...rest }) => ({ ...rest, id: "goal", target: Math.min(5, rest.current + up) }));
const held = fc.record({
  skillId: fc.constantFrom("a", "b", "c"),
  level: fc.integer({ min: 1, max: 5 }),
});
const same = { affinity: (from: string, to: string) => (from === to ? 1 : 0.3) };

describe("what somebody can teach", () => {
  it.each([
    [0, 0, 3, 0],
    [1, 0, 3, 1 / 3],
    [3, 0, 3, 1],
    [5, 0, 3, 1],
    [2, 2, 4, 0],
    [1, 2, 4, 0],
    [3, 2, 4, 0.5],
    [5, 4, 5, 1],
  ])("at level %i, of the way from %i to %i, is %d of it", (level, current, target, expected) => {
    expect(taughtPart(level, { current, target })).toBe(expected);
  });

  it("is from 0 to 1, and no goal and no skill more lowers it", () => {
    fc.assert(
      fc.property(
        fc.array(held),
        fc.array(goal, { maxLength: 20 }),
        held,
        goal,
        (skills, goals, more, another) => {
          const teaching = teachingOf({ skills }, goals, same);
          expect(teaching).toBeGreaterThanOrEqual(0);
          expect(teaching).toBeLessThanOrEqual(1);
          expect(teachingOf({ skills: [...skills, more] }, goals, same)).toBeGreaterThanOrEqual(teaching);
          expect(teachingOf({ skills }, [...goals, another], same)).toBeGreaterThanOrEqual(teaching);
        },
      ),
    );
  });

  it("is all of it where a goal that matters most is taught to its end", () => {
    fc.assert(
      fc.property(fc.array(goal, { maxLength: 20 }), goal, (goals, last) => {
        const skills = [{ skillId: last.skillId, level: last.target }];
        expect(teachingOf({ skills }, [...goals, { ...last, priority: 3 }], same)).toBe(1);
      }),
    );
  });
});

describe("the order by exchange", () => {
  const { rank, bound, leastGrowth } = RANK_ORDERS.EXCHANGE;
  const scores = (growth: number, coverage: number) => ({
    ...{ growth, coverage },
    score: harmonicMean(growth, coverage),
  });

  it("is bounded by the growth, so that nobody is left out who belongs in", () => {
    fc.assert(
      fc.property(part, part, part, (growth, coverage, teaching) => {
        const ranked = rank(scores(growth, coverage), 0, teaching);
        expect(ranked).toBeLessThanOrEqual(bound(growth) + 1e-12);
        expect(leastGrowth(ranked)).toBeLessThanOrEqual(growth + 1e-9);
      }),
      { numRuns: 2000 },
    );
  });

  it("has tight bounds: full coverage and teaching reach them", () => {
    fc.assert(
      fc.property(part, (growth) => {
        expect(rank(scores(growth, 1), 0, 1)).toBeCloseTo(bound(growth), 12);
        expect(leastGrowth(bound(growth))).toBeCloseTo(growth, 9);
      }),
    );
  });

  it("never ranks below the score, nor above twice of it, and rises with what is taught", () => {
    fc.assert(
      fc.property(part, part, part, part, (score, growth, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const low = exchangeRank(score, exchangeOf(growth, less));
        const high = exchangeRank(score, exchangeOf(growth, more));
        expect(low).toBeGreaterThanOrEqual(score);
        expect(high).toBeLessThanOrEqual(2 * score);
        expect(high).toBeGreaterThanOrEqual(low - 1e-12);
      }),
    );
  });
});
