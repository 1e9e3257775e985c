import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { Client } from "pg";
import { loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../src/platform/database/embedded/embedded-postgres.js";
import { prepareDatabase } from "../../src/prepare-database.js";
import { machineFacts } from "../measure/machine.js";
import { count, counts } from "../option-values.js";
import { Contender } from "./contender.js";
import { measureWrites, warmUp } from "./measure-writes.js";
import { statementsTable, writesTable } from "./report.js";
import { prepareScene, type Scene } from "./scene.js";

export interface WritesOptions {
  readonly dataDir?: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: readonly number[];
}

const onProgress = (message: string) => console.error(message);
const BASE = "writes";
const KINDS = ["service", "endpoint", "raw"] as const;

/** Adds what measures mutations against the same statements sent by hand. */
export function addWritesCommand(program: Command): void {
  program
    .command("writes")
    .description("mutations over HTTP against the same statements sent by hand")
    .option("--connections <list>", "how many ask at a time", counts, [1, 8, 32])
    .option("--rounds <n>", "turns of each that are counted", count, 3)
    .option("--seconds <n>", "how long a turn is", count, 2)
    .option("--data-dir <folder>", "where the embedded PostgreSQL is, and stays")
    .action(benchWrites);
}

async function benchWrites(options: WritesOptions): Promise<void> {
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), "skillbridge-bench-writes-")));
  // With the settings that the service starts it with: what is committed is on disk.
  const server = await startEmbeddedPostgres({ dataDir: folder, onProgress });
  try {
    const url = await server.ensureDatabase(BASE);
    await prepareDatabase(
      loadConfig({ DATA_DIR: folder }),
      { url, embedded: true, close: async () => {} },
      onProgress,
    );
    const scene = await prepareScene(url, Math.max(...options.connections));
    await withContenders(server, folder, scene, async (contenders, admin) => {
      console.log(`# Writes\n\n${await machineFacts(admin)}\n\n${statementsTable(scene)}`);
      for (const mutation of scene.mutations) await warmUp(contenders, mutation, onProgress);
      for (const durability of ["on", "off"]) {
        await admin.query(`alter system set synchronous_commit = ${durability}`);
        await admin.query("select pg_reload_conf()");
        for (const mutation of scene.mutations) {
          const measured = await measureWrites(contenders, mutation, { ...options, onProgress });
          console.log(`\n## ${mutation.name}, synchronous_commit ${durability}\n\n${writesTable(measured)}`);
        }
      }
      await admin.query("alter system reset synchronous_commit");
    });
  } finally {
    await server.stopIfUnused();
    if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Each has its own copy of the database, so that nobody is told of what another one changes. */
async function withContenders(
  server: EmbeddedPostgres,
  issuerFolder: string,
  scene: Scene,
  work: (
    contenders: ReadonlyMap<string, { contender: Contender; url: string }>,
    admin: Client,
  ) => Promise<void>,
): Promise<void> {
  const issuer = await DevelopmentIssuer.open(issuerFolder, "test");
  const tokens: Record<string, string> = {};
  for (const { name, user } of scene.mutations) tokens[name] = await issuer.sign(user);
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  const contenders = new Map<string, { contender: Contender; url: string }>();
  try {
    for (const kind of KINDS) {
      const name = `${BASE}_${kind}`;
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.query(`create database ${name} template ${BASE}`);
      const url = server.databaseUrl(name);
      const contender = await Contender.start({ kind, url, issuerFolder, scene, tokens });
      contenders.set(kind, { contender, url });
    }
    await work(contenders, admin);
  } finally {
    for (const { contender } of contenders.values()) await contender.close();
    await admin.end();
  }
}
