import { chmod, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  stopEmbeddedPostgres,
} from "../../src/platform/database/embedded/embedded-postgres.js";
import { migrateDatabase } from "../../src/platform/database/migrate.js";
import { administer, databaseUrl, SERVER_VARIABLE, TEMPLATE_VARIABLE } from "./postgres-for-tests.js";

/** A server on which tests have databases, and what the end of it has to undo. */
export interface TestServer {
  readonly url: string;
  readonly template: string;
  readonly embedded?: EmbeddedPostgres;
  readonly folder?: string;
}

/** Much faster, and a crash loses nothing that anybody wants. */
const UNSAFE_AND_FAST = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
const PREFIX = "skillbridge-test-";

/** Starts a PostgreSQL in a temporary folder, whose name tells the process that made it. */
export async function startTemporaryServer(template: string): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // PostgreSQL runs as another account where the tests run as root.
  await chmod(folder, 0o755);
  const embedded = await startEmbeddedPostgres({ dataDir: folder, settings: UNSAFE_AND_FAST });
  return { url: embedded.url, template, embedded, folder };
}

export async function removeTemporaryServer({ embedded, folder }: TestServer): Promise<void> {
  await embedded?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
}

/** Makes the migrated template, and lets `createTestDatabase` clone it. */
export async function prepareTemplate({ url, template }: TestServer): Promise<void> {
  await administer(url, `drop database if exists ${template}`, `create database ${template}`);
  await migrateDatabase(databaseUrl(url, template));
  // A connection to the template, from whatever source, would make cloning it fail.
  await administer(url, `alter database ${template} with is_template true allow_connections false`);
  process.env[SERVER_VARIABLE] = url;
  process.env[TEMPLATE_VARIABLE] = template;
}

/** Removes servers of runs that were ended by Ctrl-C or a crash. */
export async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    if ((await stat(folder)).uid !== process.getuid?.()) continue;
    await stopEmbeddedPostgres({ dataDir: folder }).catch((error) => console.warn(String(error)));
    await rm(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
