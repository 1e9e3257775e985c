import fc from "fast-check";
import { affectedLists } from "../../../src/matching/affinity/affected.js";
import { Affinities } from "../../../src/matching/affinity/affinities.js";
import {
  type Concept,
  type Concepts,
  fingerprintOf,
  sameConcept,
} from "../../../src/matching/affinity/concepts.js";
import { LexicalIndex, WordCounts } from "../../../src/matching/affinity/lexical.js";
import { type ListedLink, STORED_LINK_KINDS, sameLinks } from "../../../src/matching/affinity/link.js";
import { LinkFinder } from "../../../src/matching/affinity/link-finder.js";

const WORDS = ["manage", "books", "digital", "history"];
const SIZE = 45;
const ids = Array.from({ length: SIZE }, (_, index) => `c${String(index).padStart(2, "0")}`);

/** A taxonomy as rows: broader ones are earlier, so there is no circle. */
interface Row {
  readonly label: string;
  readonly heading: boolean;
  readonly broader: readonly number[];
  readonly related: readonly number[];
  readonly exists: boolean;
}

/** One in so many. */
const seldom = (many: number) => fc.nat(many - 1).map((n) => n === 0);

const row = (index: number): fc.Arbitrary<Row> =>
  fc.record({
    label: fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }).map((words) => words.join(" ")),
    heading: seldom(index < 3 ? 2 : 20),
    // Most are of one large family, of about the size at which siblings cease to count.
    broader: fc
      .tuple(fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, 2), seldom(5))
      .map(([parent, two]) => (two ? [parent, 2 - parent] : [parent]).filter((n) => n >= 0 && n < index)),
    related: fc.uniqueArray(fc.nat(SIZE - 1), { maxLength: 1 }).map((all) => all.filter((n) => n !== index)),
    exists: seldom(20).map((missing) => !missing),
  });

const taxonomy = fc.tuple(...ids.map((_, index) => row(index)));
interface Edit {
  readonly index: number;
  readonly changed: Row;
  readonly becomes: string;
}

/** What becomes of a concept: it turns into a heading or back, goes, or changes into anything else. */
const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(fc.nat(2), fc.nat(SIZE - 1), fc.nat(SIZE - 1)).chain((index) =>
    fc.record({
      index: fc.constant(index),
      changed: row(index),
      becomes: fc.constantFrom("another", "heading", "gone"),
    }),
  ),
  { minLength: 1, maxLength: 3 },
);

function edited(rows: readonly Row[], changes: readonly Edit[]): Row[] {
  const all = [...rows];
  for (const { index, changed, becomes } of changes) {
    const { heading } = rows[index]!;
    if (becomes === "another") all[index] = changed;
    else
      all[index] = {
        ...rows[index]!,
        heading: heading !== (becomes === "heading"),
        exists: becomes !== "gone",
      };
  }
  return all;
}

function conceptsOf(rows: readonly Row[]): Concepts {
  const found = (test: (other: Row, index: number) => boolean) =>
    ids.filter((_, i) => rows[i]!.exists && test(rows[i]!, i));
  return new Map(
    rows.flatMap((own, index): [string, Concept][] =>
      own.exists
        ? [
            [
              ids[index]!,
              {
                label: own.label,
                isAssignable: !own.heading,
                broader: found((_, i) => own.broader.includes(i)),
                narrower: found((other) => other.broader.includes(index)),
                related: found((other, i) => own.related.includes(i) || other.related.includes(index)),
              },
            ],
          ]
        : [],
    ),
  );
}

function indexOf(concepts: Concepts, counts: WordCounts): LexicalIndex {
  const index = new LexicalIndex(counts);
  for (const [id, { label, isAssignable }] of concepts) if (isAssignable) index.set(id, label);
  return index;
}

const listsOf = (concepts: Concepts, words: LexicalIndex, of: Iterable<string>) => {
  const finder = new LinkFinder(concepts, words);
  return new Map([...of].map((id) => [id, finder.links(id, [])]));
};

it("a change affects no list but those that are looked at, to the last bit", async () => {
  let different = 0;
  await fc.assert(
    fc.asyncProperty(taxonomy, edits, async (rows, changes) => {
      const before = conceptsOf(rows);
      const counts = new WordCounts();
      for (const { label } of before.values()) counts.add(label);
      const words = indexOf(before, counts);
      let affinities = Affinities.none().with(listsOf(before, words, before.keys()));

      const after = conceptsOf(edited(rows, changes));
      const changed = new Set(ids.filter((id) => !sameConcept(before.get(id), after.get(id))));
      for (const id of changed) {
        const concept = after.get(id);
        if (concept?.isAssignable) words.set(id, concept.label);
        else words.remove(id);
      }
      const holders = (from: string) => affinities.bearsOn(from).map(([to]) => to);
      const finder = new LinkFinder(after, words);
      const affected = await affectedLists(changed, { concepts: after, words, finder, holders });
      affinities = affinities.with(listsOf(after, words, affected));

      const afresh = listsOf(after, indexOf(after, counts), after.keys());
      for (const id of ids) {
        expect(affinities.links(id)).toEqual(afresh.get(id) ?? []);
        if (!affected.has(id)) different += 1;
      }
    }),
    // A counterexample is large; making it smaller takes minutes.
    { numRuns: 200, endOnFailure: true },
  );
  // Looking at everything every time would pass as well.
  expect(different).toBeGreaterThan(500);
});

it("who leaves a family that was too large affects all who stay", async () => {
  const leaf: Concept = { label: "", isAssignable: true, broader: ["p"], narrower: [], related: [] };
  const parent = { ...leaf, isAssignable: false, broader: [] };
  const children = ids.slice(0, 34);
  const after = new Map<string, Concept>([
    ...children.slice(1).map((id): [string, Concept] => [id, leaf]),
    ["p", { ...parent, narrower: children.slice(1) }],
    [children[0]!, { ...leaf, broader: [] }],
  ]);
  const words = indexOf(after, new WordCounts());
  const finder = new LinkFinder(after, words);
  const changed = new Set(["p", children[0]!]);
  const around = { concepts: after, words, finder, holders: () => [] };
  expect([...(await affectedLists(changed, around))].sort()).toEqual([...children, "p"].sort());
  expect(finder.links(children[1]!, [])).toHaveLength(30);
});

it("whatever affinity reads of a concept is in its fingerprint", () => {
  const concept = { label: "a", isAssignable: true, broader: ["b"], narrower: ["c"], related: ["d"] };
  const others: Concept[] = [
    { ...concept, label: "b" },
    { ...concept, isAssignable: false },
    { ...concept, broader: [] },
    { ...concept, narrower: ["c", "e"] },
    { ...concept, related: ["c"] },
    { ...concept, broader: [], narrower: ["b", "c"] },
  ];
  expect(fingerprintOf({ ...concept })).toBe(fingerprintOf(concept));
  expect(sameConcept({ ...concept }, concept)).toBe(true);
  for (const other of others) {
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(concept));
    expect(sameConcept(other, concept)).toBe(false);
  }
  expect(sameConcept(concept, undefined)).toBe(false);
});

describe("a state of affinities", () => {
  const link: fc.Arbitrary<ListedLink> = fc.record({
    from: fc.constantFrom(...ids),
    kind: fc.constantFrom(...STORED_LINK_KINDS),
    value: fc.double({ min: 0.1, max: 0.99, noNaN: true }),
    via: fc.option(fc.constantFrom(...ids)),
  });
  const lists = fc.dictionary(
    fc.constantFrom(...ids),
    fc.uniqueArray(link, { selector: ({ from }) => from, maxLength: 30 }),
  );
  const own = (all: Record<string, ListedLink[]>) =>
    new Map(Object.entries(all).map(([to, links]) => [to, links.filter(({ from }) => from !== to)]));

  it("gives back what it was given, in both directions, whatever came before and after", () => {
    fc.assert(
      fc.property(fc.array(lists, { minLength: 1, maxLength: 5 }), (changes) => {
        const expected = new Map<string, readonly ListedLink[]>();
        const states: [Affinities, ReadonlyMap<string, readonly ListedLink[]>][] = [];
        let affinities = Affinities.none();
        for (const change of changes.map(own)) {
          affinities = affinities.with(change);
          for (const [to, links] of change) expected.set(to, links);
          states.push([affinities, new Map(expected)]);
        }
        for (const [state, should] of states)
          for (const id of ids) {
            expect(sameLinks(state.links(id), should.get(id) ?? [])).toBe(true);
            const back = [...should].flatMap(([to, links]) =>
              links.filter(({ from }) => from === id).map(({ value }) => [to, value]),
            );
            expect(state.bearsOn(id).toSorted()).toEqual(back.toSorted());
            for (const [to, value] of state.bearsOn(id)) expect(state.affinity(id, to)).toBe(value);
          }
      }),
      { numRuns: 50 },
    );
  });

  it("has a version and a revision of its own, and the rarities of its counts", () => {
    const none = Affinities.none();
    expect([none.version, none.revision, none.rarity("a")]).toEqual([0, 0, 1]);
    const counted = none.withCounts({ documents: 50, frequencies: new Map([["a", 1]]) }).labelled(3, 8);
    expect([counted.version, counted.revision]).toEqual([3, 9]);
    expect(counted.rarity("a")).toBeCloseTo(0.8812303, 6);
    expect(counted.rarity("b")).toBe(1);
    expect(none.rarity("a")).toBe(1);
  });
});
