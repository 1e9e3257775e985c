import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";

/** The folder with the package of the peers; this file runs from dist/bench/graphql. */
const PACKAGE = join(__dirname, "..", "..", "..", "bench", "peers");
const COMPILER = join(require.resolve("typescript/package.json"), "..", "bin", "tsc");

/** A compiled file of the peers' package. */
export const peersFile = (name: string): string => join(PACKAGE, "dist", name);

/** The Node of a contender that needs version 22: the running one, or that of the peers' package where it is older. */
export function node22(): string {
  if (Number(process.versions.node.split(".")[0]) >= 22) return process.execPath;
  return join(PACKAGE, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
}

/** Installs the peers' packages where they are missing or not those of the lock, and compiles the peers. */
export async function ensurePeers(say: (message: string) => void): Promise<void> {
  if (changedAt("package-lock.json") > changedAt(join("node_modules", ".package-lock.json"))) {
    say("Installing the packages of bench/peers (npm ci) ...");
    await run("npm", ["ci", "--no-audit", "--no-fund"], process.platform === "win32");
  }
  say("Compiling bench/peers ...");
  await run(process.execPath, [COMPILER, "-p", PACKAGE], false);
}

/** When a file of the package was written; 0 where there is none. npm writes what it has installed last. */
const changedAt = (name: string): number =>
  statSync(join(PACKAGE, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** @throws Error when the command fails; what it says goes to standard error */
function run(command: string, parameters: readonly string[], shell: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: PACKAGE, shell, stdio: ["ignore", 2, 2] });
    child.on("error", reject).on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${parameters.join(" ")} ended with ${code} in ${PACKAGE}.`));
    });
  });
}
