import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** What PostgreSQL writes about itself into `postmaster.pid` while it runs (and leaves there when it is killed). */
export interface PostmasterFile {
  readonly path: string;
  readonly text: string;
  readonly pid: number;
  /** TCP port; undefined while the file is being written. */
  readonly port: number | undefined;
}

/** @returns undefined when there is none: no server runs, and the last one stopped in order */
export function readPostmasterFile(data: string): PostmasterFile | undefined {
  const path = join(data, "postmaster.pid");
  try {
    const text = readFileSync(path, "utf8");
    const lines = text.split("\n");
    return { path, text, pid: Number(lines[0]), port: Number(lines[3]) || undefined };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The port of the last start: keeping it lets programs that are still connected come back after a crash. */
export async function lastPort(data: string): Promise<number> {
  const options = await readFile(join(data, "postmaster.opts"), "utf8").catch(() => "");
  return Number(/"-p" "(\d+)"/.exec(options)?.[1] ?? 0);
}

/** Whether there is a process of that number, whoever owns it. */
export function processIsAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Whether the process that the file names is a PostgreSQL server of this cluster: after a crash its number may belong
 * to an unrelated process, which is the rule in restarted containers.
 * @returns undefined where the system does not tell
 */
export async function runsCluster(pid: number, data: string): Promise<boolean | undefined> {
  const command = await commandLine(pid);
  return command === undefined ? undefined : command.includes(data);
}

async function commandLine(pid: number): Promise<string | undefined> {
  try {
    // A process that ended but was not collected by its parent has an empty command line.
    if (process.platform === "linux") return await readFile(`/proc/${pid}/cmdline`, "utf8");
    if (process.platform === "win32") return undefined;
    return (await promisify(execFile)("ps", ["-ww", "-p", String(pid), "-o", "args="])).stdout;
  } catch {
    return processIsAlive(pid) ? undefined : "";
  }
}

/** Above the highest process number of every system. */
const NO_PROCESS = 2_147_483_646;

/**
 * Replaces the process number of an abandoned file by one that no process has. Deleting the file would be unsafe: its
 * other lines let PostgreSQL find out whether server processes of the crashed postmaster still use the data.
 */
export function disownPostmasterFile(data: string, file: PostmasterFile): void {
  // Meanwhile the server may have ended in order, or another process may have started the next one.
  if (readPostmasterFile(data)?.text !== file.text) return;
  writeFileSync(file.path, file.text.replace(/^-?\d+/, String(NO_PROCESS)));
}
