import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stopEmbeddedPostgres } from "../../src/platform/database/embedded/embedded-postgres.js";
import { createTestDatabase, SERVER_VARIABLE } from "../support/postgres-for-tests.js";

const root = join(__dirname, "..", "..");
const folders: string[] = [];
const running = new Set<ChildProcess>();

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "skillbridge-start-"));
  folders.push(folder);
  return folder;
};

afterAll(async () => {
  for (const process of running) process.kill("SIGKILL");
  for (const folder of folders) {
    await stopEmbeddedPostgres({ dataDir: folder }).catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
});

interface Run {
  readonly process: ChildProcess;
  /** Everything printed so far. */
  readonly output: () => string;
  readonly ended: Promise<number | null>;
  /** Resolves with the address once it serves; rejects when it ends before. */
  readonly ready: Promise<string>;
}

/** Starts the service as `npm start` does. */
function start(environment: Record<string, string>): Run {
  const process = spawn(globalThis.process.execPath, ["dist/src/main.js"], {
    cwd: root,
    env: { PATH: globalThis.process.env.PATH, PORT: "0", ...environment },
  });
  running.add(process);
  let printed = "";
  const ended = new Promise<number | null>((resolve) => {
    process.on("close", (code) => {
      running.delete(process);
      resolve(code);
    });
  });
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      const address = /ready at (http:\S+)\/graphql/.exec(printed)?.[1];
      if (address && printed.includes("the data stays")) resolve(address);
    };
    process.stdout.on("data", read);
    process.stderr.on("data", read);
    void ended.then(() => reject(new Error(printed)));
  });
  ready.catch(() => {});
  return { process, output: () => printed, ended, ready };
}

async function counts(address: string, printed: string): Promise<unknown> {
  const token = /manager +(\S+)/.exec(printed)?.[1];
  const query = "{ workers(first: 100) { nodes { id } } partners(first: 100) { nodes { id } } }";
  const response = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data: Record<string, { nodes: unknown[] }> };
  return { workers: data.workers!.nodes.length, partners: data.partners!.nodes.length };
}

/** How often the process has kept house. */
async function housekeepings(address: string): Promise<number> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  return Number(/^skillbridge_jobs_run_total\{name="keep-house"\} (\d+)$/m.exec(metrics)?.[1]);
}

describe("a start", () => {
  it("serves the demonstration from nothing, keeps data over a second one, and survives kill -9", async () => {
    const folder = newFolder();
    const first = start({ DATA_DIR: folder });
    const address = await first.ready;
    const seen = await counts(address, first.output());
    expect(seen).toEqual({ workers: expect.any(Number), partners: 15 });
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    first.process.kill("SIGKILL");
    await first.ended;

    const second = start({ DATA_DIR: folder });
    expect(await counts(await second.ready, second.output())).toEqual(seen);
    expect(second.output()).not.toContain("Seeding");
    second.process.kill("SIGTERM");
    expect(await second.ended).toBe(0);
  });

  it("answers the query that it prints", async () => {
    const run = start({ DATA_DIR: newFolder() });
    const address = await run.ready;
    const [, token] = /-H 'authorization: Bearer (\S+)'/.exec(run.output())!;
    const [, body] = /-d '(.+)'/.exec(run.output())!;
    const response = await fetch(`${address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: body!,
    });
    const { data, errors } = (await response.json()) as never as {
      data: { need: { matches: { nodes: unknown[] } } };
      errors: unknown;
    };
    expect(errors).toBeUndefined();
    expect(data.need.matches.nodes).toHaveLength(3);
    run.process.kill("SIGINT");
    expect(await run.ended).toBe(0);
  });

  it("seeds the demonstration into an external database too, and can leave it empty and jobs to others", async () => {
    const [demo, empty] = [await createTestDatabase(), await createTestDatabase()];
    const filled = start({ DATABASE_URL: demo.url, DATA_DIR: newFolder() });
    expect(await counts(await filled.ready, filled.output())).toMatchObject({ partners: 15 });
    const bare = start({ DATABASE_URL: empty.url, DATA_DIR: newFolder(), SEED: "none", JOBS: "off" });
    const bareAddress = await bare.ready;
    expect(bare.output()).not.toContain("Seeding");
    for (let tries = 0; tries < 100 && (await housekeepings(await filled.ready)) === 0; tries++)
      await delay(50);
    expect(await housekeepings(await filled.ready)).toBe(1);
    expect(await housekeepings(bareAddress)).toBe(0);
    for (const run of [filled, bare]) {
      run.process.kill("SIGTERM");
      expect(await run.ended).toBe(0);
    }
    await demo.drop();
    await empty.drop();
  });
});

describe("a start that cannot be", () => {
  const server = () => new URL(process.env[SERVER_VARIABLE]!);

  const fails = async (environment: Record<string, string>): Promise<string> => {
    const run = start(environment);
    expect(await run.ended).toBe(1);
    expect(run.output()).not.toMatch(/\n {4}at /);
    return run.output();
  };

  it("because the port is taken says which, and how to choose another", async () => {
    const database = await createTestDatabase();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as { port: number };
    const message = await fails({
      DATABASE_URL: database.url,
      DATA_DIR: newFolder(),
      PORT: String(port),
      SEED: "none",
    });
    expect(message).toContain(`Port ${port} of 127.0.0.1 is taken`);
    expect(message).toContain("PORT=");
    taken.close();
    await database.drop();
  });

  it("because nothing answers names the address without its password", async () => {
    const message = await fails({ DATABASE_URL: "postgres://me:secret@127.0.0.1:9/skillbridge" });
    expect(message).toContain("Nothing answers at postgres://me@127.0.0.1:9/skillbridge");
    expect(message).not.toContain("secret");
  });

  it("because of a wrong password or database says so", async () => {
    const url = server();
    url.password = "wrong";
    expect(await fails({ DATABASE_URL: url.href })).toContain("refuses the user or password");
    const other = server();
    other.pathname = "/no_such_database";
    expect(await fails({ DATABASE_URL: other.href })).toContain("no database of that name");
  });

  it("because the data folder cannot be written says which", async () => {
    const file = join(newFolder(), "a-file");
    writeFileSync(file, "");
    const message = await fails({ DATA_DIR: join(file, "data") });
    expect(message).toContain(file);
  });

  it("because of the configuration names every variable", async () => {
    const message = await fails({ PORT: "many", DATABASE_URL: "mysql://x" });
    expect(message).toContain("PORT");
    expect(message).toContain("DATABASE_URL: must look like postgres://");
  });

  it("because production waits for its migrations says how to run them", async () => {
    const url = server();
    const message = await fails({ DATABASE_URL: url.href, NODE_ENV: "production" });
    expect(message).toContain("npm run migrate");
  });
});
