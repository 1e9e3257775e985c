import fc from "fast-check";
import { Modality } from "../../src/needs/index.js";
import { ShowcaseKind } from "../../src/showcase/index.js";
import { cardPage } from "../../src/showcase/pages/card-page.js";
import { cardsPage } from "../../src/showcase/pages/cards-page.js";
import { cardsWanted, queryOf } from "../../src/showcase/pages/cards-wanted.js";
import { html } from "../../src/showcase/pages/markup.js";
import { shortened } from "../../src/showcase/pages/page-layout.js";
import type { PublicCard } from "../../src/showcase/pages/public-card.reads.js";
import { ShowcaseAddresses } from "../../src/showcase/pages/showcase-addresses.js";
import type { Taxonomy } from "../../src/skills/index.js";

/** Text of signs that mean something in HTML more often than by chance. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<",
        ">",
        '"',
        "'",
        "&",
        "</",
        "<!--",
        "-->",
        "]]>",
        "</title>",
        "</style>",
        "<script>",
      ),
      fc.constantFrom("&lt;", "&#60;", " onload=", "javascript:", "`", "${", "\u2028", "\u202e", "\u0000"),
      fc.string({ unit: "grapheme" }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

/** What stands for signs, back again; by hand, as a browser would. */
const read = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

/** The tags of a page with the names of their attributes, in order. */
const structure = (page: string) =>
  [...page.matchAll(/<(\/?[a-z!][a-z0-9]*)((?:\s+[a-z:-]+(?:="[^"]*")?)*)\s*>/gi)].map(
    ([, tag, attributes]) =>
      `${tag} ${[...attributes!.matchAll(/([a-z:-]+)(?:="[^"]*")?/gi)].map(([, name]) => name)}`,
  );

const taxonomy = {
  current: (id: string) => ({
    uuid: "0190a0a0-0000-7000-8000-000000000001",
    uri: "urn:x",
    preferredLabel: id,
  }),
} as unknown as Taxonomy;
const addresses = new ShowcaseAddresses("https://skills.example.org");

const cardWith = (text: string): PublicCard => ({
  ...{ id: "0190a0a0-0000-7000-8000-000000000002", kind: ShowcaseKind.WORKER, modality: Modality.HYBRID },
  ...{
    title: `t${text}`,
    summary: `s${text}`,
    workerName: `n${text}`,
    workerId: "0190a0a0-0000-7000-8000-000000000003",
  },
  ...{
    libraryId: "0190a0a0-0000-7000-8000-000000000004",
    libraryName: `l${text}`,
    consortiumName: `c${text}`,
  },
  ...{ country: "US", region: `r${text}`, languages: [`x${text}`] },
  ...{ publishedAt: new Date(0), updatedAt: new Date(0), skills: [{ skillId: `k${text}`, level: null }] },
});

const listWith = (text: string) =>
  cardsPage(
    {
      ...{ cards: [cardWith(text)], next: `a${text}` },
      wanted: {
        skill: null,
        library: null,
        consortium: null,
        country: null,
        region: `r${text}`,
        after: `a${text}`,
      },
      choices: {
        ...{ skillIds: [`k${text}`], regions: [`r${text}`] },
        libraries: [{ id: "0190a0a0-0000-7000-8000-000000000004", name: `l${text}` }],
      },
    },
    taxonomy,
    addresses,
  );

describe("what somebody wrote", () => {
  it("comes out of a template as the same text, and as no markup", () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const { text } = html`<p title="${one}">${other}</p>`;
        const parts = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(text)!;
        expect([read(parts[1]!), read(parts[2]!)]).toEqual([one, other]);
      }),
    );
  });

  it("never changes the structure of a page", () => {
    const [single, list] = [structure(cardPage(cardWith(""), taxonomy, addresses)), structure(listWith(""))];
    expect(single.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(hostile, (text) => {
        expect(structure(cardPage(cardWith(text), taxonomy, addresses))).toEqual(single);
        expect(structure(listWith(text))).toEqual(list);
      }),
    );
  });

  it("is cut to a length without being torn apart", () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 2, max: 60 }), (text, most) => {
        const short = shortened(text, most);
        expect([...short].length).toBeLessThanOrEqual(most);
        if (short.endsWith("…") && !text.includes("…"))
          expect(text.replace(/\s+/g, " ").trim().startsWith(short.slice(0, -1))).toBe(true);
      }),
    );
  });
});

it("an address says again what it was made of", () => {
  const some = fc.option(
    hostile.filter((text) => text !== ""),
    { nil: null },
  );
  fc.assert(
    fc.property(some, some, (region, after) => {
      const wanted = { skill: null, library: null, consortium: null, country: "US", region, after };
      const given = Object.fromEntries(new URLSearchParams(queryOf(wanted).slice(1)));
      expect(cardsWanted(given)).toEqual(wanted);
    }),
  );
});
