import { megabytes, milliseconds, table } from "../measure/markdown.js";
import { heldBytes } from "../measure/memory.js";
import { Durations } from "../measure/quantiles.js";
import { turnsDuring } from "../measure/turns.js";
import { Random } from "../world/random.js";
import { changedWorker } from "./changed-worker.js";
import type { EngineSource } from "./engine.js";
import { skillIdsOf } from "./partner-view.js";
import type { BenchSection } from "./section.js";

/** An hour of 500 changes a second. */
const CHANGES = 1_800_000;
const CHANGES_PER_QUERY = 60;
const SAMPLES = 6;
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
    const rows = [["0", "-", "-", megabytes(heldBytes()), megabytes(engine.bytes)]];
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
      const done = ((sample * CHANGES) / SAMPLES).toLocaleString("en");
      const figures = [taken.p50, taken.p99].map(milliseconds);
      rows.push([done, ...figures, megabytes(heldBytes()), megabytes(engine.bytes)]);
    }
    return `${CHANGES.toLocaleString("en")} changed workers, and a query after every ${CHANGES_PER_QUERY}th: an hour of 500 changes a second.

${table(["changes", "query p50 ms", "query p99 ms", "process", "index"], rows)}`;
  },
});

/** How long a query keeps everybody else waiting. */
export const turnsSection = (source: EngineSource): BenchSection => ({
  name: "turns",
  title: () => "How long the event loop is held",
  async measure(scene) {
    const engine = await source.open(scene, scene.onProgress);
    const random = new Random(scene.world.spec.seed, 92);
    const queries = 2000;
    const turns = await turnsDuring(async () => {
      for (let query = 0; query < queries; query++) {
        await engine.rank(random.below(scene.world.needs), FIRST);
        await othersTurn();
        if (query % 100 === 0) scene.onProgress("Queries", query, queries);
      }
    });
    return `${queries.toLocaleString("en")} queries for needs at random, each begun when the one before was answered. From one turn of the event loop to the next: p50 ${milliseconds(turns.p50)} ms, p99 ${milliseconds(turns.p99)} ms, at most ${milliseconds(turns.max)} ms.`;
  },
});

/** Without it, answers that are there at once would follow each other within one turn. */
const othersTurn = () => new Promise((resolve) => setImmediate(resolve));
