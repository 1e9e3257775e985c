import type { EntityManager } from "typeorm";
import { newId } from "../database/new-id.js";
import { type IdType, uuidOrNull } from "../graphql/typed-id.js";
import type { CopyValue } from "./copy-rows.js";
import type { CsvRow } from "./read-csv.js";
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

/** Table and columns that `stagedRow` has values for. */
export function copyTarget({ table, columns }: StagedFile): string {
  const names = columns.flatMap(({ name, idType }) => [`"${name}"`, ...(idType ? [`"${name}_uuid"`] : [])]);
  return `${table} (line, faults, id, ${names.join(", ")})`;
}

/** A row of the file as it is staged: checked, with a new id; faulty cells are null. */
export function stagedRow({ columns, across }: StagedFile, row: CsvRow<string>): CopyValue[] {
  const faults: string[] = [];
  const values = new Map<string, string | null>();
  const staged: CopyValue[] = [];
  for (const { name, check, idType } of columns) {
    const checked = check(row.values[name] ?? "");
    const value = "fault" in checked ? null : checked.value;
    if ("fault" in checked) faults.push(`${name} ${checked.fault}`);
    values.set(name, value);
    staged.push(value);
    if (idType) staged.push(value?.startsWith(`${idType}_`) ? uuidOrNull(idType, value) : null);
  }
  const amiss = faults.length === 0 ? (across?.(values) ?? null) : null;
  if (amiss !== null) faults.push(amiss);
  return [row.line, arrayLiteral(faults), newId(), ...staged];
}

/** A row that has other fields than the header, which leaves nothing to stage but what is wrong with it. */
export const unfitRow = ({ columns }: StagedFile, line: number, message: string): CopyValue[] => [
  line,
  arrayLiteral([message]),
  newId(),
  ...columns.flatMap(({ idType }) => (idType ? [null, null] : [null])),
];

const arrayLiteral = (texts: readonly string[]) =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
