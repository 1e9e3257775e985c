import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import {
  chmod,
  lchown,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  writeFile,
} from "node:fs/promises";
import { basename, join } from "node:path";
import type { Binaries } from "./binaries.js";
import { DatabaseStartError, diskFull, OR_OWN_DATABASE, saysDiskFull } from "./database-start-error.js";
import { processIsAlive } from "./postmaster-file.js";
import { type Account, runProgram } from "./run-program.js";

/** Where things are below the data folder. */
export interface ClusterPaths {
  readonly dataDir: string;
  /** Holds `data` and `password`; it appears complete or not at all. */
  readonly folder: string;
  readonly data: string;
  readonly passwordFile: string;
  readonly log: string;
}

/** @param dataDir absolute path without symbolic links, as PostgreSQL reports it back */
export function clusterPaths(dataDir: string): ClusterPaths {
  const folder = join(dataDir, "postgres");
  return {
    dataDir,
    folder,
    data: join(folder, "data"),
    passwordFile: join(folder, "password"),
    log: join(dataDir, "postgres.log"),
  };
}

export interface ClusterCreation {
  readonly binaries: Binaries;
  readonly account: Account;
  /** Skip waiting for the disk: for databases that nobody needs after a crash. */
  readonly unsafe: boolean;
  onProgress(message: string): void;
}

/**
 * Makes sure that a complete cluster is there and returns the password of its superuser. It is made in a folder
 * beside and renamed: a crash half-way leaves nothing that looks like a database, and of two processes one wins.
 */
export async function ensureCluster(paths: ClusterPaths, creation: ClusterCreation): Promise<string> {
  await removeLeftovers(paths);
  if (!isComplete(paths)) {
    await setAsideIncomplete(paths, creation.onProgress);
    creation.onProgress(`Creating a database in ${paths.folder}`);
    await createCluster(paths, creation);
  }
  await refuseOtherMajorVersion(paths, creation);
  const password = await readPassword(paths);
  await repairOwnership(paths, creation.account);
  return password;
}

/** @throws DatabaseStartError when the file is gone: without it nobody can enter the database */
export async function readPassword(paths: ClusterPaths): Promise<string> {
  try {
    return (await readFile(paths.passwordFile, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new DatabaseStartError(
      `The password of the database, ${paths.passwordFile}, is missing. Restore it from a backup; to begin anew, move ${paths.folder} away; ${OR_OWN_DATABASE}`,
    );
  }
}

/** Whether there is a cluster that was created to the end. */
export function isComplete(paths: ClusterPaths): boolean {
  return existsSync(join(paths.data, "PG_VERSION")) && existsSync(join(paths.data, "global", "pg_control"));
}

/** Folders of processes that were killed while they created a cluster. */
async function removeLeftovers(paths: ClusterPaths): Promise<void> {
  const prefix = `${basename(paths.folder)}.new-`;
  for (const name of await readdir(paths.dataDir)) {
    if (!name.startsWith(prefix) || processIsAlive(Number.parseInt(name.slice(prefix.length), 10))) continue;
    // An initdb that lost its parent may still be writing; then the next start removes the folder.
    await rm(join(paths.dataDir, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

/** Never deletes what it does not know: an unfinished copy may be somebody's only one. */
async function setAsideIncomplete(
  paths: ClusterPaths,
  onProgress: ClusterCreation["onProgress"],
): Promise<void> {
  if (!existsSync(paths.folder) || isComplete(paths)) return;
  const emptied = await rmdir(paths.folder).then(
    () => true,
    () => false,
  );
  if (emptied) return;
  const aside = `${paths.folder}.incomplete-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
  await rename(paths.folder, aside);
  onProgress(`The database in ${paths.folder} is incomplete; it was moved to ${aside}`);
}

async function createCluster(paths: ClusterPaths, creation: ClusterCreation): Promise<void> {
  const draft = await mkdtemp(`${paths.folder}.new-${process.pid}-`);
  try {
    const passwordFile = join(draft, basename(paths.passwordFile));
    await writeFile(passwordFile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
    for (const path of [draft, passwordFile]) await giveTo(path, creation.account);
    await initialise(join(draft, basename(paths.data)), passwordFile, creation, paths);
    await rename(draft, paths.folder).catch((error: NodeJS.ErrnoException) => {
      // Another process was faster: its cluster is the one.
      if (!isComplete(paths)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * The built-in provider sorts and lower-cases alike on every system. The character type still comes from the system:
 * with plain C, trigrams and full-text search ignore every letter outside ASCII.
 */
const CHARACTER_TYPES = ["C.UTF-8", "en_US.UTF-8", "C"];

async function initialise(
  data: string,
  passwordFile: string,
  { binaries, account, unsafe }: ClusterCreation,
  paths: ClusterPaths,
): Promise<void> {
  let output = "";
  for (const characterType of CHARACTER_TYPES) {
    const outcome = await runProgram(account, binaries.initdb, [
      `--pgdata=${data}`,
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      `--lc-ctype=${characterType}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--no-instructions",
      ...(unsafe ? ["--no-sync"] : []),
    ]);
    if (outcome.code === 0) return;
    output = outcome.output;
    if (!/invalid locale name/.test(output)) break;
  }
  if (saysDiskFull(output)) throw diskFull(paths.dataDir);
  throw new DatabaseStartError(
    `The database could not be created in ${paths.folder}. PostgreSQL's initdb says:\n${lastLines(output)}\nRemove the cause and start again, ${OR_OWN_DATABASE}`,
  );
}

const lastLines = (output: string): string => output.split("\n").slice(-8).join("\n");

async function refuseOtherMajorVersion(paths: ClusterPaths, creation: ClusterCreation): Promise<void> {
  const found = (await readFile(join(paths.data, "PG_VERSION"), "utf8")).trim();
  const { output } = await runProgram(creation.account, creation.binaries.initdb, ["--version"]);
  const own = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (found === own) return;
  throw new DatabaseStartError(
    `The database in ${paths.folder} was made by PostgreSQL ${found}, but this version of the service brings PostgreSQL ${own}. To keep its data, export it with the version of the service that made it and import it here; to begin anew, move ${paths.folder} away; ${OR_OWN_DATABASE}`,
  );
}

/** A copied project (cp, tar, a restored backup) has other owners and modes than PostgreSQL accepts. */
async function repairOwnership(paths: ClusterPaths, account: Account): Promise<void> {
  if (account.uid !== undefined && (await lstat(paths.data)).uid !== account.uid) {
    for (const path of [paths.folder, paths.passwordFile, paths.data]) await giveTo(path, account);
    for (const entry of await readdir(paths.data, { recursive: true }))
      await giveTo(join(paths.data, entry), account);
  }
  await chmod(paths.data, 0o700);
}

async function giveTo(path: string, account: Account): Promise<void> {
  // lchown: a link must not hand out what lies behind it.
  if (account.uid !== undefined && account.gid !== undefined) await lchown(path, account.uid, account.gid);
}
