import fc from "fast-check";
import { precedes, type Ranked, TopList } from "../../../src/matching/engine/top-list.js";

const ranked: fc.Arbitrary<Ranked> = fc.record({
  rank: fc.constantFrom(0.1, 0.25, 0.5, 1),
  id: fc.uuid(),
});

describe("a list of the first so many", () => {
  it("keeps what sorting everything gives, behind a place if there is one", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(ranked, { selector: ({ id }) => id, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.option(ranked),
        (all, length, after) => {
          const top = new TopList(length, after);
          for (const each of all) if (top.takes(each.rank)) top.offer(each);
          const behind = all.filter((each) => after === null || precedes(after, each));
          const sorted = behind.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
          expect(top.entries).toEqual(sorted.slice(0, length));
          expect(top.floor).toBe(sorted.length < length ? 0 : sorted[length - 1]!.rank);
        },
      ),
      { numRuns: 500 },
    );
  });
});
