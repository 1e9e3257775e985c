import { setTimeout as delay } from "node:timers/promises";
import type { DataSource } from "typeorm";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { migrateDatabase, pendingMigrations } from "../../src/platform/database/migrate.js";
import { enqueueJob } from "../../src/platform/jobs/enqueue-job.js";
import type { Job } from "../../src/platform/jobs/job.js";
import { JobRunner } from "../../src/platform/jobs/job-runner.js";
import { JOB_SCHEMA } from "../../src/platform/jobs/job-schema.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { Metrics } from "../../src/platform/observability/metrics.js";
import {
  administer,
  createTestDatabase,
  databaseUrl,
  type TestDatabase,
} from "../support/postgres-for-tests.js";

let database: TestDatabase;
let source: DataSource;
let runners: JobRunner[];
/** The payloads that the job "note" has been run with. */
let noted: unknown[];
const note: Job = { name: "note", run: async (payload) => void noted.push(payload) };

beforeEach(async () => {
  database = await createTestDatabase();
  source = createDataSource({ url: database.url, entities: [] });
  await source.initialize();
  [runners, noted] = [[], []];
});
afterEach(async () => {
  for (const runner of runners) await runner.stop();
  await source.destroy();
  await database.drop();
});

async function startRunner(jobs: readonly Job[], metrics = new Metrics()): Promise<JobRunner> {
  const runner = new JobRunner(database.url, jobs, createLogger("silent"), metrics);
  runners.push(runner);
  await runner.start();
  return runner;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 750; tries++) {
    if (await condition()) return;
    await delay(20);
  }
  throw new Error("It did not come to pass within 15 seconds.");
}

const left = async () =>
  (await source.query("select count(*)::int as jobs from graphile_worker.jobs"))[0].jobs;

describe("a job", () => {
  it("of a transaction that is rolled back never runs", async () => {
    await startRunner([note]);
    const failing = source.transaction(async (manager) => {
      await enqueueJob(manager, "note", { of: "rolled back" });
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    await source.transaction((manager) => enqueueJob(manager, "note", { of: "committed" }));
    await until(() => noted.length > 0);
    expect(noted).toEqual([{ of: "committed" }]);
    await until(async () => (await left()) === 0);
  });

  it("runs once although two runners work", async () => {
    await startRunner([note]);
    await startRunner([note]);
    const numbers = Array.from({ length: 40 }, (_, i) => i);
    await source.transaction(async (manager) => {
      for (const number of numbers) await enqueueJob(manager, "note", { number });
    });
    await until(async () => (await left()) === 0);
    const seen = (noted as { number: number }[]).map(({ number }) => number).sort((a, b) => a - b);
    expect(seen).toEqual(numbers);
  });

  it("that fails is tried again", async () => {
    let attempts = 0;
    const flaky: Job = {
      name: "flaky",
      run: async () => {
        if (++attempts === 1) throw new Error("not now");
      },
    };
    const metrics = new Metrics();
    await startRunner([flaky], metrics);
    await enqueueJob(source, "flaky");
    await until(() => attempts === 2);
    await until(async () => (await left()) === 0);
    expect(await metrics.text()).toContain('skillbridge_jobs_run_total{name="flaky"} 1');
    expect(await metrics.text()).toContain('skillbridge_jobs_failed_total{name="flaky"} 1');
  });

  it("replaces the one of the same key that has not begun", async () => {
    await enqueueJob(source, "note", { version: 1 }, { key: "same" });
    await enqueueJob(source, "note", { version: 2 }, { key: "same" });
    await enqueueJob(source, "note", { version: 1 }, { key: "other" });
    await startRunner([note]);
    await until(async () => (await left()) === 0);
    expect(noted).toHaveLength(2);
    expect(noted).toEqual(expect.arrayContaining([{ version: 2 }, { version: 1 }]));
  });

  it("runs at the start where it says so", async () => {
    await startRunner([{ ...note, atStart: true }]);
    await until(() => noted.length === 1);
  });

  it("runs at its times", async () => {
    await startRunner([{ ...note, schedule: "0 3 * * *" }]);
    await until(async () => {
      const known = await source.query("select identifier from graphile_worker._private_known_crontabs");
      return JSON.stringify(known) === JSON.stringify([{ identifier: "note" }]);
    });
    const newRunner = (schedule: string) =>
      new JobRunner(database.url, [{ ...note, schedule }], createLogger("silent"), new Metrics());
    expect(() => newRunner("every night")).toThrow();
    expect(() => newRunner("0 25 * * *")).toThrow();
  });
});

describe("a runner", () => {
  it("waits for the running job when it stops, and takes no other", async () => {
    let [begun, ended] = [false, false];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: Job = {
      name: "slow",
      run: async () => {
        begun = true;
        await held;
        ended = true;
      },
    };
    const runner = await startRunner([slow, note]);
    await enqueueJob(source, "slow");
    await until(() => begun);
    let stopped = false;
    const stopping = runner.stop().then(() => {
      stopped = true;
    });
    await enqueueJob(source, "note");
    await delay(200);
    expect([ended, stopped]).toEqual([false, false]);
    release();
    await stopping;
    expect(ended).toBe(true);
    expect(noted).toEqual([]);
    expect(await left()).toBe(1);
  });

  it("that is stopped while it starts takes nothing", async () => {
    await enqueueJob(source, "note");
    const runner = new JobRunner(database.url, [note], createLogger("silent"), new Metrics());
    const starting = runner.start();
    await runner.stop();
    await starting;
    const connected = `select 1 from pg_stat_activity
      where datname = current_database() and application_name = 'skillbridge jobs'`;
    await until(async () => (await source.query(connected)).length === 0);
    expect(noted.length + (await left())).toBe(1);
  });

  it("gives back a job that takes too long when it stops", async () => {
    let begun = false;
    const endless: Job = {
      name: "endless",
      run: () => {
        begun = true;
        return new Promise(() => {});
      },
    };
    const runner = await startRunner([endless]);
    await enqueueJob(source, "endless");
    await until(() => begun);
    await runner.stop();
    const jobs = await source.query("select locked_at, attempts from graphile_worker.jobs");
    expect(jobs).toEqual([{ locked_at: null, attempts: 1 }]);
  });

  it("frees what a dead process was running, and leaves alone what a living one runs", async () => {
    let runs = 0;
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow: Job = {
      name: "slow",
      run: async () => {
        runs++;
        await held;
      },
    };
    await startRunner([slow]);
    await enqueueJob(source, "slow");
    await until(() => runs === 1);
    await enqueueJob(source, "note", { of: "the dead" });
    await source.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-of-the-dead', attempts = 1
       where locked_at is null`,
    );
    await startRunner([slow, note]);
    await until(() => noted.length === 1);
    expect(runs).toBe(1);
    finish();
    await until(async () => (await left()) === 0);
    expect(runs).toBe(1);
  });

  it("comes back after it lost its connections, and does again what it could not mark as done", async () => {
    // graphile-worker writes to the console when one of its workers ends in distress.
    const trace = jest.spyOn(console, "trace").mockImplementation(() => {});
    const allow = (connections: boolean) =>
      administer(
        new URL("/postgres", database.url).href,
        `alter database ${name} allow_connections ${connections}`,
      );
    const name = new URL(database.url).pathname.slice(1);
    let runs = 0;
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow: Job = {
      name: "slow",
      run: async () => {
        runs++;
        await held;
      },
    };
    await startRunner([slow, note]);
    await enqueueJob(source, "slow");
    await until(() => runs === 1);
    await allow(false);
    await source.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where datname = current_database() and application_name = 'skillbridge jobs'`,
    );
    finish();
    await delay(500);
    await allow(true);
    await enqueueJob(source, "note", { after: "the loss" });
    await until(async () => noted.length === 1 && (await left()) === 0);
    expect(runs).toBe(2);
    trace.mockRestore();
  });
});

describe("the schema of the job queue", () => {
  it("is that of the installed package, needs no superuser, and is missed where it lacks", async () => {
    const [{ newest }] = await source.query("select max(id) as newest from graphile_worker.migrations");
    expect(newest).toBe(JOB_SCHEMA);
    const owner = `skillbridge_owner_${process.pid}`;
    const name = `${new URL(database.url).pathname.slice(1)}_owned`;
    const url = new URL(databaseUrl(database.url, name));
    [url.username, url.password] = [owner, "secret"];
    await administer(
      database.url,
      `create role ${owner} login password 'secret'`,
      `create database ${name} owner ${owner}`,
    );
    try {
      expect(await pendingMigrations(url.href)).toBe(true);
      const grant = `grant skillbridge_app to ${owner};`;
      await expect(migrateDatabase(url.href)).rejects.toThrow(grant);
      await administer(database.url, grant);
      expect(await migrateDatabase(url.href)).toContain(`JobQueue${JOB_SCHEMA}`);
      expect(await pendingMigrations(url.href)).toBe(false);
      expect(await migrateDatabase(url.href)).toEqual([]);
      await administer(url.href, "drop schema graphile_worker cascade");
      expect(await pendingMigrations(url.href)).toBe(true);
    } finally {
      await administer(database.url, `drop database ${name} with (force)`, `drop role ${owner}`);
    }
  });
});
