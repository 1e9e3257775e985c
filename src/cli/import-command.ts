import type { DataSource } from "typeorm";
import { REBUILD_AFFINITIES } from "../matching/index.js";
import { importNeeds } from "../needs/index.js";
import { importPartners } from "../partners/index.js";
import type { Tally } from "../platform/import/apply-rows.js";
import { faultLines } from "../platform/import/import-refused.js";
import type { ImportOptions, ImportReport } from "../platform/import/run-import.js";
import { enqueueJob } from "../platform/jobs/enqueue-job.js";
import { importEsco } from "../skills/index.js";
import { importWorkers } from "../workers/index.js";
import { interruptible } from "./interruptible.js";
import { ProgressBar } from "./progress-bar.js";
import { say, withDatabase } from "./with-database.js";

type Import = (dataSource: DataSource, folder: string, options: ImportOptions) => Promise<ImportReport>;

/** What can be imported, by its name on the command line. */
export const IMPORTS: Readonly<Record<string, Import>> = {
  esco: importEscoRelease,
  workers: importWorkers,
  partners: importPartners,
  needs: importNeeds,
};

/**
 * Imports one kind of data and prints what changed.
 * @returns the exit code: 1 when rows were left out
 */
export async function importCommand(
  kind: string,
  folder: string,
  options: { readonly continue?: boolean; readonly consortium?: string },
): Promise<number> {
  return await withDatabase(async (dataSource) => {
    const progress = new ProgressBar();
    const started = Date.now();
    const { consortium, continue: keepGood = false } = options;
    const settings = { consortium, keepGood, onProgress: progress.show };
    const report = await interruptible(dataSource, () =>
      IMPORTS[kind]!(dataSource, folder, settings),
    ).finally(() => progress.stop());
    for (const tally of report.tallies) console.log(lineOf(tally));
    console.log(`Done in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
    const changed = report.tallies.some(({ created, updated }) => created + updated > 0);
    if (changed && kind !== "partners") await rebuildLater(dataSource);
    const { told, count } = report.faults;
    if (count === 0) return 0;
    say(["These rows were left out:", ...faultLines(told, count)].join("\n"));
    return 1;
  });
}

/** What skills have to do with each other, and how rare they are, depends on all that there is. */
async function rebuildLater(dataSource: DataSource): Promise<void> {
  await enqueueJob(dataSource, REBUILD_AFFINITIES, {}, { key: REBUILD_AFFINITIES });
  say("Affinities are built anew by the next service that runs jobs, or at once by: npm run cli -- affinity");
}

const lineOf = ({ what, created, updated, unchanged }: Tally) =>
  `${what.padEnd(18)} ${count(created)} created ${count(updated)} updated ${count(unchanged)} unchanged`;

const count = (rows: number) => String(rows).padStart(9);

/** The release comes from ESCO as it is; what it has that cannot be stored is told, and is no fault of the caller. */
async function importEscoRelease(
  dataSource: DataSource,
  folder: string,
  { onProgress = () => {} }: ImportOptions,
): Promise<ImportReport> {
  const { leftOut, changed: _, ...kinds } = await importEsco(dataSource, folder, { onProgress });
  const what: Record<keyof typeof kinds, string> = {
    concepts: "concepts",
    alternativeLabels: "other labels",
    broader: "broader links",
    related: "related links",
  };
  for (const line of faultLines(leftOut, leftOut.length)) say(`Left out: ${line}`);
  const tallies = Object.entries(kinds).map(([kind, { read, added, changed }]) => ({
    what: what[kind as keyof typeof kinds],
    created: added,
    updated: changed,
    unchanged: read - added - changed,
  }));
  return { tallies, faults: { told: [], count: 0 } };
}
