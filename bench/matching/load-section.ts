import { megabytes, seconds, table, times } from "../measure/markdown.js";
import { heldBytes } from "../measure/memory.js";
import { Durations } from "../measure/quantiles.js";
import { rawCopy } from "../measure/raw-copy.js";
import type { BenchEngine, EngineSource } from "./engine.js";
import type { BenchSection } from "./section.js";

const ROUNDS = 3;

/** Loading the index against the raw COPY of the same rows, in turn, and the memory that it takes then. */
export const loadSection = (source: EngineSource): BenchSection => ({
  name: "load",
  title: ({ world }) => `Loading ${world.spec.workers.toLocaleString("en")} workers`,
  async measure(scene) {
    const [raw, load] = [new Durations(), new Durations()];
    let copied = 0;
    let held = 0;
    let engine: BenchEngine | undefined;
    for (let round = 0; round < ROUNDS; round++) {
      const copy = await rawCopy(scene.url, source.queries);
      copied = copy.bytes;
      raw.add(copy.seconds);
      engine = undefined;
      const before = heldBytes();
      const begin = performance.now();
      engine = await source.open(scene, scene.onProgress);
      load.add((performance.now() - begin) / 1000);
      held = heldBytes() - before;
    }
    const workers = scene.world.spec.workers;
    const perWorker = (bytes: number) => `${(bytes / workers).toFixed(0)} bytes`;
    const { bytes } = engine!;
    return `${ROUNDS} rounds, in turn; the median of each.

${table(
  ["what", "seconds", "of raw COPY"],
  [
    [`raw binary COPY of the same rows (${megabytes(copied)})`, seconds(raw.p50), times(1)],
    ["loading the index", seconds(load.p50), times(load.p50 / raw.p50)],
  ],
)}

${table(
  ["memory", "in all", "per worker"],
  [
    ["index, as it counts itself", megabytes(bytes), perWorker(bytes)],
    ["process: heap and buffers, after garbage collection", megabytes(held), perWorker(held)],
  ],
)}`;
  },
});
