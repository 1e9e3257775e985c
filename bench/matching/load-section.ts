import { bareCopy } from "../measure/bare-copy.js";
import { megabytes, seconds, table, times } from "../measure/markdown.js";
import { heldBytes } from "../measure/memory.js";
import { Durations } from "../measure/quantiles.js";
import { rawCopy } from "../measure/raw-copy.js";
import type { BenchEngine, EngineSource } from "./engine.js";
import { ReplicaClient } from "./replica-client.js";
import type { BenchSection, Scene } from "./section.js";

const ROUNDS = 3;

/** Loading the index against the raw COPY of the same rows, in turn, and the memory that it takes then. */
export const loadSection = (source: EngineSource): BenchSection => ({
  name: "load",
  title: ({ world }) => `Loading ${world.spec.workers.toLocaleString("en")} workers`,
  async measure(scene) {
    const { raw, bare, load, copied, bytes, held } = await loadInTurn(scene, source);
    const whole = await serviceMemory(scene.url);
    const { workers } = scene.world.spec;
    const perWorker = (all: number) => `${(all / workers).toFixed(0)} bytes`;
    scene.bar.note("memory", workers, Math.max(bytes, held) / workers);
    scene.bar.note("load", workers, load.p50 / raw.p50);
    const row = (what: string, { p50 }: Durations) => [what, seconds(p50), times(p50 / raw.p50)];
    return `${ROUNDS} rounds, in turn; the median of each.

${table(
  ["what", "seconds", "of raw COPY"],
  [
    row(`raw binary COPY of the same rows (${megabytes(copied)}), read by pg-copy-streams`, raw),
    row("the same, read by a bare socket", bare),
    row("loading the index", load),
  ],
)}

${table(
  ["memory", "in all", "per worker"],
  [
    ["index, as it counts itself", megabytes(bytes), perWorker(bytes)],
    ["index, by the process: heap and buffers, after garbage collection", megabytes(held), perWorker(held)],
    [
      "a whole service: heap and buffers, after garbage collection",
      megabytes(whole.held),
      perWorker(whole.held),
    ],
    ["a whole service: resident set", megabytes(whole.resident), perWorker(whole.resident)],
  ],
)}`;
  },
});

async function loadInTurn(scene: Scene, source: EngineSource) {
  const [raw, bare, load] = [new Durations(), new Durations(), new Durations()];
  let [copied, held] = [0, 0];
  let engine: BenchEngine | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const copy = await rawCopy(scene.url, source.queries);
    copied = copy.bytes;
    raw.add(copy.seconds);
    bare.add((await bareCopy(scene.url, source.queries)).seconds);
    engine = undefined;
    const before = heldBytes();
    const begin = performance.now();
    engine = await source.open(scene, scene.onProgress);
    load.add((performance.now() - begin) / 1000);
    held = heldBytes() - before;
  }
  return { raw, bare, load, copied, held, bytes: engine!.bytes };
}

/** What a service in a process of its own takes when it has loaded everything. */
async function serviceMemory(url: string): Promise<{ held: number; resident: number }> {
  const replica = await ReplicaClient.start(url);
  try {
    return (await replica.ask({ kind: "memory" })).data;
  } finally {
    await replica.stop();
  }
}
