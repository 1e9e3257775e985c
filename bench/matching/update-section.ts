import { table } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import { Random } from "../world/random.js";
import { type ChangeKind, changedWorker } from "./changed-worker.js";
import type { BenchEngine, EngineSource } from "./engine.js";
import { skillIdsOf } from "./partner-view.js";
import type { BenchSection, Scene } from "./section.js";

const CHANGES = 50_000;
/** So many are made ahead, so that making them is not measured. */
const BATCH = 5_000;

/** What one changed skill or goal costs in the index; the whole worker is put in anew. */
export const updateSection = (source: EngineSource): BenchSection => ({
  name: "update",
  title: () => "One changed skill or goal in the index",
  async measure(scene) {
    const engine = await source.open(scene, scene.onProgress);
    const rows = (["skill", "goal"] as const).map((kind) => {
      const taken = applyChanges(engine, scene, kind);
      const figures = [taken.mean, taken.p50, taken.p99].map((ms) => (ms * 1000).toFixed(2));
      return [`a ${kind} of a worker`, ...figures];
    });
    return `${CHANGES.toLocaleString("en")} changes of each kind, of workers at random, one by one.

${table(["what changed", "mean us", "p50 us", "p99 us"], rows)}`;
  },
});

function applyChanges(engine: BenchEngine, scene: Scene, kind: ChangeKind): Durations {
  const random = new Random(scene.world.spec.seed, 90);
  const skillIds = skillIdsOf(scene.world);
  const taken = new Durations();
  for (let done = 0; done < CHANGES; done += BATCH) {
    const changed = Array.from({ length: BATCH }, () => [changedWorker(scene.world, kind, skillIds, random)]);
    for (const one of changed) {
      const begin = performance.now();
      engine.apply(one);
      // The first batch warms up.
      if (done > 0) taken.add(performance.now() - begin);
    }
    scene.onProgress(`Changes of a ${kind}`, done + BATCH, CHANGES);
  }
  return taken;
}
