import { lstatSync, readFileSync, statSync } from "node:fs";
import type { Binaries } from "./binaries.js";
import type { ClusterPaths } from "./cluster-folder.js";
import { DatabaseStartError, OR_OWN_DATABASE } from "./database-start-error.js";
import { type Account, runProgram } from "./run-program.js";

/**
 * Chooses how to run PostgreSQL, which refuses to run as root. An ordinary user runs it as itself. Root runs it as
 * the owner of the existing data, else as `postgres`, else as `nobody`; where that account cannot enter the folders
 * above the project (a clone in /root), it is lent the right to read and search folders.
 * @throws DatabaseStartError when no way works, saying why and what to do
 */
export async function chooseAccount(binaries: Binaries, paths: ClusterPaths): Promise<Account> {
  const faults: string[] = [];
  for (const account of candidates(paths)) {
    const fault = await tryOut(account, binaries, paths);
    if (fault === undefined) return account;
    faults.push(fault);
  }
  throw cannotRun(faults[0] ?? "", paths);
}

function candidates(paths: ClusterPaths): Account[] {
  if (process.getuid?.() !== 0) {
    refuseForeignFolder(paths);
    return [{}];
  }
  const user = clusterUser(paths);
  if (!user) return [];
  // Containers often lack the narrower capability but have the wider one.
  const wrapped = ["dac_read_search", "dac_override"].map((capability) => ({
    ...user,
    wrapper: withCapability(user.uid, user.gid, capability),
  }));
  return [user, ...wrapped];
}

function withCapability(uid: number, gid: number, capability: string): string[] {
  return [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    `--inh-caps=-all,+${capability}`,
    `--ambient-caps=-all,+${capability}`,
    `--bounding-set=-all,+${capability}`,
    // Without it the kernel ignores capabilities in access(), by which PostgreSQL looks for its own programs.
    "--securebits=+no_setuid_fixup",
    "--",
  ];
}

type User = Required<Pick<Account, "name" | "uid" | "gid">>;

function clusterUser(paths: ClusterPaths): User | undefined {
  const users = knownUsers();
  for (const folder of [paths.folder, paths.dataDir]) {
    const owner = statSync(folder, { throwIfNoEntry: false });
    // PostgreSQL needs its account to have a name.
    const user = owner && owner.uid !== 0 && users.find((each) => each.uid === owner.uid);
    if (user) return user;
  }
  const named = (name: string) => users.find((each) => each.name === name && each.uid !== 0);
  return named("postgres") ?? named("nobody");
}

function knownUsers(): User[] {
  try {
    return readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"))
      .map(([name, , uid, gid]) => ({ name: name ?? "", uid: Number(uid), gid: Number(gid) }))
      .filter((user) => user.name !== "" && Number.isInteger(user.uid) && Number.isInteger(user.gid));
  } catch {
    return [];
  }
}

/** Runs two programs that change nothing: do they start, and can they look into the data folder? */
async function tryOut(
  account: Account,
  binaries: Binaries,
  paths: ClusterPaths,
): Promise<string | undefined> {
  const version = await runProgram(account, binaries.initdb, ["--version"]);
  if (version.code !== 0 || /Permission denied/.test(version.output)) return version.output;
  const status = await runProgram(account, binaries.pgCtl, ["status", "-D", paths.dataDir]);
  return /could not access|Permission denied/.test(status.output) ? status.output : undefined;
}

function refuseForeignFolder(paths: ClusterPaths): void {
  const uid = process.getuid?.();
  const owner = lstatSync(paths.folder, { throwIfNoEntry: false })?.uid;
  if (uid === undefined || owner === undefined || owner === uid) return;
  throw new DatabaseStartError(
    `The database in ${paths.folder} belongs to another account (user id ${owner}, this is ${uid}): it was probably started by root. Start the service as root again, give it to this account with "sudo chown -R ${uid} ${paths.dataDir}", set DATA_DIR to another folder, ${OR_OWN_DATABASE}`,
  );
}

function cannotRun(fault: string, paths: ClusterPaths): DatabaseStartError {
  if (process.getuid?.() !== 0)
    return new DatabaseStartError(
      `The embedded PostgreSQL cannot run on this system: ${fault}. It needs a system with the GNU C library (not Alpine) on Linux. Use another system or image, ${OR_OWN_DATABASE}`,
    );
  return new DatabaseStartError(
    `PostgreSQL refuses to run as root, and no other account could run it in ${paths.dataDir}${fault && `: ${fault}`}. Start the service as an ordinary user, move the project to a folder that every account may enter (such as /opt), ${OR_OWN_DATABASE}`,
  );
}
