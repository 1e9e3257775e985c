import type { NeedCandidate, WorkerCandidate } from "../../src/matching/candidates.js";
import { readNeedCandidates } from "../../src/matching/candidates.reads.js";
import { NeedIndex } from "../../src/matching/engine/need-index.js";
import { rankNeeds } from "../../src/matching/engine/rank-needs.js";
import { RANK_ORDERS } from "../../src/matching/engine/rank-order.js";
import { WorkerPlan } from "../../src/matching/engine/worker-plan.js";
import { obstaclesOf } from "../../src/matching/gates.js";
import { type PreparedNeed, prepareNeed, scorePrepared } from "../../src/matching/score.js";
import { inSlices } from "../../src/matching/slices.js";
import { Reads } from "../../src/platform/database/reads.js";
import { comparison } from "../measure/comparison.js";
import { milliseconds } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import { skillIdsOf, workerCandidate } from "./partner-view.js";
import type { BenchSection, Scene } from "./section.js";

const FIRST = 20;
const WORKERS = 500;
/** So many are asked of the index by itself. */
const ALONE = 5000;

interface RankedNeed {
  readonly id: string;
  readonly score: number;
}

type RankNeeds = (worker: WorkerCandidate) => Promise<readonly RankedNeed[]> | readonly RankedNeed[];

/** The other direction: the first 20 needs for a worker, who sees all of the own profile. */
export const needsSection: BenchSection = {
  name: "needs",
  title: ({ world }) => `The first ${FIRST} of ${world.needs.toLocaleString("en")} needs for a worker`,
  async measure(scene) {
    const needs = await allNeeds(scene.url);
    const ways = [byIndex(needs, scene), byBruteForce(needs, scene)] as const;
    const workers = spreadWorkers(scene, WORKERS);
    const [index, brute] = await inTurn(ways, workers, scene);
    const alone = await byItself(ways[0], spreadWorkers(scene, ALONE));
    const rows = [["index", index] as const, ["brute force", brute] as const];
    return `${workers.length} workers, each asking by themselves, in turn; the answers are the same to the last bit.

${comparison("ranked by", rows)}

By itself, ${ALONE.toLocaleString("en")} workers: p50 ${milliseconds(alone.p50)} ms, p99 ${milliseconds(alone.p99)} ms, at most ${milliseconds(alone.max)} ms.`;
  },
};

async function allNeeds(url: string): Promise<NeedCandidate[]> {
  const reads = new Reads(url, 1);
  try {
    return await readNeedCandidates(reads, {});
  } finally {
    await reads.close();
  }
}

/** As `Matcher` asks the index for a worker. */
function byIndex(needs: readonly NeedCandidate[], { affinities: model, today }: Scene): RankNeeds {
  const index = new NeedIndex();
  for (const need of needs) index.put(need);
  return (worker) => {
    const plan = new WorkerPlan(worker, model);
    const passes = (need: NeedCandidate) => obstaclesOf(worker, need, today).length === 0;
    const page = { order: RANK_ORDERS.SCORE, least: {}, first: FIRST, after: null };
    return inSlices(rankNeeds(index, { ...page, plan, model, introductions: 0, passes }));
  };
}

/** Scores every pair by the definition; whatever does not depend on the worker is worked out beforehand. */
function byBruteForce(needs: readonly NeedCandidate[], { affinities, today }: Scene): RankNeeds {
  const prepared = needs.map((need): readonly [NeedCandidate, PreparedNeed] => [
    need,
    prepareNeed(need, affinities),
  ]);
  return (worker) => {
    const found: RankedNeed[] = [];
    for (const [need, its] of prepared) {
      if (obstaclesOf(worker, need, today).length > 0) continue;
      const { score } = scorePrepared(worker, its);
      if (score) found.push({ id: need.id, score });
    }
    return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, FIRST);
  };
}

function spreadWorkers({ world }: Scene, wanted: number): WorkerCandidate[] {
  const skillIds = skillIdsOf(world);
  const { workers } = world.spec;
  return Array.from({ length: Math.min(wanted, workers) }, (_, place) =>
    workerCandidate(world, Math.floor((place * workers) / wanted), skillIds),
  );
}

/** @throws Error when the two ways do not give the same */
async function inTurn(
  [one, other]: readonly [RankNeeds, RankNeeds],
  workers: readonly WorkerCandidate[],
  { onProgress }: Scene,
): Promise<readonly [Durations, Durations]> {
  const taken = [new Durations(), new Durations()] as const;
  for (const [place, worker] of workers.entries()) {
    const begin = performance.now();
    const found = await one(worker);
    const between = performance.now();
    const wanted = await other(worker);
    taken[0].add(between - begin);
    taken[1].add(performance.now() - between);
    const same =
      found.length === wanted.length &&
      found.every(({ id, score }, at) => id === wanted[at]!.id && score === wanted[at]!.score);
    if (!same) throw new Error(`The index ranks other needs for worker ${worker.id} than brute force.`);
    onProgress("Needs for workers", place + 1, workers.length);
  }
  return taken;
}

async function byItself(rank: RankNeeds, workers: readonly WorkerCandidate[]): Promise<Durations> {
  const taken = new Durations();
  for (const worker of workers) {
    const begin = performance.now();
    await rank(worker);
    taken.add(performance.now() - begin);
  }
  return taken;
}
