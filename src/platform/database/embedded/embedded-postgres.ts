import { mkdir, realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { chooseAccount } from "./account.js";
import { type Binaries, locateBinaries } from "./binaries.js";
import {
  type ClusterPaths,
  clusterPaths,
  ensureCluster,
  isComplete,
  readPassword,
} from "./cluster-folder.js";
import { DatabaseStartError, folderFault } from "./database-start-error.js";
import { readPostmasterFile } from "./postmaster-file.js";
import type { Presence } from "./presence.js";
import { type Account, runProgram } from "./run-program.js";
import { joinRunningServer, type RunningServer } from "./running-server.js";
import { startServer } from "./start-server.js";

export interface EmbeddedPostgresOptions {
  /** Folder for the cluster, its password and its log; created when missing. */
  readonly dataDir: string;
  /** Told once per step that takes time. */
  onProgress?(message: string): void;
  /** PostgreSQL settings beyond the usual ones, such as `fsync: "off"`; they count only where this call starts the server. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running PostgreSQL server that this process uses, perhaps together with others. */
export interface EmbeddedPostgres {
  /** Address of the maintenance database `postgres`, as superuser. */
  readonly url: string;
  /** Address of the database `name` on this server. */
  databaseUrl(name: string): string;
  /** Creates the database `name` unless it is there, and returns its address. */
  ensureDatabase(name: string): Promise<string>;
  /** False when the server was already running. */
  readonly startedHere: boolean;
  /** Stops the server, whoever uses it; waits for the end. */
  stop(): Promise<void>;
  /** Stops the server unless another process or client uses it. Call it once, after closing own connections. */
  stopIfUnused(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm installed, creating its cluster on first use, or joins the server that runs already.
 * The server is a process of its own: it outlives this one, and Ctrl-C does not reach it.
 * @throws DatabaseStartError whose message says what happened and what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const onProgress = options.onProgress?.bind(options) ?? (() => {});
  const settings = options.settings ?? {};
  try {
    const { binaries, paths, account } = await prepare(options.dataDir);
    const unsafe = settings.fsync === "off";
    const password = await ensureCluster(paths, { binaries, account, unsafe, onProgress });
    const running = await joinRunningServer(paths, password);
    if (running) return new Cluster(running, false, { binaries, paths, account, password });
    onProgress(`Starting PostgreSQL in ${paths.folder}`);
    const { server, startedHere } = await startServer(paths, { binaries, account, password, settings });
    return new Cluster(server, startedHere, { binaries, paths, account, password });
  } catch (error) {
    throw folderFault(error, resolve(options.dataDir));
  }
}

/**
 * Stops the server that runs in `dataDir`, if there is one, whoever uses it: for what a crashed process left behind.
 * @throws DatabaseStartError when it does not stop
 */
export async function stopEmbeddedPostgres(options: { readonly dataDir: string }): Promise<void> {
  const paths = clusterPaths(await realpath(options.dataDir));
  if (!isComplete(paths)) return;
  const binaries = locateBinaries();
  const account = await chooseAccount(binaries, paths);
  const password = await readPassword(paths);
  const running = await joinRunningServer(paths, password);
  if (running) await new Cluster(running, false, { binaries, paths, account, password }).stop();
}

async function prepare(
  dataDir: string,
): Promise<{ binaries: Binaries; paths: ClusterPaths; account: Account }> {
  const binaries = locateBinaries();
  await mkdir(dataDir, { recursive: true });
  const paths = clusterPaths(await realpath(dataDir));
  return { binaries, paths, account: await chooseAccount(binaries, paths) };
}

interface Place {
  readonly binaries: Binaries;
  readonly paths: ClusterPaths;
  readonly account: Account;
  readonly password: string;
}

class Cluster implements EmbeddedPostgres {
  constructor(
    private readonly server: RunningServer,
    readonly startedHere: boolean,
    private readonly place: Place,
  ) {}

  get url(): string {
    return this.databaseUrl("postgres");
  }

  databaseUrl(name: string): string {
    return `postgres://postgres:${this.place.password}@127.0.0.1:${this.server.port}/${encodeURIComponent(name)}`;
  }

  async ensureDatabase(name: string): Promise<string> {
    await this.server.presence.ensureDatabase(name);
    return this.databaseUrl(name);
  }

  async stop(): Promise<void> {
    const presence = await this.enterAnew();
    if (presence) await this.shutDown();
    await presence?.leave();
  }

  async stopIfUnused(): Promise<void> {
    const presence = await this.enterAnew();
    if (await presence?.isLastOne()) await this.shutDown();
    await presence?.leave();
  }

  /** The connection of the start may be lost, and pg_ctl would signal whatever process `postmaster.pid` names. */
  private async enterAnew(): Promise<Presence | undefined> {
    await this.server.presence.leave();
    return (await joinRunningServer(this.place.paths, this.place.password))?.presence;
  }

  private async shutDown(): Promise<void> {
    const { account, binaries, paths } = this.place;
    const running = readPostmasterFile(paths.data);
    const outcome = await runProgram(account, binaries.pgCtl, ["stop", "-D", paths.data, "-m", "fast", "-W"]);
    const deadline = Date.now() + STOP_SECONDS * 1000;
    // Not pg_ctl's own waiting: it goes on when another process starts the next server at once.
    while (running && readPostmasterFile(paths.data)?.pid === running.pid) {
      if (Date.now() > deadline) throw didNotStop(outcome.output, paths);
      await delay(20);
    }
  }
}

const STOP_SECONDS = 60;

function didNotStop(output: string, paths: ClusterPaths): DatabaseStartError {
  return new DatabaseStartError(
    `PostgreSQL in ${paths.folder} did not stop within ${STOP_SECONDS} seconds: ${output}. Look into ${paths.log}; the data is safe, and the next start joins the server or recovers it.`,
  );
}
