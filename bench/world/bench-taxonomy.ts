import { existsSync } from "node:fs";
import { join } from "node:path";
import { ImportFaults } from "../../src/platform/import/import-error.js";
import { readCsv } from "../../src/platform/import/read-csv.js";
import { acyclicLinks } from "../../src/skills/acyclic-links.js";
import { findEscoFiles } from "../../src/skills/esco-files.js";
import { type EscoRelease, readEscoRelease } from "../../src/skills/esco-release.js";
import { SkillKind } from "../../src/skills/index.js";
import { Random } from "./random.js";

export interface BenchConcept {
  readonly uri: string;
  readonly kind: SkillKind;
  readonly label: string;
}

/** The skills of a world. Concepts are named by their place in `concepts`. */
export interface BenchTaxonomy {
  /** In words, for the report. */
  readonly source: string;
  readonly concepts: readonly BenchConcept[];
  /** Pairs of a concept and one directly above it, free of circles. */
  readonly broader: readonly (readonly [concept: number, above: number])[];
  readonly related: readonly (readonly [from: number, to: number])[];
  /** What goes together in one job: each theme's skills, the most typical first. */
  readonly themes: readonly (readonly number[])[];
}

/** ESCO's skills with its occupations as themes where the folder is there, otherwise a made-up taxonomy. */
export const readBenchTaxonomy = (folder: string): Promise<BenchTaxonomy> | BenchTaxonomy =>
  existsSync(join(folder, "skills_en.csv")) ? readEsco(folder) : syntheticTaxonomy();

async function readEsco(folder: string): Promise<BenchTaxonomy> {
  const faults = new ImportFaults();
  const release = await readEscoRelease(await findEscoFiles(folder, faults), faults, () => {});
  faults.throwIfAny();
  const concepts = [...release.concepts.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  const numbers = new Map(concepts.map(({ uri }, number) => [uri, number]));
  return {
    source: `ESCO (${concepts.length} concepts of the data folder)`,
    concepts,
    ...linksOf(release, numbers),
    themes: await occupations(folder, numbers, faults),
  };
}

function linksOf(
  { broader, related }: EscoRelease,
  numbers: ReadonlyMap<string, number>,
): Pick<BenchTaxonomy, "broader" | "related"> {
  const { accepted } = acyclicLinks(
    [],
    broader.map(({ fromUri, toUri }) => ({ from: fromUri, to: toUri })),
  );
  const pairs = (links: Iterable<readonly [string, string]>) =>
    [...new Map([...links].map((link) => [link.join(" "), link])).values()].map(
      ([from, to]) => [numbers.get(from)!, numbers.get(to)!] as const,
    );
  return {
    broader: pairs(accepted.map(({ from, to }) => [from, to] as const)),
    related: pairs(related.map(({ fromUri, toUri }) => [fromUri, toUri] as const)),
  };
}

/** Each occupation's skills, the essential ones first. */
async function occupations(
  folder: string,
  numbers: ReadonlyMap<string, number>,
  faults: ImportFaults,
): Promise<number[][]> {
  const columns = { required: ["occupationUri", "relationType", "skillUri"] } as const;
  const themes = new Map<string, { essential: number[]; optional: number[] }>();
  for await (const { values } of readCsv(join(folder, "occupationSkillRelations.csv"), columns, { faults })) {
    const skill = numbers.get(values.skillUri);
    if (skill === undefined) continue;
    const theme = themes.get(values.occupationUri) ?? { essential: [], optional: [] };
    themes.set(values.occupationUri, theme);
    theme[values.relationType === "essential" ? "essential" : "optional"].push(skill);
  }
  faults.throwIfAny();
  return [...themes.values()].map(({ essential, optional }) => [...essential, ...optional]);
}

const FAMILIES = 1400;
const FAMILY = 10;
const WORDS = 3000;

/** 14,000 skills in families of ten, a fifth of them with a skill below, labelled by three words each. */
function syntheticTaxonomy(): BenchTaxonomy {
  const random = new Random(14_000);
  const concepts: BenchConcept[] = [];
  const broader: [number, number][] = [];
  const related: [number, number][] = [];
  const add = (kind: SkillKind): number => {
    const label = [0, 1, 2].map(() => word(random.below(WORDS))).join(" ");
    concepts.push({ uri: `https://example.org/skills/${concepts.length}`, kind, label });
    return concepts.length - 1;
  };
  const families = Array.from({ length: FAMILIES }, () => {
    const heading = add(SkillKind.GROUP);
    const members: number[] = [];
    for (let place = 0; place < FAMILY; place++) {
      const member = add(random.chance(0.2) ? SkillKind.KNOWLEDGE : SkillKind.SKILL);
      broader.push([member, place >= 8 ? members[place - 8]! : heading]);
      members.push(member);
    }
    return members;
  });
  for (const members of families)
    for (let times = 0; times < 4; times++) {
      const [from, other] = [members[random.below(FAMILY)]!, families[random.below(FAMILIES)]!];
      related.push([from, other[random.below(FAMILY)]!]);
    }
  const themes = families.map((members) => [...members, ...families[random.below(FAMILIES)]!.slice(0, 5)]);
  return {
    source: "made up (14,000 skills)",
    concepts,
    broader,
    related: related.filter(([from, to]) => from !== to),
    themes,
  };
}

const SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu"];

const word = (number: number): string =>
  [number % 15, Math.floor(number / 15) % 15, Math.floor(number / 225) % 15]
    .map((syllable) => SYLLABLES[syllable])
    .join("");
