import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { ProgressBar } from "../../src/cli/progress-bar.js";
import { loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { machineFacts } from "../measure/machine.js";
import { PostgresCpu } from "../measure/postgres-cpu.js";
import { ensureRankingIndexes } from "../sql/service-tables-ranking.js";
import { type BenchTaxonomy, readBenchTaxonomy } from "../world/bench-taxonomy.js";
import { ensureAffinities } from "../world/ensure-affinities.js";
import type { Progress } from "../world/load-world.js";
import { type OpenWorld, openWorld, openWorldServer, type WorldServer } from "../world/open-world.js";
import { World } from "../world/world.js";
import { idOf } from "../world/world-ids.js";
import { connectionsSection } from "./connections-section.js";
import { type Credentials, contenders } from "./contenders.js";
import { SUBJECT } from "./delete-made.js";
import { LoadGenerator } from "./load-generator.js";
import { ASKING_PARTNER, operationsIn } from "./operations.js";
import { ensurePeers } from "./peers-package.js";
import { peersSection } from "./peers-section.js";
import { processesSection } from "./processes-section.js";
import { rowsSection } from "./rows-section.js";
import type { GraphqlScene, GraphqlSection } from "./section.js";
import { sizesSection } from "./sizes-section.js";
import { startSection } from "./start-section.js";

export interface GraphqlOptions {
  /** Names of sections; all when left out. */
  readonly only?: readonly string[];
  /** Names of operations; all when left out. */
  readonly operations?: readonly string[];
  readonly contenders: readonly string[];
  readonly connections: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  readonly workers: number;
  readonly needs: number;
  /** Folder of ESCO's CSV files; where it is not there, skills are made up. */
  readonly esco: string;
  readonly dataDir: string;
  /** Whether the world stays for the next run. */
  readonly keep: boolean;
}

const SECTIONS: readonly GraphqlSection[] = [
  peersSection,
  connectionsSection,
  sizesSection,
  rowsSection,
  processesSection,
  startSection,
];

export const SECTION_NAMES: readonly string[] = SECTIONS.map(({ name }) => name);

const SEED = 1;
const GATEWAY_SECRET = "the gateway of the benchmark, and nobody else";

const say = (message: string) => console.error(message);

/** Measures the GraphQL layer beside its peers, and prints what it found as Markdown. */
export async function benchGraphql(options: GraphqlOptions): Promise<void> {
  await ensurePeers(say);
  const taxonomy = await readBenchTaxonomy(options.esco);
  const server = await openWorldServer(loadConfig().databaseUrl, options.dataDir, say);
  const issuerFolder = await mkdtemp(join(tmpdir(), "skillbridge-bench-issuer-"));
  const progress = new ProgressBar();
  const load = new LoadGenerator();
  try {
    const open = worldOpener(server, taxonomy, progress.show);
    const world = await open(options);
    const client = new Client({ connectionString: world.url });
    await client.connect();
    try {
      const known = { ...world, client, load, openWorld: open, onProgress: progress.show };
      await measure(await sceneOf(known, options, await credentialsIn(issuerFolder)), options);
    } finally {
      await client.end();
    }
  } finally {
    progress.stop();
    load.stop();
    await rm(issuerFolder, { recursive: true, force: true });
    await server.close();
    if (!options.keep) await rm(options.dataDir, { recursive: true, force: true });
  }
}

async function measure(scene: GraphqlScene, { only }: GraphqlOptions): Promise<void> {
  console.log(`## GraphQL\n\n${await machineFacts(scene.client)}`);
  for (const section of SECTIONS)
    if (only?.includes(section.name) ?? true)
      console.log(`\n### ${section.title}\n\n${await section.measure(scene)}`);
}

type KnownOfScene = Pick<GraphqlScene, keyof OpenWorld | "client" | "load" | "openWorld" | "onProgress">;

async function sceneOf(
  known: KnownOfScene,
  options: GraphqlOptions,
  credentials: Credentials,
): Promise<GraphqlScene> {
  const { connections, rounds, seconds } = options;
  return {
    ...known,
    connections,
    rounds,
    seconds,
    contenders: contenders(options.contenders, credentials),
    operations: operationsIn(known.world).filter(({ name }) => options.operations?.includes(name) ?? true),
    postgres: await PostgresCpu.of(known.client),
  };
}

/** Opens worlds with all that a contender may need: the affinities, and the indexes of ranking by SQL. */
const worldOpener =
  (server: WorldServer, taxonomy: BenchTaxonomy, onProgress: Progress) =>
  async ({ workers, needs }: { workers: number; needs: number }): Promise<OpenWorld> => {
    const name = `graphql_${workers}_${needs}`;
    const open = await openWorld(
      server,
      new World({ name, workers, needs, seed: SEED }, taxonomy),
      onProgress,
    );
    const client = new Client({ connectionString: open.url });
    await client.connect();
    try {
      await ensureAffinities(client, open.url, onProgress);
      await ensureRankingIndexes(client, onProgress);
    } finally {
      await client.end();
    }
    return open;
  };

/** What ours is asked with: the token of a partner. */
async function credentialsIn(issuerFolder: string): Promise<Credentials> {
  const issuer = await DevelopmentIssuer.open(issuerFolder, "test");
  const partner = { consortiumId: idOf("consortium", 0), partnerId: idOf("partner", ASKING_PARTNER) };
  const token = await issuer.sign({ ...partner, subject: SUBJECT, role: "PARTNER" });
  return { token, issuerFolder, gatewaySecret: GATEWAY_SECRET };
}
