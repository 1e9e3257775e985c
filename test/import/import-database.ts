import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import type { DataSource } from "typeorm";
import { entities } from "../../src/entities.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { newId } from "../../src/platform/database/new-id.js";
import type { ImportError } from "../../src/platform/import/import-error.js";
import {
  CurationStatus,
  Skill,
  SkillAlternativeLabel,
  SkillKind,
  SkillScheme,
} from "../../src/skills/index.js";
import { createTestDatabase } from "../support/postgres-for-tests.js";

export const HEADERS = {
  "workers.csv":
    "external_id,name,email,library_isil,job_title,hours_per_week,remote,languages,discoverability",
  "worker_skills.csv": "worker_external_id,skill,proficiency",
  "growth_goals.csv": "worker_external_id,skill,current,target,priority,by",
  "partners.csv": "external_id,name,description,url,sector,country,region",
  "needs.csv":
    "external_id,partner_external_id,title,description,status,capacity,hours_per_week,remote,starts_on,ends_on",
  "need_skills.csv": "need_external_id,skill,importance,proficiency,mentored",
} as const;
export type FileName = keyof typeof HEADERS;

/** Files by name: rows of cells, or the text after the header row, or bytes of the whole file. */
export type Files = { readonly [Name in FileName]?: readonly (readonly string[])[] | string | Buffer };

export interface ImportDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  /** UUIDs of the skills of the small taxonomy, by the end of their URI. */
  readonly skillIds: ReadonlyMap<string, string>;
  rows(sql: string, parameters?: unknown[]): Promise<Record<string, unknown>[]>;
  /** How many rows a table has. */
  count(table: string): Promise<number>;
  /** Removes everything but the taxonomy. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

interface TestSkill {
  readonly key: string;
  readonly label: string;
  readonly also?: readonly string[];
  readonly kind?: SkillKind;
  readonly mergedInto?: string;
  readonly archived?: boolean;
}

const TAXONOMY: readonly TestSkill[] = [
  { key: "storytelling", label: "Storytelling", also: ["Story time", "Vorlesen für Kinder"] },
  { key: "cataloguing", label: "Cataloguing", also: ["Cataloging"] },
  { key: "python", label: "Python", kind: SkillKind.KNOWLEDGE },
  { key: "metadata", label: "Metadata" },
  { key: "documentation", label: "Documentation", also: ["Metadata"] },
  { key: "mentoring", label: "Mentoring", also: ["Coaching"] },
  { key: "training", label: "Training", also: ["Coaching"] },
  { key: "go-game", label: "Go" },
  { key: "go-language", label: "GO" },
  { key: "digital", label: "Digital skills", kind: SkillKind.GROUP },
  { key: "book-talks", label: "Book talks", mergedInto: "storytelling" },
  { key: "fax", label: "Fax", archived: true },
];

export const uriOf = (key: string) => `urn:test:${key}`;

/** A database with a taxonomy of a few concepts and nothing else. */
export async function openImportDatabase(): Promise<ImportDatabase> {
  const database = await createTestDatabase();
  const dataSource = createDataSource({ url: database.url, entities, poolSize: 2, patient: true });
  await dataSource.initialize();
  const skillIds = await insertTaxonomy(dataSource);
  const rows: ImportDatabase["rows"] = (sql, parameters) => dataSource.query(sql, parameters);
  return {
    url: database.url,
    dataSource,
    skillIds,
    rows,
    count: async (table) => Number((await rows(`select count(*) from ${table}`))[0]!.count),
    empty: async () => {
      await rows("truncate consortium, outbox cascade");
    },
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

async function insertTaxonomy({ manager }: DataSource): Promise<Map<string, string>> {
  const ids = new Map(TAXONOMY.map(({ key }) => [key, newId()]));
  for (const { key, label, kind, mergedInto, archived, also = [] } of TAXONOMY) {
    await manager.insert(Skill, {
      id: ids.get(key)!,
      uri: uriOf(key),
      scheme: SkillScheme.LOCAL,
      kind: kind ?? SkillKind.SKILL,
      preferredLabel: label,
      status: mergedInto ? CurationStatus.MERGED : CurationStatus.ACCEPTED,
      mergedIntoId: mergedInto ? ids.get(mergedInto)! : null,
      archivedAt: archived ? new Date() : null,
    });
    for (const alias of also)
      await manager.insert(SkillAlternativeLabel, { skillId: ids.get(key)!, label: alias });
  }
  return ids;
}

const folders: string[] = [];

/** A temporary folder with these files, each with its header row unless given as bytes. */
export async function folderWith(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "skillbridge-csv-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const header = `${HEADERS[name as FileName]}\n`;
    const bytes = Buffer.isBuffer(content)
      ? content
      : header + (typeof content === "string" ? content : stringify(content.map((cells) => [...cells])));
    await writeFile(join(folder, name), bytes);
  }
  return folder;
}

export async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}

/** The six files of a folder by name; those that are not there are left out. */
export async function filesIn(folder: string): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const name of Object.keys(HEADERS)) {
    const content = await readFile(join(folder, name), "utf8").catch(() => null);
    if (content !== null) contents[name] = content;
  }
  return contents;
}

/** What an import that must fail found wrong, as `file:line: message`. */
export async function faultsOf(work: Promise<unknown>): Promise<string[]> {
  const error: ImportError = await work.then(
    () => {
      throw new Error("The import was expected to fail.");
    },
    (error) => error,
  );
  if (error.name !== "ImportError") throw error;
  return error.errors.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}
