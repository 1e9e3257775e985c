import type { JobRunner } from "./job-runner.js";

/** Several runners as one: jobs that wait for others outside hold up none that do not. */
export class JobRunners {
  constructor(private readonly runners: readonly JobRunner[]) {}

  /** Whether they were started, and not stopped. */
  get isWorking(): boolean {
    return this.runners.every((runner) => runner.isWorking);
  }

  /** As `JobRunner.start`. */
  async start(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.start()));
  }

  /** As `JobRunner.stop`. */
  async stop(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.stop()));
  }
}
