import type { WorkerCandidate } from "../../src/matching/candidates.js";
import { table } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import { Random } from "../world/random.js";
import { type ChangeKind, changedWorker, entriesChanged } from "./changed-worker.js";
import type { BenchEngine, EngineSource } from "./engine.js";
import { skillIdsOf } from "./partner-view.js";
import type { BenchSection, Scene } from "./section.js";

const CHANGES = 50_000;
/** So many are made ahead, so that making them is not measured. */
const BATCH = 5_000;
const KINDS: Readonly<Record<ChangeKind, string>> = {
  skill: "the level of one skill",
  goal: "the target of one goal",
  all: "every level and every target",
};

interface Cost {
  readonly taken: Durations;
  /** Skills and goals that were different, per update. */
  readonly changed: number;
  /** Skills and goals of the workers that were put in anew, per update. */
  readonly put: number;
}

/** What a change costs in the index; the whole worker is put in anew, whatever is different. */
export const updateSection = (source: EngineSource): BenchSection => ({
  name: "update",
  title: () => "Changed workers in the index",
  async measure(scene) {
    const engine = await source.open(scene, scene.onProgress);
    const costs = (["skill", "goal", "all"] as const).map(
      (kind) => [kind, applyChanges(engine, scene, kind)] as const,
    );
    const { workers } = scene.world.spec;
    const dearest = (of: (cost: Cost) => number) => Math.max(...costs.map(([, cost]) => of(cost)));
    scene.bar.note(
      "update",
      workers,
      dearest(({ taken, changed }) => (taken.mean * 1000) / changed),
    );
    scene.bar.note(
      "updatePerPut",
      workers,
      dearest(({ taken, put }) => (taken.mean * 1000) / put),
    );
    return `${CHANGES.toLocaleString("en")} updates of each kind, of workers at random, one by one; \`applyWorkers\` puts the whole worker in anew, all skills and goals. "Per changed" divides the mean by the skills and goals that are different, "per put in" by all that the worker has.

${table(["what is different", "mean us", "p50 us", "p99 us", "per changed us", "per put in us"], costs.map(lineOf))}`;
  },
});

function lineOf([kind, { taken, changed, put }]: readonly [ChangeKind, Cost]): string[] {
  const { mean, p50, p99 } = taken;
  return [KINDS[kind], ...[mean, p50, p99, mean / changed, mean / put].map((ms) => (ms * 1000).toFixed(2))];
}

function applyChanges(engine: BenchEngine, scene: Scene, kind: ChangeKind): Cost {
  const random = new Random(scene.world.spec.seed, 90);
  const skillIds = skillIdsOf(scene.world);
  const taken = new Durations();
  let [changed, put] = [0, 0];
  for (let done = -BATCH; done < CHANGES; done += BATCH) {
    const batch = Array.from({ length: BATCH }, () => [changedWorker(scene.world, kind, skillIds, random)]);
    for (const one of batch) {
      const begin = performance.now();
      engine.apply(one);
      const milliseconds = performance.now() - begin;
      // The first batch warms up.
      if (done < 0) continue;
      taken.add(milliseconds);
      changed += entriesChanged(kind, one[0]!);
      put += entriesOf(one[0]!);
    }
    scene.onProgress(`Changes of ${KINDS[kind]}`, done + BATCH, CHANGES);
  }
  return { taken, changed: changed / taken.count, put: put / taken.count };
}

const entriesOf = ({ skills, goals }: WorkerCandidate): number => skills.length + goals.length;
