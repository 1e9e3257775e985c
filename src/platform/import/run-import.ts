import { randomUUID } from "node:crypto";
import { type DataSource, type EntityManager, QueryFailedError } from "typeorm";
import { writeOutbox } from "../database/outbox.js";
import type { Tally } from "./apply-rows.js";
import { ImportError } from "./import-error.js";
import { refusedBecause } from "./import-refused.js";
import { collectFaults, type FaultyTable, type RowFaults } from "./row-faults.js";
import { type OnProgress, stageFiles } from "./stage-files.js";
import type { StagedFile } from "./staged-file.js";

export interface ImportOptions {
  /** Whose data it is; the only consortium there is when left out, or a new one. */
  readonly consortium?: string;
  /** Imports the good rows even though others are wrong. */
  readonly keepGood?: boolean;
  readonly onProgress?: OnProgress;
}

/** What an import has done. */
export interface ImportReport {
  readonly tallies: readonly Tally[];
  /** Rows that were left out; none unless `keepGood`. */
  readonly faults: RowFaults;
}

/** One kind of import. */
export interface ImportPlan {
  readonly files: readonly StagedFile[];
  /** Checks the staged rows against the database and one another. */
  prepare(manager: EntityManager): Promise<PreparedImport>;
}

export interface PreparedImport {
  /** Where faults may have been noted, in the order to report them. */
  readonly faulty: readonly FaultyTable[];
  /** Writes the good rows; tells what it did, and which tallies concern which topic of the outbox. */
  apply(): Promise<{
    readonly tallies: readonly Tally[];
    readonly topics: Readonly<Record<string, readonly Tally[]>>;
  }>;
}

/**
 * Runs an import as one transaction: files into temporary tables, checks, then set-based statements. Whatever ends it,
 * the database has all of it or nothing.
 * @throws ImportError when something is wrong and `keepGood` is not set
 */
export async function runImport(
  dataSource: DataSource,
  folder: string,
  { keepGood = false, onProgress = () => {} }: ImportOptions,
  plan: ImportPlan,
): Promise<ImportReport> {
  const transaction = dataSource.transaction(async (manager) => {
    await bePatient(manager);
    await stageFiles(manager, folder, plan.files, onProgress);
    onProgress("Checking", 0, 1);
    const { faulty, apply } = await plan.prepare(manager);
    const faults = await collectFaults(manager, faulty);
    if (faults.count > 0 && !keepGood) throw refusedBecause(faults.told, faults.count);
    onProgress("Checking", 1, 1);
    onProgress("Writing", 0, 1);
    const { tallies, topics } = await apply();
    const changed = Object.entries(topics).filter(([, of]) =>
      of.some((tally) => tally.created + tally.updated > 0),
    );
    await writeOutbox(
      manager,
      changed.map(([topic]) => ({ topic, ids: [] })),
      randomUUID(),
    );
    onProgress("Writing", 1, 1);
    return { tallies, faults };
  });
  return await transaction.catch((error) => {
    throw explained(error);
  });
}

/** No limit on a statement, little patience with locks: imports take long, and nobody should wait for one in vain. */
async function bePatient(manager: EntityManager): Promise<void> {
  for (const setting of [
    "statement_timeout = 0",
    "idle_in_transaction_session_timeout = 0",
    "lock_timeout = '5s'",
    "work_mem = '64MB'",
  ])
    await manager.query(`set local ${setting}`);
  await manager.query("select pg_advisory_xact_lock(hashtext('skillbridge import'))");
}

const LOST =
  "The connection to the database was lost. Run the import again: what is there already stays as it is.";
const AGAIN = "Nothing was imported; run it again.";
const EXPLANATIONS: Readonly<Record<string, string>> = {
  "55P03": `Something else has locked the records for too long, perhaps another import. ${AGAIN}`,
  "40P01": `Somebody changed the same records at the same time. ${AGAIN}`,
  "23505": `Somebody created the same records at the same time. ${AGAIN}`,
  // Whether it was committed is not known then, and does not matter.
  "57P01": LOST,
};

function explained(error: unknown): unknown {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  const { code = "", message } = cause as { code?: string; message?: string };
  const explanation = message?.startsWith("Connection terminated") ? LOST : EXPLANATIONS[code];
  return explanation ? new ImportError(explanation) : error;
}
