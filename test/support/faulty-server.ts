import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../src/platform/database/embedded/embedded-postgres.js";
import { prepareTemplate, removeTemporaryServer, startTemporaryServer } from "./temporary-server.js";

/** A PostgreSQL of a test's own that crashes on demand. */
export interface FaultyServer {
  /** Kills it as the kernel does when memory is short; nothing is told to anybody. */
  crash(): Promise<void>;
  /** Starts it again, at the same port. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

const DURABLE = { fsync: "off", synchronous_commit: "on" };

/** Starts it, and makes `createTestDatabase` of this test file use it. */
export async function startFaultyServer(): Promise<FaultyServer> {
  const server = await startTemporaryServer("skillbridge_template");
  await prepareTemplate(server);
  const folder = server.folder!;
  return {
    crash: async () => {
      const lock = await readFile(join(folder, "postgres", "data", "postmaster.pid"), "utf8");
      process.kill(Number(lock.split("\n")[0]), "SIGKILL");
    },
    restart: async () => void (await startEmbeddedPostgres({ dataDir: folder, settings: DURABLE })),
    remove: () => removeTemporaryServer(server),
  };
}
