import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import WebSocket from "ws";
import { eventually } from "../support/eventually.js";
import { KeepAliveClient, type Sent } from "../support/keep-alive-client.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";
import { type RunningService, startService } from "../support/running-service.js";

const folder = mkdtempSync(join(tmpdir(), "skillbridge-processes-"));
const QUESTION = "{ partners(first: 1) { nodes { id } } }";
let database: TestDatabase;
let running: RunningService | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  running?.process.kill("SIGKILL");
  // Without the first process the others end by themselves, too.
  await eventually(() => expect(pids().filter(lives)).toEqual([]));
  running = undefined;
  await database.drop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environment = (more: Record<string, string> = {}) => ({
  NODE_ENV: "production",
  DATABASE_URL: database.url,
  DATA_DIR: folder,
  PROCESSES: "2",
  LOG_LEVEL: "info",
  ...more,
});

const start = async (more?: Record<string, string>): Promise<RunningService> => {
  running = await startService(environment(more));
  return running;
};

/** Those that have served so far, in the order in which they began. */
const pids = (): number[] =>
  [...(running?.output() ?? "").matchAll(/"servingPid":(\d+)/g)].map(([, pid]) => Number(pid));

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function metric(origin: string, name: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const line = text.split("\n").find((line) => line.startsWith(`${name} `));
  return Number(line?.split(" ")[1]);
}

/** Clients that ask for as long as somebody listens. */
function load(origin: string, answers: Sent[]): Promise<unknown> {
  return Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = new KeepAliveClient(origin);
      for (;;) {
        const answer = await client.post(QUESTION);
        if (answer.code === "ECONNREFUSED") break;
        answers.push(answer);
        await delay(2);
      }
      client.close();
    }),
  );
}

describe("two processes behind one port", () => {
  it("both serve, and are shown as one", async () => {
    const { origin } = await start();
    const sockets = Array.from(
      { length: 4 },
      () => new WebSocket(`${origin}/graphql`, "graphql-transport-ws"),
    );
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("open", resolve))));
    for (const number of [1, 2])
      expect(await metric(origin, `skillbridge_live_connections{process="${number}"}`)).toBeGreaterThan(0);
    expect(await metric(origin, 'skillbridge_processes_serving{process="0"}')).toBe(2);
    const ready = await fetch(`${origin}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ processes: "2" })]);
    for (const socket of sockets) socket.terminate();
  });

  it("one that is killed is replaced, and jobs are run by its successor", async () => {
    const { origin } = await start();
    const housekeepings = () => metric(origin, 'skillbridge_jobs_run_total{name="keep-house",process="1"}');
    await eventually(async () => expect(await housekeepings()).toBe(1));
    const before = pids();
    for (const pid of before) process.kill(pid, "SIGKILL");
    await eventually(() => expect(pids()).toHaveLength(4));
    const client = new KeepAliveClient(origin);
    expect((await client.post(QUESTION)).status).toBe(200);
    client.close();
    await eventually(async () => expect(await housekeepings()).toBe(1));
    expect(await metric(origin, 'skillbridge_processes_ended_total{process="0"}')).toBe(2);
    expect(before.filter(lives)).toEqual([]);
  });

  it("SIGTERM under load, sent to all of them, fails no request", async () => {
    const { origin, ended, process: first } = await start();
    const answers: Sent[] = [];
    const asking = load(origin, answers);
    await eventually(() => expect(answers.length).toBeGreaterThan(50));
    for (const pid of [...pids(), first.pid!]) process.kill(pid, "SIGTERM");
    await eventually(async () => {
      const headers = { connection: "close" };
      expect((await fetch(`${origin}/readyz`, { headers })).status).toBe(503);
    });
    await asking;
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(await ended).toBe(0);
  });

  it("that keep ending are given up with a message", async () => {
    const { ended, output } = await start();
    const killed = new Set<number>();
    const killing = setInterval(() => {
      for (const pid of pids().filter((pid) => !killed.has(pid))) {
        killed.add(pid);
        process.kill(pid, "SIGKILL");
      }
    }, 20);
    expect(await ended).toBe(1);
    clearInterval(killing);
    expect(output()).toMatch(/Processes keep ending, 5 within a minute. It ended by SIGKILL/);
  });

  it("that cannot begin say why", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    await expect(start({ PORT: String(port) })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`);
    taken.close();
  });
});
