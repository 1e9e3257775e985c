import { rebuildInsights } from "../insights/index.js";
import { Taxonomy } from "../skills/index.js";
import { interruptible } from "./interruptible.js";
import { ProgressBar } from "./progress-bar.js";
import { withDatabase } from "./with-database.js";

/** Works the figures of all consortia out anew. */
export async function insightsCommand(): Promise<void> {
  await withDatabase(async (dataSource) => {
    const progress = new ProgressBar();
    const started = Date.now();
    const taxonomy = new Taxonomy({
      run: ({ text }, parameters = []) => dataSource.query(text, [...parameters]),
    });
    const day = new Date().toISOString().slice(0, 10);
    await interruptible(dataSource, async () => {
      await taxonomy.reload();
      await rebuildInsights(dataSource, taxonomy, day, progress.show);
    }).finally(() => progress.stop());
    console.log(`Done in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  });
}
