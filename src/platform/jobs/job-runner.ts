import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { parseCronItems, type Runner, run, type WorkerEvents } from "graphile-worker";
import { Pool } from "pg";
import type { Logger } from "pino";
import type { Metrics } from "../observability/metrics.js";
import { enqueueJob } from "./enqueue-job.js";
import type { Job } from "./job.js";
import { jobLogger } from "./job-logger.js";
import { LivingRunners } from "./living-runners.js";

/** So many jobs run at a time in one process, unless a runner is told otherwise; most of them wait for the database. */
const AT_A_TIME = 2;
const RESTART_MS = 250;
/** A notification wakes it; after the database was away, that may be deaf for a while. */
const POLL_MS = 500;
/** A job gets this long to finish when the service stops. */
const PATIENCE_MS = 6000;
const FAREWELL_MS = 1500;

/**
 * Runs enqueued and scheduled jobs over a few connections of its own, which may take their time. Any number of replicas
 * may do so: each job is taken by one of them. Losing the database ends nothing; the runner comes back with it.
 */
export class JobRunner {
  private readonly cron: ReturnType<typeof parseCronItems>;
  private readonly counters: ReturnType<typeof countersIn>;
  private pool: Pool | undefined;
  private runner: Runner | undefined;
  private working: Promise<void> | undefined;
  /** Under this name jobs are locked by this process; graphile-worker makes a new one at each start. */
  private lockedBy: string[] = [];
  private stopped = false;
  private failing = false;
  private readonly living: LivingRunners;

  /** @throws Error when a schedule is none */
  constructor(
    private readonly url: string,
    private readonly jobs: readonly Job[],
    private readonly logger: Logger,
    metrics: Metrics,
    private readonly atATime = AT_A_TIME,
  ) {
    this.counters = countersIn(metrics, jobs);
    this.living = new LivingRunners(url, logger);
    this.cron = parseCronItems(
      jobs.flatMap(({ name, schedule }) =>
        // By the key, one that keeps failing makes way for the next instead of piling up.
        schedule ? [{ task: name, match: schedule, options: { jobKey: name } }] : [],
      ),
    );
  }

  /** Whether it was started, and not stopped. */
  get isWorking(): boolean {
    return this.working !== undefined && !this.stopped;
  }

  /** Begins to work; resolves when it does, or when it has to wait for the database. */
  async start(): Promise<void> {
    if (this.working || this.stopped) return;
    this.pool = this.openPool();
    const begun = this.begin(true);
    this.working = begun.then(() => this.keepWorking());
    await begun;
  }

  /**
   * Takes no more jobs and waits for the running ones. One that takes too long is given back, to be tried again by
   * another process or by the next start.
   */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    const ended = Promise.resolve(this.runner?.stop().catch(() => {})).then(() => true);
    if (!(await Promise.race([ended, pause(PATIENCE_MS)]))) {
      this.logger.warn("a job takes too long; it is given back");
      const givenBack = this.giveBack(this.pool!).catch((error) =>
        this.logger.error({ err: error }, "a job could not be given back; it stays locked for four hours"),
      );
      await Promise.race([givenBack, pause(FAREWELL_MS)]);
    }
    await Promise.race([this.working, pause(FAREWELL_MS)]);
    await this.living.stop();
    await Promise.race([this.pool?.end(), pause(FAREWELL_MS)]);
  }

  private openPool(): Pool {
    const pool = new Pool({
      connectionString: this.url,
      max: this.atATime + 1,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      application_name: "skillbridge jobs",
    });
    pool.on("error", (error) => this.logger.warn({ err: error }, "lost a connection for jobs"));
    // One that is in use tells whoever uses it; without a listener it would end the process.
    pool.on("connect", (client) => client.on("error", () => {}));
    return pool;
  }

  private async begin(first: boolean): Promise<void> {
    const pool = this.pool!;
    try {
      if (first)
        for (const { name, atStart } of this.jobs)
          if (atStart) await enqueueJob(pool, name, {}, { key: name });
      await this.giveBack(pool);
      this.runner = await run({
        pgPool: pool,
        taskList: Object.fromEntries(this.jobs.map((job) => [job.name, (payload) => this.run(job, payload)])),
        parsedCronItems: this.cron,
        concurrency: this.atATime,
        noHandleSignals: true,
        logger: jobLogger(this.logger),
        events: this.events(),
        // Without batches, one that cannot be marked as done because the database is away would end the process.
        preset: { worker: { pollInterval: POLL_MS, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      });
      this.failing = false;
      if (this.stopped) await this.runner.stop().catch(() => {});
    } catch (error) {
      this.runner = undefined;
      if (!this.failing) this.logger.error({ err: error }, "jobs cannot be run now; will try again");
      this.failing = true;
    }
  }

  /** Begins anew whenever graphile-worker gives up, as it does when it cannot mark a job as done. */
  private async keepWorking(): Promise<void> {
    while (!this.stopped) {
      const began = this.runner !== undefined;
      await this.runner?.promise.catch((error) =>
        this.logger.error({ err: error }, "the running of jobs ended"),
      );
      if (this.stopped) return;
      await delay(RESTART_MS, undefined, { ref: false });
      if (this.stopped) return;
      await this.begin(!began);
      if (this.runner) this.logger.info("running jobs again");
    }
  }

  /** Unlocks what this process took and could not mark as done; otherwise that stays locked for four hours. */
  private async giveBack(pool: Pool): Promise<void> {
    if (this.lockedBy.length === 0) return;
    await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [this.lockedBy]);
    this.lockedBy = [];
  }

  private events(): WorkerEvents {
    const events = new EventEmitter() as WorkerEvents;
    events.on("pool:create", ({ workerPool }) => {
      this.lockedBy.push(workerPool.id);
      this.living.answerFor(workerPool.id);
    });
    events.on("job:error", ({ job, error }) => {
      const { task_identifier: name, attempts, max_attempts } = job;
      const next = attempts < max_attempts ? "will try again" : "that was the last attempt";
      this.logger.error({ err: error, job: name, attempts }, `a job failed; ${next}`);
    });
    return events;
  }

  private async run(job: Job, payload: unknown): Promise<void> {
    try {
      await job.run(payload);
    } catch (error) {
      this.counters.failed.inc({ name: job.name });
      throw error;
    }
    this.counters.run.inc({ name: job.name });
  }
}

function countersIn(metrics: Metrics, jobs: readonly Job[]) {
  const run = metrics.counter("jobs_run_total", "Jobs that succeeded.", ["name"]);
  const failed = metrics.counter("jobs_failed_total", "Attempts at jobs that failed.", ["name"]);
  for (const { name } of jobs) for (const counter of [run, failed]) counter.inc({ name }, 0);
  return { run, failed };
}

const pause = (ms: number) => delay(ms, false, { ref: false });
