import { megabytes, milliseconds, table } from "../measure/markdown.js";
import { heldBytes } from "../measure/memory.js";
import { Durations } from "../measure/quantiles.js";
import { Random } from "../world/random.js";
import { changedWorker } from "./changed-worker.js";
import type { EngineSource } from "./engine.js";
import { skillIdsOf } from "./partner-view.js";
import type { BenchSection } from "./section.js";

/** More than an hour of 500 changes a second. */
const CHANGES = 2_000_000;
const CHANGES_PER_QUERY = 10;
const SAMPLES = 8;
const FIRST = 20;

/** Changes and queries by the million: memory and speed at the end are those of the beginning. */
export const steadySection = (source: EngineSource): BenchSection => ({
  name: "steady",
  title: () => "An hour's worth of changes and queries",
  async measure(scene) {
    const { world } = scene;
    const engine = await source.open(scene, scene.onProgress);
    const random = new Random(world.spec.seed, 91);
    const skillIds = skillIdsOf(world);
    const resident = () => megabytes(process.memoryUsage().rss);
    const rows = [["0", "0", "-", "-", megabytes(engine.bytes), megabytes(heldBytes()), resident()]];
    for (let sample = 1; sample <= SAMPLES; sample++) {
      const taken = new Durations();
      for (let change = 0; change < CHANGES / SAMPLES; change++) {
        engine.apply([changedWorker(world, random.chance(0.5) ? "skill" : "goal", skillIds, random)]);
        if (change % CHANGES_PER_QUERY !== 0) continue;
        const begin = performance.now();
        await engine.rank(random.below(world.needs), FIRST);
        taken.add(performance.now() - begin);
      }
      scene.onProgress("Changes and queries", sample, SAMPLES);
      const done = (sample * CHANGES) / SAMPLES;
      const counts = [done, done / CHANGES_PER_QUERY].map((count) => count.toLocaleString("en"));
      const memory = [megabytes(engine.bytes), megabytes(heldBytes()), resident()];
      rows.push([...counts, ...[taken.p50, taken.p99].map(milliseconds), ...memory]);
    }
    return `${CHANGES.toLocaleString("en")} changed workers, each put in anew, and ${(CHANGES / CHANGES_PER_QUERY).toLocaleString("en")} queries in between: more than an hour of 500 changes and 50 queries a second.

${table(["changes", "queries", "query p50 ms", "query p99 ms", "index", "heap and buffers", "resident"], rows)}`;
  },
});
