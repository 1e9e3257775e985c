import { milliseconds, table } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import { longestTurnDuring } from "../measure/turns.js";
import { Random } from "../world/random.js";
import type { BenchEngine, EngineSource, OrderName } from "./engine.js";
import type { BenchSection, Scene } from "./section.js";

const FIRST = 20;
/** Coverage has no bound, so everybody whom the need serves is scored: few of these take as long as many others. */
const QUERIES: Readonly<Record<OrderName, number>> = {
  SCORE: 2000,
  FAIR: 1000,
  GROWTH: 1000,
  EXCHANGE: 1000,
  COVERAGE: 200,
};

/** How long a query keeps everybody else waiting, in every order. */
export const turnsSection = (source: EngineSource): BenchSection => ({
  name: "turns",
  title: () => "How long a query holds the event loop",
  async measure(scene) {
    const engine = await source.open(scene, scene.onProgress);
    const rows: string[][] = [];
    let longest = 0;
    for (const order of Object.keys(QUERIES) as OrderName[]) {
      const { taken, turns } = await ask(engine, scene, order);
      longest = Math.max(longest, turns.max);
      const figures = [taken.p50, taken.p99, turns.p50, turns.p99, turns.max].map(milliseconds);
      rows.push([order, QUERIES[order].toLocaleString("en"), ...figures]);
    }
    scene.bar.note("longestTurn", scene.world.spec.workers, longest);
    return `Queries for needs at random, one after the other; of each, how long it took and the longest that it held the event loop at once.

${table(["order", "queries", "query p50 ms", "query p99 ms", "held p50 ms", "held p99 ms", "held max ms"], rows)}`;
  },
});

async function ask(engine: BenchEngine, { world, onProgress }: Scene, order: OrderName) {
  const random = new Random(world.spec.seed, 92);
  const [taken, turns] = [new Durations(), new Durations()];
  const queries = QUERIES[order];
  const warming = queries / 10;
  for (let query = -warming; query < queries; query++) {
    const begin = performance.now();
    const longest = await longestTurnDuring(() => engine.rank(random.below(world.needs), FIRST, order));
    const end = performance.now();
    if (query % 50 === 0) onProgress(`Queries by ${order}`, Math.max(0, query), queries);
    if (query < 0) continue;
    turns.add(longest);
    taken.add(end - begin);
  }
  onProgress(`Queries by ${order}`, queries, queries);
  return { taken, turns };
}
