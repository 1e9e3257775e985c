import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Concepts } from "../../src/matching/affinity/concepts.js";
import { ImportError, ImportFaults } from "../../src/platform/import/import-error.js";
import { acyclicLinks } from "../../src/skills/acyclic-links.js";
import { escoRows, findEscoFiles, type ReadingProgress } from "../../src/skills/esco-files.js";
import { type EscoLink, type EscoRelease, readEscoRelease } from "../../src/skills/esco-release.js";
import { SkillKind } from "../../src/skills/index.js";

/** What people of one occupation can do, by ESCO. */
export interface Occupation {
  readonly uri: string;
  /** Four digits of ISCO-08. */
  readonly unitGroup: string;
  /** URIs, ascending, each once. */
  readonly skills: readonly string[];
}

export interface OccupationData {
  /** The whole taxonomy; a concept's id is its URI. */
  readonly concepts: Concepts;
  /** Those that have skills, by URI. */
  readonly occupations: readonly Occupation[];
}

const OCCUPATIONS = "occupations_en.csv";
const RELATIONS = "occupationSkillRelations.csv";

/**
 * Reads ESCO's skills and occupations; nothing of it is made up where it is missing.
 * @param folder of ESCO's CSV files
 * @throws ImportError when files are missing or wrong
 */
export async function readOccupations(folder: string, onProgress: ReadingProgress): Promise<OccupationData> {
  const missing = [OCCUPATIONS, RELATIONS].filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0)
    throw new ImportError(
      `${missing.join(" and ")} not found in ${folder}. Unpack ESCO's CSV download there, or name its folder with --esco.`,
    );
  const faults = new ImportFaults();
  const release = await readEscoRelease(await findEscoFiles(folder, faults), faults, onProgress);
  const occupations = await readSkillsOfOccupations(folder, faults, onProgress);
  faults.throwIfAny();
  return { concepts: conceptsOf(release), occupations };
}

async function readSkillsOfOccupations(
  folder: string,
  faults: ImportFaults,
  onProgress: ReadingProgress,
): Promise<Occupation[]> {
  const skills = new Map<string, Set<string>>();
  const relations = { required: ["occupationUri", "skillUri"], optional: [] } as const;
  for await (const { values } of escoRows(join(folder, RELATIONS), relations, faults, onProgress))
    addTo(skills, values.occupationUri.trim(), values.skillUri.trim());
  const occupations: Occupation[] = [];
  const columns = { required: ["conceptUri", "iscoGroup"], optional: [] } as const;
  for await (const { values } of escoRows(join(folder, OCCUPATIONS), columns, faults, onProgress)) {
    const uri = values.conceptUri.trim();
    const own = skills.get(uri);
    if (own) occupations.push({ uri, unitGroup: values.iscoGroup.trim(), skills: [...own].sort() });
  }
  return occupations.sort((one, other) => (one.uri < other.uri ? -1 : 1));
}

function conceptsOf({ concepts, broader, related }: EscoRelease): Concepts {
  const links = (all: readonly EscoLink[]) => all.map(({ fromUri, toUri }) => ({ from: fromUri, to: toUri }));
  const above = new Map<string, Set<string>>();
  const below = new Map<string, Set<string>>();
  const beside = new Map<string, Set<string>>();
  for (const { from, to } of acyclicLinks([], links(broader)).accepted) {
    addTo(above, from, to);
    addTo(below, to, from);
  }
  for (const { from, to } of links(related)) {
    addTo(beside, from, to);
    addTo(beside, to, from);
  }
  const sorted = (edges: ReadonlyMap<string, Set<string>>, uri: string) => [...(edges.get(uri) ?? [])].sort();
  return new Map(
    [...concepts.values()].map(({ uri, label, kind }) => [
      uri,
      {
        label,
        isAssignable: kind !== SkillKind.GROUP,
        broader: sorted(above, uri),
        narrower: sorted(below, uri),
        related: sorted(beside, uri),
      },
    ]),
  );
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
