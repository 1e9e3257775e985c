import type { DataSource } from "typeorm";
import { needExports } from "../needs/index.js";
import { partnerExports } from "../partners/index.js";
import { exportFiles } from "../platform/import/export-files.js";
import { findConsortium, workerExports } from "../workers/index.js";
import { CommandError } from "./command-error.js";
import { interruptible } from "./interruptible.js";
import { withDatabase } from "./with-database.js";

/** Writes the CSV files of a consortium to a folder, all as of one moment. */
export async function exportCommand(
  folder: string,
  options: { readonly consortium?: string },
): Promise<void> {
  await withDatabase(async (dataSource) => {
    const started = Date.now();
    await interruptible(dataSource, () => exportConsortium(dataSource, folder, options.consortium, report));
    console.log(`Done in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  });
}

/**
 * Exports the six files of a consortium.
 * @param name of the consortium; the only one there is when left out
 * @param onFile told how many rows each file has
 */
export async function exportConsortium(
  dataSource: DataSource,
  folder: string,
  name?: string,
  onFile?: (file: string, rows: number) => void,
): Promise<void> {
  await dataSource.transaction("REPEATABLE READ", async (manager) => {
    await manager.query("set transaction read only");
    const id = await findConsortium(manager, name);
    if (id === null)
      throw new CommandError(
        name === undefined
          ? "There is no consortium to export yet. Seed or import data first."
          : `There is no consortium "${name}".`,
      );
    const files = [...workerExports(id), ...partnerExports(id), ...needExports(id)];
    await exportFiles(manager, folder, files, onFile);
  });
}

const report = (file: string, rows: number) =>
  console.log(`${file.padEnd(18)} ${String(rows).padStart(9)} rows`);
