import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { Client } from "pg";
import { composeService, type Service } from "../../src/compose.js";
import { loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import type { User } from "../../src/platform/auth/principal.js";
import { openDatabase } from "../../src/platform/database/open-database.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { prepareDatabase } from "../../src/prepare-database.js";
import { machineFacts } from "../measure/machine.js";
import { count } from "../option-values.js";
import { LimitsClient } from "./limits-client.js";
import { mainOperations } from "./operations.js";
import { measureOverhead } from "./overhead-section.js";
import { measureWeights } from "./weights-section.js";

interface LimitsOptions {
  readonly dataDir?: string;
  readonly rounds: number;
  readonly requests: number;
}

const onProgress = (message: string) => console.error(message);

/** Adds what measures limits: what fields cost, and what it costs to know that. */
export function addLimitsCommand(program: Command): void {
  program
    .command("limits")
    .description("what fields take against their points, and what limits and authorisation cost per request")
    .option("--rounds <n>", "rounds that are counted", count, 10)
    .option("--requests <n>", "requests of each kind in each round", count, 100)
    .option("--data-dir <folder>", "where the embedded PostgreSQL is, and stays")
    .action(benchLimits);
}

async function benchLimits({ dataDir, rounds, requests }: LimitsOptions): Promise<void> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), "skillbridge-bench-limits-")));
  const config = loadConfig({ DATA_DIR: folder });
  const database = await openDatabase(config, onProgress);
  const client = new LimitsClient();
  try {
    await prepareDatabase(config, database, onProgress);
    const scene = await sceneIn(database.url, { rounds, requests });
    const issuer = await DevelopmentIssuer.open(folder, "test");
    const token = await issuer.sign(scene.manager);
    const ports = await client.start({
      url: database.url,
      issuerFolder: folder,
      user: scene.manager,
    });
    const operations = mainOperations(scene.need, scene.worker);
    const overhead = await measureOverhead(client, ports, {
      operations,
      token,
      rounds,
      requests,
      onProgress,
    });
    console.log(`# What limits and authorisation cost

${scene.facts}

## Fields and their points

Execution without HTTP, on the demonstration's data; ${rounds} rounds of ${requests}, the fastest counts.

${scene.weights}

## Requests with and without limits and authorisation

Over HTTP, one after the other, the service in a process of its own; ${rounds} rounds of ${requests} in turn. Open: no limits of documents, no
cost, no budget; no token is checked, nothing is looked up that it entitles to, and PostgreSQL is not told who asks. Authorised: with all of that.
Limited: with limits besides, the budget in memory; or in PostgreSQL.

${overhead}`);
  } finally {
    await client.close();
    await database.close();
    if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** What the data holds to ask for; weights are measured by the way, in this process, before there is another. */
async function sceneIn(url: string, options: { rounds: number; requests: number }) {
  const service = await composeService(loadConfig({ NODE_ENV: "test" }), url, createLogger("error"));
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const manager = await managerOf(service);
    onProgress("Weights");
    return {
      manager,
      facts: await machineFacts(client),
      weights: await measureWeights(service, manager, options),
      need: typedId(
        "need",
        await idOf(client, "select id from need where status = 'OPEN' order by id limit 1"),
      ),
      worker: typedId(
        "worker",
        await idOf(
          client,
          "select worker_id as id from worker_skill group by 1 order by count(*) desc, 1 limit 1",
        ),
      ),
    };
  } finally {
    await client.end();
    await service.close();
  }
}

/** Somebody who sees people and matches: the manager of the library with the most workers. */
async function managerOf({ dataSource }: Service): Promise<User> {
  const [library] = await dataSource.query(
    "select library_id, consortium_id from worker where library_id is not null group by 1, 2 order by count(*) desc, 1 limit 1",
  );
  const { library_id: libraryId, consortium_id: consortiumId } = library;
  return { kind: "user", subject: "bench", role: "MANAGER", consortiumId, libraryId };
}

async function idOf(client: Client, sql: string): Promise<string> {
  const { rows } = await client.query(sql);
  return rows[0].id;
}
