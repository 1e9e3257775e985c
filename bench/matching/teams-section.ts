import { inSlices } from "../../src/matching/slices.js";
import { smallestTeams, type TeamChoice } from "../../src/teams/smallest-teams.js";
import { milliseconds, table } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import { longestTurnDuring } from "../measure/turns.js";
import { Random } from "../world/random.js";
import type { BenchEngine, EngineSource } from "./engine.js";
import type { BenchSection, Scene } from "./section.js";

/** Teams asked for. */
const FIRST = 3;
const QUERIES = 200;
const WARMING = 20;
/** How many needs are put together to one with as many must-haves. */
const TOGETHER = [1, 2, 4, 8];

/** How long teams take: who covers what, by the index, and the search for the smallest sets. */
export const teamsSection = (source: EngineSource): BenchSection => ({
  name: "teams",
  title: ({ world }) => `Teams among ${world.spec.workers.toLocaleString("en")} workers`,
  async measure(scene) {
    const engine = await source.open(scene, scene.onProgress);
    const rows: string[][] = [];
    for (const together of TOGETHER) rows.push(await ask(engine, scene, together));
    return `The first ${FIRST} teams as a partner sees them; ${QUERIES} needs at random, one after the other, and then the skills of several needs as
the must-haves of one. Proved: the share of answers that are exact.

${table(HEADER, rows)}`;
  },
});

const HEADER = [
  "needs in one",
  "groups, mean",
  "groups, max",
  "one is enough",
  "teams of 2",
  "of 3 and more",
  "nobody",
  "proved",
  "p50 ms",
  "p99 ms",
  "max ms",
  "of these search p99 ms",
  "held max ms",
];

async function ask(engine: BenchEngine, { world, onProgress }: Scene, together: number): Promise<string[]> {
  const random = new Random(world.spec.seed, 93);
  const [taken, searched] = [new Durations(), new Durations()];
  const groups: number[] = [];
  const choices: TeamChoice[] = [];
  let held = 0;
  for (let query = -WARMING; query < QUERIES; query++) {
    const needs = Array.from({ length: together }, () => random.below(world.needs));
    let [begin, found, end] = [performance.now(), 0, 0];
    const longest = await longestTurnDuring(async () => {
      begin = performance.now();
      const coverers = await engine.coverers(needs, FIRST);
      found = performance.now();
      const choice = await inSlices(smallestTeams(coverers, FIRST));
      end = performance.now();
      if (query < 0) return;
      choices.push(choice);
      groups.push(new Set(coverers.map(({ musts }) => musts)).size);
    });
    onProgress(`Teams for ${together} in one`, Math.max(0, query), QUERIES);
    if (query < 0) continue;
    held = Math.max(held, longest);
    taken.add(end - begin);
    searched.add(end - found);
  }
  const sized = (fits: (size: number) => boolean) =>
    share(choices.filter(({ teams }) => fits(teams[0]?.workers.length ?? 0)).length);
  return [
    String(together),
    (groups.reduce((sum, count) => sum + count, 0) / groups.length).toFixed(1),
    String(Math.max(...groups)),
    sized((size) => size === 1),
    sized((size) => size === 2),
    sized((size) => size > 2),
    sized((size) => size === 0),
    share(choices.filter(({ optimal }) => optimal).length),
    ...[taken.p50, taken.p99, taken.max, searched.p99, held].map(milliseconds),
  ];
}

const share = (count: number): string => `${((100 * count) / QUERIES).toFixed(0)} %`;
