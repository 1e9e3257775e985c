import { type ChildProcess, spawn } from "node:child_process";
import { chmod, lchown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { locateBinaries } from "../../src/platform/database/embedded/binaries.js";
import { DatabaseStartError } from "../../src/platform/database/embedded/database-start-error.js";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  stopEmbeddedPostgres,
} from "../../src/platform/database/embedded/embedded-postgres.js";

jest.setTimeout(30_000);

const asRoot = process.getuid?.() === 0 ? test : test.skip;
const asOrdinaryUser = process.getuid && process.getuid() !== 0 ? test : test.skip;

let folder: string;
let bystander: ChildProcess | undefined;

beforeEach(async () => {
  // By this name the set-up of the next run finds and stops what a run that was killed leaves behind.
  folder = await mkdtemp(join(tmpdir(), `skillbridge-test-${process.pid}-`));
  await chmod(folder, 0o755);
});

afterEach(async () => {
  bystander?.kill();
  await stopEmbeddedPostgres({ dataDir: folder });
  await rm(folder, { recursive: true, force: true });
});

function start(settings: Record<string, string> = {}, dataDir = folder): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, settings: { fsync: "off", shared_buffers: "16MB", ...settings } });
}

async function startFault(dataDir = folder, settings: Record<string, string> = {}): Promise<Error> {
  const fault = await start(settings, dataDir).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(DatabaseStartError);
  return fault as Error;
}

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function remember(postgres: EmbeddedPostgres): Promise<void> {
  await query(postgres.url, "create table note as select 'kept' as text");
}

async function remembered(postgres: EmbeddedPostgres): Promise<string | undefined> {
  return (await query<{ text: string }>(postgres.url, "select text from note"))[0]?.text;
}

const inData = (...names: string[]) => join(folder, "postgres", "data", ...names);

async function postmasterPid(): Promise<number> {
  return Number((await readFile(inData("postmaster.pid"), "utf8")).split("\n")[0]);
}

const isRunning = () => postmasterPid().then(Boolean, () => false);

async function crash(): Promise<void> {
  const pid = await postmasterPid();
  process.kill(pid, "SIGKILL");
  // The port is closed once the process is gone, even where nobody collects it.
  const port = Number((await readFile(inData("postmaster.pid"), "utf8")).split("\n")[3]);
  const client = () => query(`postgres://nobody:x@127.0.0.1:${port}/postgres`, "select 1");
  for (let refused = false; !refused; )
    refused = await client().then(
      () => false,
      (error) => error.code === "ECONNREFUSED",
    );
}

describe("starting", () => {
  test("creates a database that only this machine and this project can enter", async () => {
    const progress: string[] = [];
    const postgres = await startEmbeddedPostgres({
      dataDir: join(folder, "deep", "er"),
      onProgress: (message) => progress.push(message),
    });
    const settings =
      "select current_setting('listen_addresses') as address, current_setting('fsync') as fsync";
    expect(await query(postgres.url, settings)).toEqual([{ address: "127.0.0.1", fsync: "on" }]);
    expect(postgres.startedHere).toBe(true);
    expect(progress).toEqual([expect.stringMatching(/^Creating/), expect.stringMatching(/^Starting/)]);

    const password = join(folder, "deep", "er", "postgres", "password");
    expect((await stat(password)).mode & 0o777).toBe(0o600);
    await expect(query(postgres.url.replace(/:[^:]+@/, ":wrong@"), "select 1")).rejects.toThrow(/password/);
    await postgres.stop();
  });

  test("finds letters of every language in trigrams and lower case", async () => {
    const postgres = await start();
    const url = await postgres.ensureDatabase("library");
    expect(await postgres.ensureDatabase("library")).toBe(url);
    await query(url, "create extension pg_trgm");
    expect(
      await query(url, "select cardinality(show_trgm('Żółw')) as trigrams, lower('ÄŻ') as lower"),
    ).toEqual([{ trigrams: 5, lower: "äż" }]);
  });

  test("keeps data and port from one start to the next", async () => {
    const first = await start();
    await remember(first);
    await first.stop();
    expect(await isRunning()).toBe(false);

    const second = await start();
    expect(second.startedHere).toBe(true);
    expect(second.url).toBe(first.url);
    expect(await remembered(second)).toBe("kept");
  });

  test("three at once, on a new folder, share one server", async () => {
    const all = await Promise.all([start(), start(), start()]);
    expect(new Set(all.map((each) => each.url)).size).toBe(1);
    expect(all.filter((each) => each.startedHere)).toHaveLength(1);
    expect((await readdir(folder)).sort()).toEqual(["postgres", "postgres.log"]);
  });
});

describe("sharing", () => {
  test("a second user joins the running server, and the last one to leave stops it", async () => {
    const service = await start();
    const command = await start();
    expect(command.startedHere).toBe(false);
    expect(command.url).toBe(service.url);

    await service.stopIfUnused();
    expect(await query(command.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await command.stopIfUnused();
    expect(await isRunning()).toBe(false);
  });

  test("two that leave together stop it too", async () => {
    const [one, other] = [await start(), await start()];
    await Promise.all([one.stopIfUnused(), other.stopIfUnused()]);
    expect(await isRunning()).toBe(false);
  });

  test("one that comes while the last one leaves has a server", async () => {
    const leaving = await start();
    const [coming] = await Promise.all([start(), leaving.stopIfUnused()]);
    expect(await query(coming.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("it goes on for a client of any other kind", async () => {
    const postgres = await start();
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    await postgres.stopIfUnused();
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  test("stopping twice is harmless", async () => {
    const postgres = await start();
    await postgres.stop();
    await postgres.stop();
    await postgres.stopIfUnused();
    expect(await isRunning()).toBe(false);
  });
});

describe("after a crash", () => {
  test("of PostgreSQL, the next start recovers the data", async () => {
    const crashed = await start();
    await remember(crashed);
    await crash();

    const next = await start();
    expect(next.startedHere).toBe(true);
    expect(await remembered(next)).toBe("kept");
  });

  test("the lock may name a process that is now somebody else's", async () => {
    await remember(await start());
    await crash();
    bystander = spawn("sleep", ["60"]);
    const lock = await readFile(inData("postmaster.pid"), "utf8");
    await writeFile(inData("postmaster.pid"), lock.replace(/^\d+/, String(bystander.pid)));

    expect(await remembered(await start())).toBe("kept");
    expect(bystander.exitCode).toBeNull();
    expect(bystander.signalCode).toBeNull();
  });

  test("a database that was not created to the end is set aside, not used and not deleted", async () => {
    await mkdir(inData(), { recursive: true });
    await writeFile(inData("PG_VERSION"), "18\n");
    await mkdir(join(folder, "postgres.new-2147483646-abc", "data"), { recursive: true });

    const postgres = await start();
    expect(await query(postgres.url, "select 1 as one")).toEqual([{ one: 1 }]);
    const names = (await readdir(folder)).sort();
    expect(names).toEqual(["postgres", expect.stringMatching(/^postgres\.incomplete-/), "postgres.log"]);
  });
});

describe("what cannot be started says what to do", () => {
  test("a folder that cannot be made", async () => {
    await writeFile(join(folder, "file"), "");
    const fault = await startFault(join(folder, "file", "data"));
    expect(fault.message).toMatch(/file\/data cannot be used: .* is a file.* DATA_DIR .* DATABASE_URL/);
  });

  asOrdinaryUser("a folder without the right to write", async () => {
    await chmod(folder, 0o555);
    expect((await startFault()).message).toMatch(/cannot be used: this account may not write there/);
  });

  test("data of another major version", async () => {
    await (await start()).stop();
    await writeFile(inData("PG_VERSION"), "17\n");
    expect((await startFault()).message).toMatch(
      /made by PostgreSQL 17, .* brings PostgreSQL 18.*DATABASE_URL/,
    );
  });

  test("a database whose password is lost is not taken for an unfinished one", async () => {
    await (await start()).stop();
    await rm(join(folder, "postgres", "password"));
    expect((await startFault()).message).toMatch(/postgres\/password, is missing/);
    await rm(join(folder, "postgres"), { recursive: true });
  });

  test("a server that PostgreSQL itself refuses to start: the end of its log is quoted", async () => {
    const fault = await startFault(folder, { shared_buffers: "nonsense" });
    expect(fault.message).toMatch(/invalid value for parameter "shared_buffers": "nonsense"/);
  });

  test("a platform without a package", () => {
    expect(() => locateBinaries("plan9-mips")).toThrow(
      /no embedded PostgreSQL for .*plan9-mips.*DATABASE_URL/,
    );
  });
});

describe("as root, which PostgreSQL refuses", () => {
  asRoot("it runs as another account", async () => {
    await start();
    expect((await stat(inData())).uid).not.toBe(0);
    expect((await stat(`/proc/${await postmasterPid()}`)).uid).not.toBe(0);
  });

  asRoot("it also starts where that account may not enter the folder above", async () => {
    await chmod(folder, 0o700);
    await remember(await start());
  });

  asRoot("data that was copied by root is given back to that account", async () => {
    const postgres = await start();
    await remember(postgres);
    await postgres.stop();
    for (const name of await readdir(folder, { recursive: true })) await lchown(join(folder, name), 0, 0);
    expect(await remembered(await start())).toBe("kept");
  });
});
