import { type FileHandle, open } from "node:fs/promises";
import { createServer } from "node:net";
import type { Binaries } from "./binaries.js";
import type { ClusterPaths } from "./cluster-folder.js";
import { DatabaseStartError, diskFull, OR_OWN_DATABASE, saysDiskFull } from "./database-start-error.js";
import { lastPort } from "./postmaster-file.js";
import { type Account, runProgram } from "./run-program.js";
import { joinRunningServer, type RunningServer } from "./running-server.js";

export interface ServerStart {
  readonly binaries: Binaries;
  readonly account: Account;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** For a small service; memory is shared buffers plus a few megabytes a connection. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  // Socket paths may be at most 107 bytes long, which a project in a deep folder exceeds.
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "128MB",
  password_encryption: "scram-sha-256",
  // Sooner than after the lock_timeout of the service, so that a deadlock is known for one and tried again.
  deadlock_timeout: "200ms",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};

const ATTEMPTS = 3;

/**
 * Starts the server by pg_ctl and joins it. When another process starts it at the same time, PostgreSQL's own lock
 * lets one of them through and both join that one.
 * @throws DatabaseStartError quoting the end of PostgreSQL's log
 */
export async function startServer(
  paths: ClusterPaths,
  start: ServerStart,
): Promise<{ server: RunningServer; startedHere: boolean }> {
  let report = "";
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const port = await freePort(attempt === 1 ? await lastPort(paths.data) : 0);
    const { code, log } = await runPgCtl(paths, start, port);
    const server = await joinRunningServer(paths, start.password);
    if (server) return { server, startedHere: code === 0 };
    report = log;
    // Another program took the port between our look and PostgreSQL's.
    if (!/could not bind|could not create any TCP\/IP sockets/.test(report)) break;
  }
  throw startFault(report, paths);
}

async function runPgCtl(
  paths: ClusterPaths,
  { account, binaries, settings }: ServerStart,
  port: number,
): Promise<{ code: number | null; log: string }> {
  const options = Object.entries({ ...SETTINGS, ...settings }).map(
    ([name, value]) => `-c ${setting(name, value)}`,
  );
  const args = ["start", "-D", paths.data, "-w", "-t", "120", "-o", [`-p ${port}`, ...options].join(" ")];
  const log = await open(paths.log, "a+", 0o600);
  try {
    const { size } = await log.stat();
    // Started once by root, later by the owner of the data, who must be able to go on writing.
    if (account.uid !== undefined && account.gid !== undefined) await log.chown(account.uid, account.gid);
    const { code, output } = await runProgram(account, binaries.pgCtl, args, log.fd);
    return { code, log: output + (await lastLines(log, size)) };
  } finally {
    await log.close();
  }
}

/** pg_ctl hands the options to a shell. */
function setting(name: string, value: string): string {
  if (!/^[\w.]+$/.test(name) || !/^[\w.,:/+-]*$/.test(value))
    throw new DatabaseStartError(
      `The PostgreSQL setting ${name}=${value} has characters that are not allowed here.`,
    );
  return `${name}=${value}`;
}

/** @param preferred taken if it is free; 0 lets the operating system choose */
function freePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => (preferred === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen({ port: preferred, host: "127.0.0.1", exclusive: true }, () => {
      const address = probe.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

const QUOTED_LINES = 12;

async function lastLines(log: FileHandle, from: number): Promise<string> {
  const { size } = await log.stat();
  const { buffer } = await log.read(Buffer.alloc(size - from), 0, size - from, from);
  return buffer.toString("utf8").trim().split("\n").slice(-QUOTED_LINES).join("\n");
}

function startFault(report: string, paths: ClusterPaths): DatabaseStartError {
  if (saysDiskFull(report)) return diskFull(paths.dataDir);
  return new DatabaseStartError(
    `PostgreSQL did not start in ${paths.folder}. The end of its log ${paths.log}:\n${report}\nRemove the cause and start again, ${OR_OWN_DATABASE}`,
  );
}
