import fc from "fast-check";
import {
  type Group,
  groupsWithAmounts,
  SMALLEST_GROUP as K,
  published,
  roundedGroups,
} from "../../src/insights/disclosure/small-groups.js";
import { Attacker, type Fact, type Sum } from "./attacker.js";

interface Named extends Group {
  readonly name: string;
  readonly parts: readonly Named[];
}

/** A consortium of regions of libraries, with how many people each library has. */
const hierarchy = (sizes: readonly (readonly number[])[]): Named => {
  const parts = sizes.map((libraries, region): Named => {
    const inside = libraries.map((count, at): Named => ({ name: `x${region}y${at}`, count, parts: [] }));
    return { name: `x${region}`, count: inside.reduce((sum, { count }) => sum + count, 0), parts: inside };
  });
  return { name: "x", count: parts.reduce((sum, { count }) => sum + count, 0), parts };
};

const leavesOf = (group: Named): Named[] =>
  group.parts.length === 0 ? [group] : group.parts.flatMap(leavesOf);
const allOf = (group: Named): Named[] => [group, ...group.parts.flatMap(allOf)];
const sumOf = (group: Named): Sum => Object.fromEntries(leavesOf(group).map(({ name }) => [name, 1]));

const sizes = fc.array(
  fc.array(fc.oneof(fc.constantFrom(4, 9, 14), fc.integer({ min: 0, max: 16 })), {
    minLength: 1,
    maxLength: 4,
  }),
  { minLength: 1, maxLength: 3 },
);

let attacker: Attacker;
beforeAll(async () => {
  attacker = await Attacker.come();
});

describe("rounded figures of groups", () => {
  it("tell of each group only what its own figure says, whoever knows how they are made", () => {
    fc.assert(
      fc.property(sizes, (counts) => {
        const whole = hierarchy(counts);
        const open = roundedGroups(whole);
        // Even if somebody told which of the missing ones are missing because they are small.
        const facts = allOf(whole).map((group): Fact => {
          const figure = open.has(group) ? published(group.count)! : null;
          if (figure !== null) return { sum: sumOf(group), least: figure, most: figure + K - 1 };
          const isSmall = group.count < K;
          return {
            sum: sumOf(group),
            least: isSmall ? 0 : K,
            most: isSmall ? K - 1 : Number.POSITIVE_INFINITY,
          };
        });
        for (const [at, group] of allOf(whole).entries()) {
          // Of what is withheld for the others' sake nothing is claimed.
          if (!open.has(group) && group.count >= K) continue;
          const { least, most } = facts[at]!;
          const found = attacker.range(facts, sumOf(group));
          expect({ counts, group: group.name, ...found }).toEqual({ counts, group: group.name, least, most });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are withheld only where they are small, or something would follow", () => {
    const figuresOf = (counts: number[][]) => {
      const whole = hierarchy(counts);
      const open = roundedGroups(whole);
      return allOf(whole).map((group) => (open.has(group) ? published(group.count) : null));
    };
    expect(figuresOf([[8, 3, 1]])).toEqual([10, 10, 5, null, null]);
    // 44 and 40 leave four at least for the last.
    expect(figuresOf([[9, 9, 9, 9, 4]])).toEqual([40, 40, null, 5, 5, 5, null]);
    // Five of at most 4 that are 20 are 4 each.
    expect(figuresOf([[4, 4, 4, 4, 4]])).toEqual([null, null, null, null, null, null, null]);
    expect(figuresOf([[4], [0]])).toEqual([null, null, null, null, null]);
  });
});

describe("amounts of groups", () => {
  it("leave the amount of nobody, or of k people, when some are taken from others", () => {
    fc.assert(
      fc.property(sizes, (counts) => {
        const whole = hierarchy(counts);
        const open = groupsWithAmounts(whole);
        for (const group of allOf(whole).filter((each) => open.has(each))) {
          expect(group.count).toBeGreaterThanOrEqual(K);
          const rest = group.parts
            .filter((part) => !open.has(part))
            .reduce((sum, { count }) => sum + count, 0);
          if (group.parts.length > 0)
            expect({ counts, isTelling: rest > 0 && rest < K }).toEqual({ counts, isTelling: false });
        }
      }),
    );
  });
});
