import { entities } from "../../src/entities.js";
import { listUnmet } from "../../src/insights/demand/unmet.reads.js";
import { yearFunnel } from "../../src/insights/funnel/funnel.reads.js";
import { gapMatrix } from "../../src/insights/gap-matrix.js";
import { rebuildInsights } from "../../src/insights/index.js";
import { SkillGapOrder } from "../../src/insights/insights.inputs.js";
import { listSkillGaps, skillTrend, whereOf } from "../../src/insights/insights.reads.js";
import { monthOf } from "../../src/insights/month.js";
import { CONSORTIUM } from "../../src/insights/place.js";
import { SkillsAbove } from "../../src/insights/skills-above.js";
import { countLibrary } from "../../src/insights/staff/count-library.js";
import { narrowestFirst, publishSupply } from "../../src/insights/staff/publish-supply.js";
import type { User } from "../../src/platform/auth/principal.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { Reads } from "../../src/platform/database/reads.js";
import { Taxonomy } from "../../src/skills/index.js";
import { milliseconds, table } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import { idOf } from "../world/world-ids.js";
import type { BenchSection, Scene } from "./section.js";

const ROUNDS = 100;
/** Libraries that are counted anew. */
const LIBRARIES = 20;
const consortiumId = idOf("consortium", 0);
const analyst: User = { kind: "user", subject: "analyst", role: "ANALYST", consortiumId };

/** What a dashboard would have to ask without read models. */
const BY_HAND = `select skill_id, count(distinct worker_id) from worker_skill s join worker w on w.id = s.worker_id
  where w.consortium_id = $1 and s.visibility >= 'CONSORTIUM' and w.discoverability >= 'CONSORTIUM'
  group by skill_id order by 2 desc limit 20`;

/** Ten of a library's staff change: five rise in what they have, five lose something. */
const CHANGE = `update worker_skill set proficiency = 'EXPERT', updated_at = now() where worker_id in (
  select id from worker where library_id = $1 order by id limit 5)`;
const LOSE = `update worker_skill set archived_at = now(), updated_at = now() where id in (
  select distinct on (w.id) s.id from worker_skill s join worker w on w.id = s.worker_id
  where w.library_id = $1 order by w.id desc, s.id limit 5)`;

/** What dashboards ask, what it takes to keep the figures up to date, and to work them out anew. */
export const insightsSection: BenchSection = {
  name: "insights",
  title: () => "Insights for dashboards",
  async measure(scene) {
    const reads = new Reads(scene.url, 2);
    const dataSource = createDataSource({ url: scene.url, entities, poolSize: 2, patient: true });
    await dataSource.initialize();
    try {
      const taxonomy = new Taxonomy(reads);
      await taxonomy.reload();
      const begin = performance.now();
      await rebuildInsights(dataSource, taxonomy, scene.today, scene.onProgress);
      const rebuilt = (performance.now() - begin) / 1000;
      const changed = await measureChanges(dataSource, taxonomy, scene);
      const answers = await measureAnswers(reads, scene);
      const handMade = new Durations();
      for (let round = 0; round < 3; round++) {
        const asked = performance.now();
        await dataSource.query(BY_HAND, [consortiumId]);
        handMade.add(performance.now() - asked);
      }
      return `All figures worked out anew in ${rebuilt.toFixed(1)} s. A library of which people changed, counted and published: p50 ${milliseconds(changed.p50)} ms, at most ${milliseconds(changed.max)} ms. The first 20 skills by how many people have them, asked of the tables of workers instead: ${milliseconds(handMade.p50)} ms.

${table(["answer", "p50 ms", "p99 ms"], answers)}`;
    } finally {
      await dataSource.destroy();
      await reads.close();
    }
  },
};

async function measureChanges(
  dataSource: ReturnType<typeof createDataSource>,
  taxonomy: Taxonomy,
  { world, today, onProgress }: Scene,
): Promise<Durations> {
  const above = new SkillsAbove(taxonomy);
  const taken = new Durations();
  const count = Math.min(LIBRARIES, world.libraries);
  for (let place = 0; place < count; place++) {
    const id = idOf("library", Math.floor((place * world.libraries) / count));
    // Taken back afterwards: the next measurement finds the world as it was.
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(CHANGE, [id]);
    await runner.query(LOSE, [id]);
    const begin = performance.now();
    const changed = await countLibrary(runner.manager, { id, consortiumId }, above);
    const skillIds = narrowestFirst(taxonomy, changed);
    await publishSupply(runner.manager, taxonomy, consortiumId, skillIds, monthOf(today));
    taken.add(performance.now() - begin);
    await runner.rollbackTransaction();
    await runner.release();
    onProgress("Libraries", place + 1, count);
  }
  return taken;
}

async function measureAnswers(reads: Reads, { world, today, onProgress }: Scene): Promise<string[][]> {
  const month = monthOf(today);
  const question = { month, includeNarrower: true, orderBy: SkillGapOrder.GAP };
  const whole = { ...question, where: whereOf(null, null) };
  const page = { first: 20 };
  const { nodes } = await listSkillGaps(reads, analyst, whole, { first: 12 });
  const library = (round: number) => idOf("library", (round * 7) % world.libraries);
  const asked: Record<string, (round: number) => Promise<unknown>> = {
    "20 skills of the consortium": () => listSkillGaps(reads, analyst, whole, page),
    "20 skills of a library": (round) =>
      listSkillGaps(reads, analyst, { ...question, where: whereOf(library(round), null) }, page),
    "heat map, 12 skills by 12 libraries": () =>
      gapMatrix(reads, analyst, nodes, { includeNarrower: true, isLibrary: true, most: 12 }),
    "12 months of a skill": (round) =>
      skillTrend(reads, analyst, nodes[round % nodes.length]!.skillId, whole.where, true, month, 12),
    "funnel of a year": () => yearFunnel(reads, analyst, CONSORTIUM, 2026),
    "20 needs that nobody answers": () => listUnmet(reads, analyst, 0.3, page),
  };
  const rows: string[][] = [];
  for (const [name, ask] of Object.entries(asked)) {
    const taken = new Durations();
    for (let round = -10; round < ROUNDS; round++) {
      const begin = performance.now();
      await ask(round + 10);
      if (round >= 0) taken.add(performance.now() - begin);
    }
    rows.push([name, milliseconds(taken.p50), milliseconds(taken.p99)]);
    onProgress("Answers", rows.length, Object.keys(asked).length);
  }
  return rows;
}
