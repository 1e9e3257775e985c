import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ImportFaults } from "../platform/import/import-error.js";
import { type CsvColumns, type CsvRow, readCsv } from "../platform/import/read-csv.js";

/** Told how far a file has been read, in bytes. */
export type ReadingProgress = (stage: string, done: number, total: number) => void;

/** The CSV files of an ESCO release. */
export const ESCO_FILES = {
  skills: "skills",
  groups: "skillGroups",
  hierarchy: "skillsHierarchy",
  broader: "broaderRelationsSkillPillar",
  related: "skillSkillRelations",
} as const;
export type EscoFile = keyof typeof ESCO_FILES;

/** Where the files of a release are; the hierarchy may be absent. */
export type EscoPaths = Readonly<Record<Exclude<EscoFile, "hierarchy">, string> & { hierarchy?: string }>;

/**
 * Finds the files of a release. Downloads carry a language in some names and not in others: `skills_en.csv`,
 * `skills.csv`.
 * @throws ImportError naming every file that is missing
 */
export async function findEscoFiles(folder: string, faults: ImportFaults): Promise<EscoPaths> {
  const names = await readdir(folder).catch(() => {
    faults.add(folder, 0, "is not a folder; unpack ESCO's CSV download and name the folder it is in");
    return faults.throwIfAny() ?? [];
  });
  const paths: Partial<Record<EscoFile, string>> = {};
  for (const [file, base] of Object.entries(ESCO_FILES) as [EscoFile, string][]) {
    const found =
      names.find((name) => name === `${base}_en.csv`) ?? names.find((name) => name === `${base}.csv`);
    if (found !== undefined) paths[file] = join(folder, found);
    else if (file !== "hierarchy") faults.add(`${base}_en.csv`, 0, "is missing from the folder");
  }
  faults.throwIfAny();
  return paths as EscoPaths;
}

/** The rows of a file, with progress. ESCO's own files have rows that end before their empty fields. */
export async function* escoRows<Column extends string>(
  path: string,
  columns: CsvColumns<Column>,
  faults: ImportFaults,
  onProgress: ReadingProgress,
): AsyncGenerator<CsvRow<Column> & { readonly file: string }> {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const { size } = await stat(path);
  const onBytes = (bytes: number) => onProgress(`Reading ${file}`, bytes, size);
  for await (const row of readCsv(path, columns, { faults, onBytes, shortRows: true }))
    yield { ...row, file };
}
