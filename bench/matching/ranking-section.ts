import { alternate } from "../measure/alternating.js";
import { comparison } from "../measure/comparison.js";
import { milliseconds } from "../measure/markdown.js";
import { RANKING_SETTINGS } from "../sql/ranking-settings.js";
import { ensureRankingIndexes, SERVICE_TABLES_RANKING } from "../sql/service-tables-ranking.js";
import { SqlContender } from "../sql/sql-contender.js";
import { BOUNDED_RANKING, TUNED_RANKING } from "../sql/tuned-ranking.js";
import { expectAgreement } from "./agreement.js";
import type { Figure } from "./bar.js";
import { BruteForce } from "./brute-force.js";
import type { Contender } from "./contender.js";
import type { EngineSource } from "./engine.js";
import { type BenchSection, type Scene, spreadNeeds } from "./section.js";

const FIRST = 20;
/** So many needs are compared with the oracle. */
const COMPARED = 50;
/** So many needs are asked of the index by itself. */
const ALONE = 2000;
/** Beyond this, objects for every worker do not fit beside everything else. */
const MOST_BRUTE_FORCE = 1_000_000;

/** The top 20 for a need's partner: how long each way to rank takes. */
export const rankingSection = (source: EngineSource): BenchSection => ({
  name: "ranking",
  title: ({ world }) => `The first ${FIRST} of ${world.spec.workers.toLocaleString("en")} workers for a need`,
  async measure(scene) {
    const contenders = await contendersOf(scene, source);
    const oracle = contenders.find(({ name }) => name === "brute force");
    try {
      const compared = oracle ? await compare(contenders, oracle, scene) : 0;
      const needs = spreadNeeds(scene);
      const taken = await alternate(contenders, {
        needs,
        rounds: scene.rounds,
        first: FIRST,
        onProgress: scene.onProgress,
      });
      const best = taken[0]!;
      for (const [index, { figure }] of contenders.entries())
        if (figure) scene.bar.note(figure, scene.world.spec.workers, taken[index]!.p50 / best.p50);
      const alone = await measureAlone(contenders[0]!, scene);
      const rows = contenders.map(({ name }, index) => [name, taken[index]!] as const);
      return `${needs.length} needs, ${scene.rounds} rounds, in turn. ${compared} needs compared: the same workers, scores within 1e-9.

${comparison("ranked by", rows)}

${alone}`;
    } finally {
      for (const contender of contenders) await contender.close?.();
    }
  },
});

/** @returns the index first; with the figure of the bar that a ratio to it is */
async function contendersOf(
  scene: Scene,
  source: EngineSource,
): Promise<(Contender & { readonly figure?: Figure })[]> {
  const { url, today, world } = scene;
  const sql = async (name: string, text: string, figure?: Figure, more: Record<string, string> = {}) => {
    const settings = { ...RANKING_SETTINGS, ...more };
    return Object.assign(await SqlContender.connect(url, { name, text, settings }, today), { figure });
  };
  await ensureRankingIndexes(scene.client, scene.onProgress);
  const contenders: (Contender & { readonly figure?: Figure })[] = [
    await source.open(scene, scene.onProgress),
    await sql("SQL, service's tables", SERVICE_TABLES_RANKING, "serviceSql"),
    await sql("SQL, service's tables, parallel", SERVICE_TABLES_RANKING, undefined, {
      max_parallel_workers_per_gather: "2",
    }),
    await sql("SQL, tables made for it", TUNED_RANKING, "tunedSql"),
    await sql("SQL, tables made for it, bound", BOUNDED_RANKING, "boundedSql"),
  ];
  if (world.spec.workers <= MOST_BRUTE_FORCE)
    contenders.push(new BruteForce(world, scene.affinities, today, scene.onProgress));
  return contenders;
}

/** @returns how many needs every contender answered as the oracle does */
async function compare(contenders: readonly Contender[], oracle: Contender, scene: Scene): Promise<number> {
  const needs = spreadNeeds({ world: scene.world, needs: scene.world.spec.workers > 20_000 ? 3 : COMPARED });
  for (const contender of contenders)
    if (contender !== oracle) await expectAgreement(contender, oracle, needs, FIRST);
  return needs.length;
}

/** The first contender by itself, with many more needs: a p99 of its own, and caches that nobody else has emptied. */
async function measureAlone(contender: Contender, scene: Scene): Promise<string> {
  const needs = spreadNeeds({ world: scene.world, needs: ALONE });
  const [taken] = await alternate([contender], { ...scene, needs, rounds: 1, first: FIRST });
  const [p50, p99, max] = [taken!.p50, taken!.p99, taken!.max].map(milliseconds);
  scene.bar.note("p50", scene.world.spec.workers, taken!.p50);
  scene.bar.note("p99", scene.world.spec.workers, taken!.p99);
  return `By itself, ${needs.length.toLocaleString("en")} needs: p50 ${p50} ms, p99 ${p99} ms, at most ${max} ms.`;
}
