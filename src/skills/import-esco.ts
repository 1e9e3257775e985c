import { randomUUID } from "node:crypto";
import type { ClientBase } from "pg";
import type { DataSource } from "typeorm";
import { writeOutbox } from "../platform/database/outbox.js";
import { type ImportFault, ImportFaults } from "../platform/import/import-error.js";
import { findEscoFiles } from "./esco-files.js";
import { readEscoRelease } from "./esco-release.js";
import type { EscoStoring, EscoTally } from "./esco-storing.js";
import { storeEscoConcepts } from "./store-esco-concepts.js";
import { storeEscoLinks } from "./store-esco-links.js";

export interface EscoImportOptions {
  /** Told how far each stage is; the stages follow one another. */
  onProgress(stage: string, done: number, total: number): void;
  /** The process that imports, if it follows the outbox itself. */
  readonly origin?: string;
}

export interface EscoImportReport {
  readonly concepts: EscoTally;
  readonly alternativeLabels: EscoTally;
  readonly broader: EscoTally;
  readonly related: EscoTally;
  /** Rows of the release that were left out, and why. */
  readonly leftOut: readonly ImportFault[];
  /** How many rows of the database are new or different; 0 when the release had been imported before. */
  readonly changed: number;
}

/**
 * Imports ESCO's CSV release from the folder it was unpacked to, in one transaction. A concept that is there already
 * takes on ESCO's label and description and keeps its other labels, its links and its status.
 * @throws ImportError with the line of everything that is wrong; nothing is imported then
 */
export async function importEsco(
  dataSource: DataSource,
  folder: string,
  options: EscoImportOptions,
): Promise<EscoImportReport> {
  const faults = new ImportFaults();
  const paths = await findEscoFiles(folder, faults);
  const release = await readEscoRelease(paths, faults, options.onProgress);
  faults.throwIfAny();
  const runner = dataSource.createQueryRunner();
  try {
    const client: ClientBase = await runner.connect();
    await runner.startTransaction();
    const report = await store({ manager: runner.manager, client, release }, options);
    await runner.commitTransaction();
    return report;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
    throw error;
  } finally {
    await runner.release();
  }
}

const TABLES = "skill, skill_alternative_label, skill_broader, skill_related";

/** New entries wait in a list of their own, which every search reads through, until a vacuum or this. */
const tidyIndexes = `select gin_clean_pending_list(name::regclass)
  from unnest(array['skill_normalized_label_trgm_idx', 'skill_alternative_label_normalized_label_trgm_idx']) name`;

async function store(storing: EscoStoring, options: EscoImportOptions): Promise<EscoImportReport> {
  const { manager, release } = storing;
  const stage = (done: number) => options.onProgress("Storing", done, 3);
  stage(0);
  for (const limit of ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"])
    await manager.query(`set local ${limit} = 0`);
  const { concepts, alternativeLabels } = await storeEscoConcepts(storing);
  stage(1);
  const { broader, related, leftOut } = await storeEscoLinks(storing);
  stage(2);
  const tallies = [concepts, alternativeLabels, broader, related];
  const changed = tallies.reduce((sum, tally) => sum + tally.added + tally.changed, 0);
  if (changed > 0) {
    await manager.query(
      "update skill set version = version + 1, updated_at = now() where id in (select id from esco_changed)",
    );
    await manager.query(tidyIndexes);
    await manager.query(`analyze ${TABLES}`);
    await writeOutbox(manager, [{ topic: "skill", ids: [] }], options.origin ?? randomUUID());
  }
  stage(3);
  return {
    concepts,
    alternativeLabels,
    broader,
    related,
    leftOut: [...release.leftOut, ...leftOut],
    changed,
  };
}
