import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { decodeJwt } from "jose";
import { Client } from "pg";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import {
  type Files,
  filesIn,
  folderWith,
  HEADERS,
  type ImportDatabase,
  openImportDatabase,
  removeFolders,
} from "./import-database.js";

const ROOT = resolve(__dirname, "../..");

let built: string;
let database: ImportDatabase;

/** The command line runs as it is shipped, from compiled files, which a test run otherwise does not need. */
async function build(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "skillbridge-cli-"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const args = [compiler, "-p", "tsconfig.build.json", "--outDir", join(folder, "dist")];
  // Type errors are for `npm run check`; here the compiler only has to write its output.
  await once(spawn(process.execPath, args, { cwd: ROOT, stdio: "ignore" }), "exit");
  await access(join(folder, "dist/src/cli.js"));
  return folder;
}

beforeAll(async () => {
  [built, database] = await Promise.all([build(), openImportDatabase()]);
});
afterEach(async () => {
  await database.empty();
  await removeFolders();
});
afterAll(async () => {
  await database.close();
  await rm(built, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(...args: string[]): { readonly child: ChildProcess; readonly outcome: Promise<Outcome> } {
  const { PATH } = process.env;
  const env = { PATH, NODE_ENV: "test", DATABASE_URL: database.url, DATA_DIR: join(built, "data") };
  const child = spawn(process.execPath, [join(built, "dist/src/cli.js"), ...args], { cwd: built, env });
  const printed = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream]!.setEncoding("utf8").on("data", (text: string) => {
      printed[stream] += text;
    });
  return { child, outcome: once(child, "close").then(([code, signal]) => ({ code, signal, ...printed })) };
}

const run = async (...args: string[]): Promise<Outcome> => await start(...args).outcome;

const good: Files = {
  "workers.csv": [
    ["W1", "Ana", "", "US-MnU", "", "", "", "", ""],
    ["W2", "Ben", "", "", "", "", "", "", ""],
  ],
  "worker_skills.csv": [["W1", "Storytelling", "3"]],
};
const oneBad: Files = { "workers.csv": "W1,Ana,,,,,,,\nW2,Ben,ben@,,,,,,\n" };

describe("import", () => {
  it("tells what it did, and exits with 0", async () => {
    const { code, stdout, stderr } = await run("import", "workers", await folderWith(good));
    expect([code, stderr]).toEqual([0, expect.stringContaining("Reading workers.csv")]);
    const lines = stdout.split("\n").map((line) => line.replace(/ +/g, " "));
    expect(lines).toContain("workers 2 created 0 updated 0 unchanged");
    expect(lines).toContain("worker skills 1 created 0 updated 0 unchanged");
  });

  it("tells which line is wrong without a stack, imports nothing, and exits with 1", async () => {
    const { code, stderr } = await run("import", "workers", await folderWith(oneBad));
    expect(code).toBe(1);
    expect(stderr).toContain(
      'Nothing was imported.\nworkers.csv:3: email is "ben@"; expected an email address',
    );
    expect(stderr).not.toContain("    at ");
    expect(await database.count("worker")).toBe(0);
  });

  it("imports the good rows with --continue, into the consortium that is named, and still exits with 1", async () => {
    const folder = await folderWith(oneBad);
    const { code, stderr } = await run("import", "workers", folder, "--continue", "--consortium", "North");
    expect([code, stderr]).toEqual([1, expect.stringContaining("left out:\nworkers.csv:3: email")]);
    expect(
      await database.rows(
        "select w.name, c.name as consortium from worker w join consortium c on c.id = consortium_id",
      ),
    ).toEqual([{ name: "Ana", consortium: "North" }]);
  });

  it("refuses a kind that it does not know, naming those it does", async () => {
    const { code, stderr } = await run("import", "onet", await folderWith(good));
    expect([code, stderr]).toEqual([1, expect.stringContaining("esco, workers, partners, needs")]);
  });
});

/** Starts an import, lets it come to its end but not over it, and calls `meanwhile`. */
async function heldBeforeCommit(meanwhile: (child: ChildProcess) => void): Promise<Outcome> {
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  try {
    // What an import writes last waits for this lock.
    await holder.query("begin; lock table outbox in access exclusive mode");
    const { child, outcome } = start("import", "workers", await folderWith(good));
    await until(async () => (await sessions("wait_event_type = 'Lock'")) === 1);
    meanwhile(child);
    return await outcome;
  } finally {
    await holder.end();
    await until(
      async () =>
        (await sessions("application_name = 'skillbridge' and backend_type = 'client backend'")) === 0,
    );
  }
}

/** Sessions in the database apart from this test's own. */
async function sessions(where: string): Promise<number> {
  const [row] = await database.rows(
    `select count(*)::integer as count from pg_stat_activity where datname = current_database()
     and pid <> all($1::integer[]) and ${where}`,
    [await ownSessions()],
  );
  return row!.count as number;
}

let own: number[] | undefined;
async function ownSessions(): Promise<number[]> {
  own ??= (await database.rows("select pid from pg_stat_activity where datname = current_database()")).map(
    ({ pid }) => pid as number,
  );
  return own;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20);
}

describe("an import that does not come to its end", () => {
  beforeEach(async () => {
    own = undefined;
    await ownSessions();
  });

  const expectNothing = async () => {
    for (const table of ["consortium", "library", "worker", "worker_skill", "outbox"])
      expect([table, await database.count(table)]).toEqual([table, 0]);
  };

  it("leaves nothing behind when its process is killed, and can be run again", async () => {
    expect(await heldBeforeCommit((child) => child.kill("SIGKILL"))).toMatchObject({
      code: null,
      signal: "SIGKILL",
    });
    await expectNothing();
    expect((await run("import", "workers", await folderWith(good))).code).toBe(0);
    expect([await database.count("worker"), await database.count("worker_skill")]).toEqual([2, 1]);
  });

  it("rolls back at Ctrl-C, says so, and exits with 130", async () => {
    const { code, stderr } = await heldBeforeCommit((child) => child.kill("SIGINT"));
    expect([code, stderr]).toEqual([
      130,
      expect.stringContaining("Interrupted: what was begun is rolled back"),
    ]);
    await expectNothing();
  });

  it("says what to do when its session is ended", async () => {
    const { code, stderr } = await heldBeforeCommit(() => {
      void database.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
    });
    expect([code, stderr]).toEqual([1, expect.stringContaining("lost. Run the import again")]);
    await expectNothing();
  });
});

describe("export", () => {
  it("writes six files that import again without a change", async () => {
    const folder = join(await folderWith({}), "new");
    await run("import", "workers", await folderWith(good));
    const { code, stdout } = await run("export", folder);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^workers\.csv +2 rows$/m)]);
    expect(Object.keys(await filesIn(folder))).toEqual(Object.keys(HEADERS));
    expect((await run("import", "workers", folder)).stdout).toMatch(
      /^workers +0 created +0 updated +2 unchanged$/m,
    );
  });

  it("says so when there is nothing to export, or no consortium of that name", async () => {
    const folder = join(await folderWith({}), "new");
    expect(await run("export", folder)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("no consortium to export yet"),
    });
    expect((await run("export", folder, "--consortium", "South")).stderr).toContain('no consortium "South"');
    expect(await filesIn(folder)).toEqual({});
  });
});

describe("token", () => {
  it("prints a token and nothing else to standard output", async () => {
    await run("import", "workers", await folderWith(good));
    const [{ id }] = (await database.rows("select id from worker where external_id = 'W2'")) as [
      { id: string },
    ];
    const { code, stdout } = await run("token", "--role", "worker", "--worker", typedId("worker", id));
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)]);
    expect(decodeJwt(stdout.trim())).toMatchObject({ role: "WORKER", workerId: id });
  });

  it("says what is wrong without a stack", async () => {
    const nobody = await run("token", "--role", "partner");
    expect(nobody).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("Nobody in the database can be a PARTNER"),
    });
    const wrongId = await run("token", "--role", "worker", "--worker", "W2");
    expect(wrongId).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("expected the id of a worker"),
    });
    for (const { stderr } of [nobody, wrongId]) expect(stderr).not.toContain("    at ");
  });
});

describe("affinity", () => {
  it("tells what was built, with progress, and numbers the builds", async () => {
    const before = await database.count("affinity_build");
    const { code, stdout, stderr } = await run("affinity", "--least-workers", "7");
    expect([code, stderr]).toEqual([0, expect.stringContaining("Linking skills")]);
    const lines = stdout.split("\n").map((line) => line.replace(/ +/g, " "));
    expect(lines).toContain(`version ${before + 1}`);
    expect(lines).toContain("least workers 7");
    expect(lines).toContain("learned links 0");
  });

  it("does not learn from a single worker", async () => {
    const { code, stderr } = await run("affinity", "--least-workers", "1");
    expect(code).toBe(1);
    expect(stderr).toContain("must be 2 or more");
  });
});

describe("the database", () => {
  it("is seeded once, when it is empty", async () => {
    expect((await run("seed")).code).toBe(0);
    const workers = await database.count("worker");
    expect(workers).toBeGreaterThan(10);
    expect(await run("seed")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("consortium already"),
    });
    expect(await database.count("worker")).toBe(workers);
    await database.empty();
    await database.rows("delete from skill where uri not like 'urn:test:%'");
  });

  it("has drifted when it differs from the entities", async () => {
    expect((await run("drift")).code).toBe(0);
    await database.rows("alter table worker add shoe_size integer");
    const { code, stdout } = await run("drift");
    await database.rows("alter table worker drop shoe_size");
    expect([code, stdout]).toEqual([1, expect.stringContaining('DROP COLUMN "shoe_size"')]);
  });

  it("must have been migrated before a command works with it", async () => {
    await database.rows("create table kept as select * from migration");
    await database.rows("delete from migration");
    const { code, stderr } = await run("export", join(built, "nothing"));
    await database.rows("insert into migration select * from kept");
    await database.rows("drop table kept");
    expect([code, stderr]).toEqual([1, expect.stringContaining("npm run migrate")]);
    expect((await run("migrate")).stderr).toContain("every migration already");
  });
});

describe("schema", () => {
  it("is written, and found stale when it differs", async () => {
    const file = join(built, "schema.graphql");
    expect(await run("schema", "--check")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("does not exist"),
    });
    expect((await run("schema")).code).toBe(0);
    expect(await readFile(file, "utf8")).toContain("type Worker");
    expect((await run("schema", "--check")).code).toBe(0);
    await writeFile(file, "type Query { other: Int }\n");
    expect(await run("schema", "--check")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("is stale"),
    });
  });
});
