import { rm } from "node:fs/promises";
import { Client } from "pg";
import { ProgressBar } from "../../src/cli/progress-bar.js";
import { loadConfig } from "../../src/config.js";
import { machineFacts } from "../measure/machine.js";
import { ensureTunedTables } from "../sql/tuned-tables.js";
import { readBenchTaxonomy } from "../world/bench-taxonomy.js";
import { ensureAffinities } from "../world/ensure-affinities.js";
import { openWorld, openWorldServer, type WorldServer } from "../world/open-world.js";
import { World } from "../world/world.js";
import { adviceSection } from "./advice-section.js";
import { Bar } from "./bar.js";
import { endToEndSection } from "./end-to-end-section.js";
import { freshnessSection } from "./freshness-section.js";
import { INDEX } from "./index-engine.js";
import { insightsSection } from "./insights-section.js";
import { loadSection } from "./load-section.js";
import { locksSection } from "./locks-section.js";
import { needsSection } from "./needs-section.js";
import { rankingSection } from "./ranking-section.js";
import type { BenchSection, Scene } from "./section.js";
import { steadySection } from "./steady-section.js";
import { teamsSection } from "./teams-section.js";
import { turnsSection } from "./turns-section.js";
import { updateSection } from "./update-section.js";
import { worldSection } from "./world-section.js";

export interface MatchingOptions {
  readonly sizes: readonly { readonly name: string; readonly workers: number }[];
  /** How many needs are asked in a round. */
  readonly needs: number;
  /** How many rounds count. */
  readonly rounds: number;
  /** Names of sections; all when left out. */
  readonly only?: readonly string[];
  /** Folder of ESCO's CSV files; where it is not there, skills are made up. */
  readonly esco: string;
  readonly dataDir: string;
  /** Whether the worlds stay for the next run. */
  readonly keep: boolean;
  readonly seed: number;
}

/** The same at every run, so that gates let the same pass. */
const TODAY = "2026-06-01";

const SECTIONS: readonly BenchSection[] = [
  worldSection,
  rankingSection(INDEX),
  endToEndSection,
  needsSection,
  adviceSection,
  loadSection(INDEX),
  updateSection(INDEX),
  turnsSection(INDEX),
  steadySection(INDEX),
  freshnessSection,
  locksSection,
  teamsSection(INDEX),
  insightsSection,
];

export const SECTION_NAMES: readonly string[] = SECTIONS.map(({ name }) => name);

/** Makes the worlds, prints the addresses of their databases, and keeps them up until this process is stopped. */
export async function serveWorlds(options: MatchingOptions): Promise<void> {
  const taxonomy = await readBenchTaxonomy(options.esco);
  const server = await openWorldServer(loadConfig().databaseUrl, options.dataDir, say);
  try {
    for (const { name, workers } of options.sizes) {
      const world = new World({ name, workers, seed: options.seed }, taxonomy);
      await withScene(server, world, options, async ({ url }) => console.log(url));
    }
    say("Up until Ctrl-C.");
    await stopped();
  } finally {
    await server.close();
  }
}

const say = (message: string) => console.error(message);

const stopped = () =>
  new Promise<void>((resolve) => {
    // A listener for signals does not keep a process alive.
    const alive = setInterval(() => {}, 60_000);
    const stop = () => {
      clearInterval(alive);
      resolve();
    };
    process.once("SIGINT", stop).once("SIGTERM", stop);
  });

/** Measures matching in worlds of each size, and prints what it found as Markdown. */
export async function benchMatching(options: MatchingOptions): Promise<void> {
  const taxonomy = await readBenchTaxonomy(options.esco);
  const server = await openWorldServer(loadConfig().databaseUrl, options.dataDir, say);
  try {
    const bar = new Bar();
    let described = false;
    for (const { name, workers } of options.sizes) {
      const world = new World({ name, workers, seed: options.seed }, taxonomy);
      await withScene(server, world, options, async (made) => {
        const scene = { ...made, bar };
        if (!described) console.log(`## Matching\n\n${await machineFacts(scene.client)}`);
        described = true;
        console.log(`\n### ${workers.toLocaleString("en")} workers`);
        for (const section of SECTIONS)
          if (options.only?.includes(section.name) ?? true)
            console.log(`\n#### ${section.title(scene)}\n\n${await section.measure(scene)}`);
      });
    }
    const held = bar.table();
    if (held) console.log(`\n### Against the bar\n\n${held}`);
  } finally {
    await server.close();
    if (!options.keep) await rm(options.dataDir, { recursive: true, force: true });
  }
}

/** Gets a world ready and lets `work` measure in it. */
async function withScene(
  server: WorldServer,
  world: World,
  { needs, rounds, only }: MatchingOptions,
  work: (made: Omit<Scene, "bar">) => Promise<void>,
): Promise<void> {
  const progress = new ProgressBar();
  const onProgress = progress.show;
  const open = await openWorld(server, world, onProgress);
  const client = new Client({ connectionString: open.url });
  await client.connect();
  try {
    const made = await ensureAffinities(client, open.url, onProgress);
    // Made for one section, and as large as the world.
    if (only?.includes("ranking") ?? true) await ensureTunedTables(client, onProgress);
    await work({ ...open, ...made, client, needs, rounds, today: TODAY, onProgress });
  } finally {
    progress.stop();
    await client.end();
  }
}
