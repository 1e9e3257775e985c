import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Entry {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Record<string, string>;
}

const read = (...path: string[]) => JSON.parse(readFileSync(join(__dirname, "..", ...path), "utf8"));
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

describe.each([
  ["the packages", ".", 300],
  ["the packages of the benchmark's peers", join("bench", "peers"), 100],
  ["the packages of the dashboard", join("examples", "dashboard"), 300],
])("%s", (_, folder, least) => {
  const manifest = read(folder, "package.json");
  const entries = Object.entries(read(folder, "package-lock.json").packages as Record<string, Entry>).filter(
    ([path]) => path,
  );

  it("are pinned to exact versions", () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides };
    for (const [name, version] of Object.entries(all))
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d/)]);
  });

  it("are locked with their integrity, and without the host they came from", () => {
    expect(entries.length).toBeGreaterThan(least);
    expect(entries.filter(([, { integrity }]) => !integrity)).toEqual([]);
    expect(entries.filter(([, { resolved }]) => resolved)).toEqual([]);
  });

  it("are locked for every platform, or npm ci would refuse", () => {
    const locked = new Set(entries.map(([path]) => nameOf(path)));
    const missing = entries.flatMap(([, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !locked.has(name)),
    );
    expect(missing).toEqual([]);
  });

  it("run an install script only where that was decided", () => {
    const undecided = entries
      .filter(([path, entry]) => entry.hasInstallScript && !(nameOf(path) in (manifest.allowScripts ?? {})))
      .map(([path]) => path);
    expect(undecided).toEqual([]);
  });
});
