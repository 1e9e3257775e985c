import { setTimeout as delay } from "node:timers/promises";
import type { ClusterPaths } from "./cluster-folder.js";
import { DatabaseStartError } from "./database-start-error.js";
import { disownPostmasterFile, processIsAlive, readPostmasterFile, runsCluster } from "./postmaster-file.js";
import { Presence } from "./presence.js";

export interface RunningServer {
  readonly port: number;
  readonly presence: Presence;
}

const PATIENCE_SECONDS = 120;
const POLL_MILLISECONDS = 50;

/**
 * Joins the server that runs on this cluster, whoever started it, waiting while it starts, recovers or stops.
 * @returns undefined when none runs; then `postmaster.pid` is free for a new one
 * @throws DatabaseStartError when there seems to be one but it does not answer
 */
export async function joinRunningServer(
  paths: ClusterPaths,
  password: string,
): Promise<RunningServer | undefined> {
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  let last: unknown;
  for (;;) {
    const file = readPostmasterFile(paths.data);
    if (!file || !processIsAlive(file.pid)) return undefined;
    if (file.port !== undefined) {
      const answer = await tryToEnter(file.port, password, paths);
      if ("presence" in answer) return { port: file.port, presence: answer.presence };
      last = answer.fault;
    }
    if ((await runsCluster(file.pid, paths.data)) === false) {
      disownPostmasterFile(paths.data, file);
      continue;
    }
    if (Date.now() > deadline) throw doesNotAnswer(file.pid, file.path, paths, last);
    await delay(POLL_MILLISECONDS);
  }
}

async function tryToEnter(
  port: number,
  password: string,
  paths: ClusterPaths,
): Promise<{ presence: Presence } | { fault: unknown }> {
  try {
    const presence = await Presence.enter({ port, password });
    if (presence.data === paths.data) return { presence };
    // A copied project names the original's server: it has the same password but other data.
    await presence.leave();
    return { fault: new Error(`the server on port ${port} serves ${presence.data}`) };
  } catch (fault) {
    return { fault };
  }
}

function doesNotAnswer(pid: number, file: string, paths: ClusterPaths, cause: unknown): DatabaseStartError {
  return new DatabaseStartError(
    `A PostgreSQL server (process ${pid}) seems to run on ${paths.folder} but did not answer within ${PATIENCE_SECONDS} seconds. If process ${pid} is PostgreSQL, look into ${paths.log} and wait or end it; if it is something else, remove ${file} and start again.`,
    { cause },
  );
}
