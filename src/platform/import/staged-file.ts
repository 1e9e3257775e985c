import type { EntityManager } from "typeorm";
import { newId } from "../database/new-id.js";
import { type IdType, uuidOrNull } from "../graphql/typed-id.js";
import type { Check } from "./row-check.js";

/** A column of a CSV file. */
export interface CsvColumn {
  /** As in the header row. */
  readonly name: string;
  /** What is wrong with a cell, or the text to store. */
  readonly check: Check;
  /** SQL type in the staging table. */
  readonly type?: string;
  /** The kind of record whose typed id may stand here; its UUID is staged beside the text, as `<name>_uuid`. */
  readonly idType?: IdType;
}

/** A CSV file, and the temporary table that its rows go to before anything else is touched. */
export interface StagedFile {
  /** Such as "workers.csv". */
  readonly file: string;
  readonly table: string;
  readonly columns: readonly CsvColumn[];
  /** Columns of the temporary table that SQL fills in later, as name and type. */
  readonly later?: readonly string[];
  /** Whether the file may be absent. */
  readonly optional?: boolean;
  /** What is wrong with a row whose cells are each right, or null. */
  readonly across?: (row: ReadonlyMap<string, string | null>) => string | null;
}

/** A row as it was read. */
export interface CsvRow {
  /** Line of the file that the row starts on; the header is line 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What makes the row unreadable, if anything. */
  readonly fault?: string;
}

/** The names that the header row must have, in this order. */
export const headerOf = (staged: StagedFile): string[] => staged.columns.map(({ name }) => name);

/**
 * Creates the temporary table: `line`, `faults`, a new `id`, the columns of the file, and those of `later`. It is gone
 * when the transaction ends.
 */
export async function createStagingTable(manager: EntityManager, staged: StagedFile): Promise<void> {
  const columns = [
    "line integer not null",
    "faults text[] not null default '{}'",
    "id uuid not null",
    ...staged.columns.flatMap(({ name, type = "text", idType }) => [
      `"${name}" ${type}`,
      ...(idType ? [`"${name}_uuid" uuid`] : []),
    ]),
    ...(staged.later ?? []),
  ];
  await manager.query(`create temporary table ${staged.table} (${columns.join(", ")}) on commit drop`);
}

/** The COPY statement whose input `stagedLine` writes. */
export function copyStatement(staged: StagedFile): string {
  const columns = staged.columns.flatMap(({ name, idType }) => [
    `"${name}"`,
    ...(idType ? [`"${name}_uuid"`] : []),
  ]);
  return `copy ${staged.table} (line, faults, id, ${columns.join(", ")}) from stdin`;
}

/** A function that checks rows of the file and writes each as a line for COPY. Faulty cells are staged as null. */
export function stagedLines(staged: StagedFile): (row: CsvRow) => string {
  const { columns, across } = staged;
  return (row) => {
    const faults: string[] = row.fault === undefined ? [] : [row.fault];
    const values = new Map<string, string | null>();
    const fields: (string | null)[] = [];
    for (const [index, { name, check, idType }] of columns.entries()) {
      const cell = row.cells[index];
      const checked = cell === undefined || row.fault !== undefined ? { value: null } : check(cell);
      const value = "fault" in checked ? null : checked.value;
      if ("fault" in checked) faults.push(`${name} ${checked.fault}`);
      values.set(name, value);
      fields.push(value);
      if (idType) fields.push(value?.startsWith(`${idType}_`) ? uuidOrNull(idType, value) : null);
    }
    const amiss = faults.length === 0 ? (across?.(values) ?? null) : null;
    if (amiss !== null) faults.push(amiss);
    return `${[String(row.line), arrayLiteral(faults), newId(), ...fields].map(copyField).join("\t")}\n`;
  };
}

const arrayLiteral = (texts: readonly string[]) =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** COPY's text format: a tab between fields, \N for null, and backslash escapes. */
const copyField = (value: string | null) =>
  value === null ? "\\N" : value.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character]!);
