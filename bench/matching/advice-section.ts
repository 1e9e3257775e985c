import type { WorkerCandidate } from "../../src/matching/candidates.js";
import { MatchIndex } from "../../src/matching/engine/match-index.js";
import { MatchFeed } from "../../src/matching/feed/match-feed.js";
import { obstaclesOf } from "../../src/matching/gates.js";
import { GrowthAdviser } from "../../src/matching/growth/growth-adviser.js";
import { nearSkills } from "../../src/matching/growth/near-skills.js";
import { StepEffect } from "../../src/matching/growth/step-effect.js";
import { holding } from "../../src/matching/improvements.js";
import { prepareNeed, scorePrepared } from "../../src/matching/score.js";
import type { User } from "../../src/platform/auth/principal.js";
import { Reads } from "../../src/platform/database/reads.js";
import { comparison } from "../measure/comparison.js";
import { milliseconds, table } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import { idOf } from "../world/world-ids.js";
import { skillIdsOf, workerCandidate } from "./partner-view.js";
import type { BenchSection, Scene } from "./section.js";

const FIRST = 5;
const BAR = 25;
const WORKERS = 500;
/** Brute force takes seconds for each. */
const COMPARED = 5;
const LIBRARIES = 50;
const MOST_SKILLS = [1, 5, 20];

/** What a worker is advised to learn, and what a library's staff. */
export const adviceSection: BenchSection = {
  name: "advice",
  title: ({ world }) => `Growth advice and plans over ${world.needs.toLocaleString("en")} needs`,
  async measure(scene) {
    const index = await loadIndex(scene);
    const adviser = new GrowthAdviser(
      index,
      () => scene.affinities,
      () => scene.today,
    );
    return `${await measureAdvice(adviser, index, scene)}

${await measurePlans(adviser, scene)}`;
  },
};

async function loadIndex({ url, world, onProgress }: Scene): Promise<MatchIndex> {
  const index = new MatchIndex();
  const reads = new Reads(url, 1);
  try {
    const progress = (what: string, rows: number) => onProgress(`Index: ${what}`, rows, world.spec.workers);
    await new MatchFeed(url, reads.asSystem(), index, progress).load();
    return index;
  } finally {
    await reads.close();
  }
}

async function measureAdvice(adviser: GrowthAdviser, index: MatchIndex, scene: Scene): Promise<string> {
  const workers = spreadWorkers(scene, WORKERS);
  const alone = new Durations();
  let [found, opened] = [0, 0];
  for (const [place, worker] of workers.entries()) {
    const begin = performance.now();
    const steps = await adviser.stepsFor(selfOf(worker), worker.id, { first: FIRST, bar: BAR });
    alone.add(performance.now() - begin);
    found += steps.length;
    opened += steps.filter(({ raised }) => raised.needsOpened > 0).length;
    scene.onProgress("Advice", place + 1, workers.length);
  }
  const [byIndex, byForce] = [new Durations(), new Durations()];
  for (const [place, worker] of spreadWorkers(scene, COMPARED).entries()) {
    const begin = performance.now();
    const steps = await adviser.stepsFor(selfOf(worker), worker.id, { first: FIRST, bar: BAR });
    const between = performance.now();
    const wanted = raisesByForce(worker, index, scene);
    byIndex.add(between - begin);
    byForce.add(performance.now() - between);
    const said = steps.map(({ skillId, raised }) => `${skillId} ${raised.needsOpened} ${raised.gain}`);
    if (said.join() !== wanted.slice(0, FIRST).join())
      throw new Error(`The advice for worker ${worker.id} is not that of brute force.`);
    scene.onProgress("Advice by brute force", place + 1, COMPARED);
  }
  const { p50, p99, max } = alone;
  return `The first ${FIRST} steps for each of ${workers.length} workers, who see all of themselves, over HTTP aside: p50 ${milliseconds(p50)} ms, p99 ${milliseconds(p99)} ms, at most ${milliseconds(max)} ms; ${found.toLocaleString("en")} steps, of which ${opened.toLocaleString("en")} open a need.

Against raising every near skill and scoring every need that fits the worker, ${COMPARED} workers; the answers are the same to the last bit.

${comparison("advice by", [["index", byIndex] as const, ["brute force", byForce] as const])}`;
}

/** The useful raises, the best first, with nothing spared. */
function raisesByForce(worker: WorkerCandidate, index: MatchIndex, scene: Scene): string[] {
  const { affinities, today } = scene;
  const needs = [...index.needsOf(worker.consortiumId).all()]
    .filter((need) => obstaclesOf(worker, need, today).length === 0)
    .map((need) => ({ id: need.id, prepared: prepareNeed(need, affinities) }));
  const before = needs.map(({ prepared }) => scorePrepared(worker, prepared).score);
  const tried = nearSkills(worker, affinities).map(({ skillId, next }) => {
    const effect = new StepEffect(BAR);
    const after = holding(worker, skillId, next);
    for (const [place, { id, prepared }] of needs.entries())
      effect.add(id, before[place]!, scorePrepared(after, prepared).score ?? 0);
    return { skillId, effect };
  });
  return tried
    .filter(({ effect }) => effect.isUseful)
    .sort((one, other) => one.effect.compare(other.effect) || (one.skillId < other.skillId ? -1 : 1))
    .map(({ skillId, effect }) => `${skillId} ${effect.needsOpened} ${effect.gain}`);
}

async function measurePlans(adviser: GrowthAdviser, scene: Scene): Promise<string> {
  const { world } = scene;
  const count = Math.min(LIBRARIES, world.libraries);
  const rows: string[][] = [];
  for (const most of MOST_SKILLS) {
    const taken = new Durations();
    let [gap, closed, atMost, people] = [0, 0, 0, 0];
    for (let place = 0; place < count; place++) {
      const number = Math.floor((place * world.libraries) / count);
      const library = { id: idOf("library", number), consortiumId, ...world.library(number) };
      const begin = performance.now();
      const plan = await adviser.planFor(managerOf(library.id), library, most);
      taken.add(performance.now() - begin);
      gap += plan!.gap;
      closed += plan!.closed;
      atMost += plan!.atMost;
      people += plan!.steps.reduce((sum, { raises }) => sum + raises.length, 0);
      scene.onProgress(`Plans of ${most}`, place + 1, count);
    }
    const parts = [closed / gap, closed / atMost].map((part) => `${(100 * part).toFixed(1)} %`);
    rows.push([
      String(most),
      ...[taken.p50, taken.p99, taken.max].map(milliseconds),
      ...parts,
      (people / count).toFixed(1),
    ]);
  }
  return `Plans for ${count} libraries. No choice of as many skills closes more than the bound.

${table(["skills", "p50 ms", "p99 ms", "max ms", "of the gap", "of the bound", "people"], rows)}`;
}

const consortiumId = idOf("consortium", 0);

const selfOf = ({ id }: WorkerCandidate): User => ({
  ...{ kind: "user", subject: "worker", role: "WORKER" },
  ...{ consortiumId, workerId: id },
});

const managerOf = (libraryId: string): User => ({
  ...{ kind: "user", subject: "manager", role: "MANAGER" },
  ...{ consortiumId, libraryId },
});

function spreadWorkers({ world }: Scene, wanted: number): WorkerCandidate[] {
  const skillIds = skillIdsOf(world);
  const { workers } = world.spec;
  return Array.from({ length: Math.min(wanted, workers) }, (_, place) =>
    workerCandidate(world, Math.floor((place * workers) / wanted), skillIds),
  );
}
