import fc from "fast-check";
import type { Concepts } from "../../../src/matching/affinity/concepts.js";
import { LexicalIndex, tokensOf, WordCounts } from "../../../src/matching/affinity/lexical.js";
import type { AffinityLink } from "../../../src/matching/affinity/link.js";
import { affinitiesOf } from "./affinities-of.js";

interface Row {
  readonly label?: string;
  readonly broader?: readonly string[];
  readonly related?: readonly string[];
  readonly heading?: boolean;
}

/** A taxonomy by id; labels that are not given share no words. */
function taxonomyOf(rows: Readonly<Record<string, Row>>): Concepts {
  const ids = Object.keys(rows);
  const broader = (id: string) => [...(rows[id]?.broader ?? [])].sort();
  const related = (id: string) => rows[id]?.related ?? [];
  return new Map(
    ids.map((id) => [
      id,
      {
        label: rows[id]?.label ?? id,
        isAssignable: !rows[id]?.heading,
        broader: broader(id),
        narrower: ids.filter((other) => broader(other).includes(id)).sort(),
        related: [...new Set([...related(id), ...ids.filter((other) => related(other).includes(id))])].sort(),
      },
    ]),
  );
}

/** A family: one parent, and children child00, child01 and so on. */
const family = (children: number, parent: Row = {}): Record<string, Row> => ({
  parent,
  ...Object.fromEntries(
    Array.from({ length: children }, (_, index) => [
      `child${String(index).padStart(2, "0")}`,
      { broader: ["parent"] },
    ]),
  ),
});

describe("links by the taxonomy", () => {
  const affinities = affinitiesOf(
    taxonomyOf({
      teaching: { heading: true },
      instruction: { broader: ["teaching"], related: ["mentoring"] },
      "web-literacy": { broader: ["instruction"] },
      "data-literacy": { broader: ["instruction"] },
      mentoring: {},
    }),
  );

  test.each<[string, string, AffinityLink | null]>([
    ["instruction", "instruction", { kind: "SAME", value: 1, path: ["instruction"] }],
    ["unknown", "unknown", { kind: "SAME", value: 1, path: ["unknown"] }],
    ["instruction", "web-literacy", { kind: "BROADER", value: 0.5, path: ["instruction", "web-literacy"] }],
    ["web-literacy", "instruction", { kind: "NARROWER", value: 0.5, path: ["web-literacy", "instruction"] }],
    ["mentoring", "instruction", { kind: "RELATED", value: 0.5, path: ["mentoring", "instruction"] }],
    ["instruction", "mentoring", { kind: "RELATED", value: 0.5, path: ["instruction", "mentoring"] }],
    ["mentoring", "web-literacy", null],
    ["teaching", "instruction", null],
    ["instruction", "teaching", null],
    ["unknown", "instruction", null],
  ])("%s for %s", (from, to, link) => {
    expect(affinities.link(from, to)).toEqual(link);
    expect(affinities.affinity(from, to)).toBe(link?.value ?? 0);
  });

  it("lead over known concepts only", () => {
    const affinities = affinitiesOf(taxonomyOf({ a: {}, b: { broader: ["a", "gone"], related: ["b"] } }));
    expect(affinities.neighbours("b")).toEqual([["a", 0.5]]);
  });

  it("names the broader skill where it is related as well", () => {
    const both = affinitiesOf(taxonomyOf({ a: {}, b: { broader: ["a"], related: ["a"] } }));
    expect(both.link("a", "b")?.kind).toBe("BROADER");
  });
});

describe("siblings", () => {
  test.each([
    { siblings: 1, value: 0.2 },
    { siblings: 8, value: 0.2 },
    // 0.2 * sqrt(8/18) = 0.2 * 2/3
    { siblings: 18, value: 2 / 15 },
    // 0.2 * sqrt(8/32) = 0.2 * 1/2, the least that counts
    { siblings: 32, value: 0.1 },
    { siblings: 33, value: 0 },
    { siblings: 40, value: 0 },
  ])("$siblings of them: $value", ({ siblings, value }) => {
    const affinities = affinitiesOf(taxonomyOf(family(siblings + 1)));
    expect(affinities.affinity("child01", "child00")).toBeCloseTo(value, 12);
  });

  it("are linked over the concept they share, be it a heading, and headings among them do not count", () => {
    const concepts = {
      ...family(9, { heading: true }),
      heading1: { broader: ["parent"], heading: true },
      heading2: { broader: ["parent"], heading: true },
    };
    expect(affinitiesOf(taxonomyOf(concepts)).link("child01", "child00")).toEqual({
      kind: "SIBLING",
      value: 0.2,
      path: ["child01", "parent", "child00"],
    });
  });

  it("count by the smallest of the families they share", () => {
    const concepts = family(19);
    const shared = { a: { broader: ["parent", "small"] }, b: { broader: ["parent", "small"] }, small: {} };
    expect(affinitiesOf(taxonomyOf({ ...concepts, ...shared })).link("a", "b")).toEqual({
      kind: "SIBLING",
      value: 0.2,
      path: ["a", "small", "b"],
    });
  });
});

describe("the neighbours of a skill", () => {
  it("are the 30 strongest, equal ones by id", () => {
    const concepts = { ...family(32), friend: { related: ["child00"] } };
    const neighbours = [...affinitiesOf(taxonomyOf(concepts)).neighbours("child00")];
    expect(neighbours).toHaveLength(30);
    expect(neighbours.map(([id]) => id).slice(0, 4)).toEqual(["friend", "parent", "child01", "child02"]);
    expect(neighbours.at(-1)?.[0]).toBe("child28");
  });

  it("have it as one that bears on them", () => {
    const affinities = affinitiesOf(taxonomyOf({ ...family(32), friend: { related: ["child00"] } }));
    expect(affinities.bearsOn("friend")).toEqual([["child00", 0.5]]);
    // The list of child00 was cut before child31; that of child31 has room for child00.
    expect(new Map(affinities.bearsOn("child31")).has("child00")).toBe(false);
    expect(new Map(affinities.bearsOn("child00")).get("child31")).toBeCloseTo(0.2 * Math.sqrt(8 / 31), 12);
    expect(affinities.bearsOn("nobody")).toEqual([]);
  });
});

const indexOf = (labels: readonly (readonly [id: string, label: string])[]) => {
  const counts = new WordCounts();
  for (const [, label] of labels) counts.add(label);
  const index = new LexicalIndex(counts);
  for (const [id, label] of labels) index.set(id, label);
  return index;
};

describe("words of labels", () => {
  test.each([
    ["Teaching the Use of E-Books", ["teaching", "use", "e", "books"]],
    ["Écriture créative: L'ÉTÉ", ["ecriture", "creative", "l", "ete"]],
    ["children's books and books for children", ["children", "books"]],
    ["ﬁling on Web 2.0", ["filing", "web", "2", "0"]],
    ["हिन्दी भाषा", ["हिन्दी", "भाषा"]],
    ["of the and", []],
  ])("%s", (label, words) => {
    expect(tokensOf(label)).toEqual(words);
  });

  it("link labels whose cosine is at least 0.35", () => {
    // Five labels. idf of a word in two of them: ln(1 + 3.5/2.5) = 0.875469, its square 0.766446;
    // of a word in one: ln(1 + 4.5/1.5) = 1.386294, its square 1.921812.
    const affinities = affinitiesOf(
      taxonomyOf({
        a: { label: "oral history" },
        b: { label: "Oral History" },
        c: { label: "repair workshops" },
        d: { label: "bicycle workshops" },
        e: { label: "gardening" },
      }),
    );
    expect(affinities.link("a", "b")).toEqual({ kind: "LEXICAL", value: 0.6, path: ["a", "b"] });
    // c and d: 0.766446 / (0.766446 + 1.921812) = 0.285, below 0.35.
    expect(affinities.link("c", "d")).toBeNull();
    expect(affinities.link("e", "a")).toBeNull();
  });

  it("count more the rarer they are, and need not outdo the taxonomy", () => {
    // Six labels. "papermaking" in two: ln(1 + 4.5/2.5) = 1.029619, squared 1.060116;
    // "for", "a" are no words; "manage" in four: ln(1 + 2.5/4.5) = 0.441833, squared 0.195216.
    const affinities = affinitiesOf(
      taxonomyOf({
        a: { label: "manage papermaking" },
        b: { label: "papermaking", related: ["a"] },
        c: { label: "manage zines" },
        d: { label: "manage" },
        e: { label: "manage archives" },
        f: { label: "for a" },
      }),
    );
    // 1.060116 / sqrt((1.060116 + 0.195216) * 1.060116) = 0.918966, times 0.6.
    expect(affinities.link("b", "a")?.kind).toBe("LEXICAL");
    expect(affinities.affinity("b", "a")).toBeCloseTo(0.55138, 5);
    // sqrt(0.195216 / (1.060116 + 0.195216)) = 0.394347, times 0.6.
    expect(affinities.affinity("d", "a")).toBeCloseTo(0.236608, 5);
    expect(affinities.affinity("c", "a")).toBe(0);
  });

  it("that are common find nobody beside a rare one, and everybody on their own", () => {
    const labels = Array.from({ length: 40 }, (_, index) => [`m${index}`, "manage"] as const);
    const index = indexOf([...labels, ["x", "manage marionettes"], ["y", "marionettes"]]);
    expect([...index.similar("x")].map(([id]) => id)).toEqual(["y"]);
    expect([...index.similar("m0")]).toHaveLength(39);
    expect([...index.similar("nobody")]).toEqual([]);
  });
});

describe("against all pairs, worked out the long way", () => {
  const WORDS = ["manage", "books", "digital", "history", "web", "garden"];
  /** Concepts c0, c1 and so on; each has broader ones only among the earlier, so there is no cycle. */
  const concepts = fc
    .array(
      fc.record({
        label: fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }).map((words) => words.join(" ")),
        broader: fc.uniqueArray(fc.nat(4), { maxLength: 3 }),
        related: fc.uniqueArray(fc.nat(60), { maxLength: 2 }),
        heading: fc.boolean(),
      }),
      { minLength: 1, maxLength: 50 },
    )
    .map((rows) => {
      const named = rows.map((row, index) => [
        `c${index}`,
        {
          label: row.label,
          broader: row.broader.filter((parent) => parent < index).map((parent) => `c${parent}`),
          related: row.related.filter((id) => id !== index).map((id) => `c${id}`),
          heading: row.heading && index % 3 === 0,
        },
      ]);
      return Object.fromEntries(named) as Record<string, Required<Row>>;
    });

  function naiveIdf(word: string, labels: readonly (readonly string[])[]): number {
    const having = labels.filter((words) => words.includes(word)).length;
    return Math.log(1 + (labels.length - having + 0.5) / (having + 0.5));
  }

  function naiveCosine(a: readonly string[], b: readonly string[], labels: readonly string[][]): number {
    let [dot, squareA, squareB] = [0, 0, 0];
    for (const word of WORDS) {
      const weight = naiveIdf(word, labels);
      if (a.includes(word)) squareA += weight * weight;
      if (b.includes(word)) squareB += weight * weight;
      if (a.includes(word) && b.includes(word)) dot += weight * weight;
    }
    return dot === 0 ? 0 : dot / Math.sqrt(squareA * squareB);
  }

  function naiveAffinity(all: Record<string, Required<Row>>, from: string, to: string): number {
    const skills = Object.keys(all).filter((id) => !all[id]!.heading);
    if (!skills.includes(from) || !skills.includes(to)) return 0;
    const values = [0];
    if (all[from]!.broader.includes(to) || all[to]!.broader.includes(from)) values.push(0.5);
    if (all[from]!.related.includes(to) || all[to]!.related.includes(from)) values.push(0.5);
    for (const parent of all[from]!.broader.filter((id) => all[to]!.broader.includes(id))) {
      const siblings = skills.filter((id) => id !== to && all[id]!.broader.includes(parent)).length;
      values.push(0.2 * Math.min(1, Math.sqrt(8 / siblings)));
    }
    const words = (id: string) => all[id]!.label.split(" ").filter((word) => word !== "");
    const cosine = naiveCosine(words(from), words(to), skills.map(words));
    // A pair may lie on the bound itself, where rounding decides.
    if (Math.abs(cosine - 0.35) < 1e-9) return Number.NaN;
    if (cosine > 0.35) values.push(0.6 * cosine);
    return Math.max(...values);
  }

  it("every pair has the naive value, and the 30 strongest stay", () => {
    fc.assert(
      fc.property(concepts, (all) => {
        const affinities = affinitiesOf(taxonomyOf(all));
        for (const to of Object.keys(all)) {
          const naive = Object.keys(all)
            .filter((from) => from !== to)
            .map((from) => [from, naiveAffinity(all, from, to)] as const);
          if (naive.some(([, value]) => Number.isNaN(value))) continue;
          const strong = naive.filter(([, value]) => value >= 0.1).map(([, value]) => value);
          const kept = affinities.neighbours(to);
          expect(kept.length).toBe(Math.min(30, strong.length));
          const floor = strong.sort((a, b) => b - a)[29] ?? 0;
          for (const [from, value] of naive) {
            const link = affinities.link(from, to);
            if (value > floor + 1e-9 || link) expect(link?.value ?? 0).toBeCloseTo(value, 9);
            if (link) expect([link.path[0], link.path.at(-1)]).toEqual([from, to]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
