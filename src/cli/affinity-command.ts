import { type BuildReport, rebuildAffinities } from "../matching/index.js";
import { interruptible } from "./interruptible.js";
import { ProgressBar } from "./progress-bar.js";
import { withDatabase } from "./with-database.js";

/** Works out affinity and rarity anew, and prints what was found. */
export async function affinityCommand({ leastWorkers }: { readonly leastWorkers?: number }): Promise<void> {
  await withDatabase(async (dataSource) => {
    const progress = new ProgressBar();
    const started = Date.now();
    const report = await interruptible(dataSource, () =>
      rebuildAffinities(dataSource, { leastWorkers, onProgress: progress.show }),
    ).finally(() => progress.stop());
    for (const line of linesOf(report)) console.log(line);
    console.log(`Done in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  });
}

function linesOf({ version, profiles, documents, leastWorkers, links }: BuildReport): string[] {
  const rows: [string, number][] = [
    ["version", version],
    ["profiles", profiles],
    ["open needs", documents - profiles],
    ["least workers", leastWorkers],
    ...Object.entries(links).map(([kind, count]): [string, number] => [`${kind.toLowerCase()} links`, count]),
  ];
  return rows.map(([what, count]) => `${what.padEnd(18)} ${String(count).padStart(9)}`);
}
