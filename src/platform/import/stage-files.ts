import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { ClientBase } from "pg";
import type { EntityManager } from "typeorm";
import { type CopyValue, copyRows } from "./copy-rows.js";
import { type ImportFault, ImportFaults } from "./import-error.js";
import { refusedBecause } from "./import-refused.js";
import { readCsv } from "./read-csv.js";
import {
  copyTarget,
  createStagingTable,
  headerOf,
  type StagedFile,
  stagedRow,
  unfitRow,
} from "./staged-file.js";

/** Told how far each stage is; the stages follow one another. */
export type OnProgress = (stage: string, done: number, total: number) => void;

/** What can be left out of an otherwise readable file: one row. Anything else ends the reading. */
const ROW_FAULT = /^(has \d+ fields|contains a NUL)/;

/** Puts rows that do not fit the header aside, and refuses the file when it cannot be read to its end. */
class UnfitRows extends ImportFaults {
  readonly rows: ImportFault[] = [];

  constructor(private readonly staged: StagedFile) {
    super();
  }

  override add(file: string, line: number, message: string): void {
    const expected = line === 1 ? `; expected the header ${headerOf(this.staged).join(",")}` : "";
    const fault = { file, line, message: message + expected };
    if (!ROW_FAULT.test(message) || this.rows.length >= MOST_UNFIT)
      throw refusedBecause([...this.rows, fault]);
    this.rows.push(fault);
  }
}

/** So many rows of the wrong width say that it is not the right file at all. */
const MOST_UNFIT = 1000;

/**
 * Reads the files of a folder into their temporary tables, each row checked by itself. Nothing of a file is kept in
 * memory but the rows that cannot be staged.
 * @throws ImportError when a file is missing, not CSV, not UTF-8, or has another header
 */
export async function stageFiles(
  manager: EntityManager,
  folder: string,
  files: readonly StagedFile[],
  onProgress: OnProgress,
): Promise<void> {
  for (const staged of files) {
    await createStagingTable(manager, staged);
    const path = join(folder, staged.file);
    const total = await sizeOf(path);
    if (total === null && staged.optional) continue;
    const unfit = new UnfitRows(staged);
    const onBytes = (done: number) => onProgress(`Reading ${staged.file}`, done, total ?? done);
    const rows = readCsv(path, { required: headerOf(staged) }, { faults: unfit, onBytes });
    const client: ClientBase = await manager.queryRunner!.connect();
    await copyRows(client, copyTarget(staged), stagedRows(staged, rows, unfit.rows));
    await manager.query(`analyze ${staged.table}`);
  }
}

async function* stagedRows(
  staged: StagedFile,
  rows: ReturnType<typeof readCsv>,
  unfit: readonly ImportFault[],
): AsyncGenerator<CopyValue[]> {
  for await (const row of rows) yield stagedRow(staged, row);
  // Those that do not fit the header have no cells, but count among the faults.
  for (const { line, message } of unfit) yield unfitRow(staged, line, message);
}

async function sizeOf(path: string): Promise<number | null> {
  return await stat(path).then(
    ({ size }) => size,
    () => null,
  );
}
