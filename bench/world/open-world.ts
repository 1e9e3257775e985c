import { Client } from "pg";
import { startEmbeddedPostgres } from "../../src/platform/database/embedded/embedded-postgres.js";
import { migrateDatabase } from "../../src/platform/database/migrate.js";
import { loadWorld, type Progress } from "./load-world.js";
import { WORLD_VERSION, type World } from "./world.js";

/** The PostgreSQL server that holds a database for each world. */
export interface WorldServer {
  /** Address of the database `name`, made when missing. */
  database(name: string): Promise<string>;
  /** Lets go of the server. */
  close(): Promise<void>;
}

/** The settings of the embedded server: a world can be made again, and all of it fits into memory. */
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "8GB",
  shared_buffers: "1GB",
  effective_cache_size: "8GB",
  random_page_cost: "1.1",
  jit: "off",
};

/**
 * @param databaseUrl a PostgreSQL whose user may create databases; undefined starts the embedded one
 * @param dataDir folder of the embedded one
 */
export async function openWorldServer(
  databaseUrl: string | undefined,
  dataDir: string,
  say: (message: string) => void,
): Promise<WorldServer> {
  if (databaseUrl !== undefined)
    return { database: (name) => ensureDatabase(databaseUrl, name), close: async () => {} };
  const server = await startEmbeddedPostgres({ dataDir, onProgress: say, settings: SETTINGS });
  return { database: (name) => server.ensureDatabase(name), close: () => server.stopIfUnused() };
}

async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

export interface OpenWorld {
  readonly world: World;
  readonly url: string;
  /** How long loading took, now or when it was loaded. */
  readonly loadSeconds: number;
  readonly reused: boolean;
}

const stampTable = `
  create schema if not exists bench;
  create table if not exists bench.world (stamp text not null, load_seconds double precision not null)`;

/** The world in a database of its own; one that is there already is used again. */
export async function openWorld(server: WorldServer, world: World, onProgress: Progress): Promise<OpenWorld> {
  const url = await server.database(`bench_${world.spec.name}`);
  await migrateDatabase(url);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(stampTable);
    const stamp = stampOf(world);
    const { rows } = await client.query("select load_seconds from bench.world where stamp = $1", [stamp]);
    if (rows[0]) return { world, url, loadSeconds: rows[0].load_seconds, reused: true };
    await client.query("drop schema bench cascade");
    const begin = performance.now();
    await loadWorld(client, world, onProgress);
    const loadSeconds = (performance.now() - begin) / 1000;
    await client.query(stampTable);
    await client.query("insert into bench.world values ($1, $2)", [stamp, loadSeconds]);
    return { world, url, loadSeconds, reused: false };
  } finally {
    await client.end();
  }
}

const stampOf = ({ spec, taxonomy }: World): string =>
  JSON.stringify({ ...spec, taxonomy: taxonomy.source, version: WORLD_VERSION });
