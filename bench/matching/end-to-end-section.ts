import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { alternate } from "../measure/alternating.js";
import { comparison } from "../measure/comparison.js";
import { milliseconds } from "../measure/markdown.js";
import type { Durations } from "../measure/quantiles.js";
import { ensureRankingIndexes } from "../sql/service-tables-ranking.js";
import type { World } from "../world/world.js";
import { idOf } from "../world/world-ids.js";
import { expectAgreement } from "./agreement.js";
import { HttpContender } from "./http-contender.js";
import { type Origins, ReplicaClient } from "./replica-client.js";
import { type BenchSection, type Scene, spreadNeeds } from "./section.js";

const FIRST = 20;
/** So many needs are asked of the API over the index by itself. */
const ALONE = 2000;
/** Scores come rounded to thousandths, and sums that differ in their last bits may round otherwise. */
const ROUNDED = 0.001 + 1e-9;

/** The whole way of a query: HTTP, token, GraphQL, ranking, workers' names; over the index and over SQL. */
export const endToEndSection: BenchSection = {
  name: "endtoend",
  title: ({ world }) => `End to end, ${world.spec.workers.toLocaleString("en")} workers`,
  async measure(scene) {
    await ensureRankingIndexes(scene.client, scene.onProgress);
    const folder = await mkdtemp(join(tmpdir(), "skillbridge-bench-issuer-"));
    const replica = await ReplicaClient.start(scene.url);
    try {
      const { data } = await replica.ask({ kind: "listen", issuerFolder: folder });
      return await compareApis(scene, data as Origins, await tokensFor(scene.world, folder));
    } finally {
      await replica.stop();
      await rm(folder, { recursive: true });
    }
  },
};

async function compareApis(
  scene: Scene,
  origins: Origins,
  tokenOf: (need: number) => string,
): Promise<string> {
  const index = new HttpContender("API over the index", origins.index, tokenOf);
  const sql = new HttpContender("API over SQL", origins.sql, tokenOf);
  try {
    const needs = spreadNeeds(scene);
    const compared = await expectAgreement(index, sql, needs, FIRST, ROUNDED);
    const { rounds, onProgress, world } = scene;
    const round = { needs, rounds, first: FIRST, onProgress };
    const [fast, slow] = (await alternate([index, sql], round)) as [Durations, Durations];
    const asked = spreadNeeds({ world, needs: ALONE });
    const [alone] = await alternate([index], { ...round, needs: asked, rounds: 1 });
    scene.bar.note("endToEnd", world.spec.workers, slow.p50 / fast.p50);
    const rows = [[index.name, fast] as const, [sql.name, slow] as const];
    return `\`need(id: $id) { matches(first: ${FIRST}) { nodes { score worker { name } } } }\` by the need's partner over HTTP, to one process that serves both; ${needs.length} needs, ${rounds} rounds, in turn. ${compared} answers compared: the same workers with the same scores, as rounded for showing.

${comparison("answered by", rows)}

The API over the index by itself, ${asked.length.toLocaleString("en")} needs: p50 ${milliseconds(alone!.p50)} ms, p99 ${milliseconds(alone!.p99)} ms, at most ${milliseconds(alone!.max)} ms.`;
  } finally {
    await index.close();
    await sql.close();
  }
}

/** @returns what gives the token of the partner that has a need */
async function tokensFor(world: World, folder: string): Promise<(need: number) => string> {
  const issuer = await DevelopmentIssuer.open(folder, "test");
  const tokens: string[] = [];
  for (let partner = 0; partner < world.partners; partner++) {
    const partnerId = idOf("partner", partner);
    const user = { role: "PARTNER", consortiumId: idOf("consortium", 0), partnerId } as const;
    tokens.push(await issuer.sign({ ...user, subject: `partner:${partnerId}` }));
  }
  return (need) => tokens[world.need(need).partner]!;
}
