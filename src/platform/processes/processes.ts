import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { Metrics } from "../observability/metrics.js";
import type { Answers } from "./channel.js";
import { ServingProcess } from "./serving-process.js";

/** So many ends within `CALM_MS` are no accident any more. */
const MOST_ENDS = 5;
const CALM_MS = 60_000;
const FIRST_PAUSE_MS = 250;
/** Whoever does not answer within this is stuck. */
const ANSWER_MS = 2000;
/** One that has just begun may still be at work for its index. */
const PATIENT_MS = 20_000;

export interface ProcessesOptions {
  readonly count: number;
  /** The file that each of them runs; it answers `begin` once it can serve, `drain` and `leave`. */
  readonly module: string;
  /** What the process of a number, 1 and up, is told to begin with. */
  readonly begin: (number: number) => unknown;
  /** What they may ask. */
  readonly answers: Answers;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Processes of the service that do not stay; the message says how they ended. */
export class ProcessesError extends Error {
  override readonly name = "ProcessesError";
}

/** Keeps so many processes serving, and hands connections to them in turn. */
export class Processes {
  /** Rejects when they keep ending. */
  readonly failed: Promise<never>;
  private fail: (error: Error) => void = () => {};
  private readonly all = new Set<ServingProcess>();
  private readonly serving: ServingProcess[] = [];
  /** Accepted while nobody serves. */
  private readonly waiting: Socket[] = [];
  private recentEnds: number[] = [];
  private leaving = false;
  private turn = 0;
  private readonly ends: ReturnType<Metrics["counter"]>;

  constructor(private readonly options: ProcessesOptions) {
    this.failed = new Promise((_, reject) => {
      this.fail = reject;
    });
    this.failed.catch(() => {});
    const { metrics } = options;
    this.ends = metrics.counter("processes_ended_total", "Processes that ended although they should serve.");
    metrics.gauge("processes_serving", "Processes that serve now.", () => this.serving.length);
  }

  /** @throws Error when one of them cannot begin */
  async start(): Promise<void> {
    const numbers = Array.from({ length: this.options.count }, (_, i) => i + 1);
    try {
      await Promise.all(numbers.map((number) => this.begin(number)));
    } catch (error) {
      this.kill();
      throw error;
    }
  }

  /** Hands a connection over that was accepted and is not read yet. */
  give(socket: Socket): void {
    for (let tries = this.serving.length; tries > 0; tries--) {
      this.turn = (this.turn + 1) % this.serving.length;
      if (this.serving[this.turn]!.give(socket)) return;
    }
    this.waiting.push(socket);
  }

  /** Asks all that serve, at once. */
  async ask<Answer>(question: string): Promise<PromiseSettledResult<Answer>[]> {
    return await Promise.allSettled(
      this.serving.map(async (process) => {
        try {
          return await process.ask<Answer>(question, undefined, ANSWER_MS);
        } catch (error) {
          throw new Error(`Process ${process.number}: ${(error as Error).message}`);
        }
      }),
    );
  }

  /** Asks any one that serves. */
  async askOne<Answer>(question: string, argument?: unknown): Promise<Answer> {
    return await this.serving[0]!.ask<Answer>(question, argument, PATIENT_MS);
  }

  /** From now on they take what still comes, and no new one begins. */
  async drain(): Promise<void> {
    this.leaving = true;
    await this.ask("drain");
  }

  /** Lets them finish what they have. @returns whether all ended well */
  async leave(): Promise<boolean> {
    for (const process of this.all) process.ask("leave").catch(() => {});
    const ends = await Promise.all([...this.all].map(({ ended }) => ended));
    return ends.every(({ well }) => well);
  }

  kill(): void {
    this.leaving = true;
    for (const process of this.all) process.kill();
  }

  private async begin(number: number): Promise<void> {
    const { module, answers, begin, logger } = this.options;
    const started = new ServingProcess(number, module, answers);
    this.all.add(started);
    void started.ended.then(() => this.all.delete(started));
    try {
      await started.ask("begin", begin(number));
    } catch (error) {
      started.kill();
      throw new ProcessesError(`Process ${number} cannot serve. ${(error as Error).message}`);
    }
    this.serving.push(started);
    logger.info({ process: number, servingPid: started.pid }, "a process serves");
    void started.ended.then(({ how }) => this.ended(started, how));
    for (const socket of this.waiting.splice(0)) this.give(socket);
  }

  private ended(process: ServingProcess, how: string): void {
    this.serving.splice(this.serving.indexOf(process), 1);
    if (!this.leaving) void this.replace(process.number, `It ended ${how}.`);
  }

  private async replace(number: number, reason: string): Promise<void> {
    const now = Date.now();
    this.ends.inc();
    this.recentEnds = [...this.recentEnds.filter((end) => now - end < CALM_MS), now];
    const recent = this.recentEnds.length;
    this.options.logger.error({ process: number, recent }, `a process is gone, and replaced. ${reason}`);
    if (recent >= MOST_ENDS) {
      this.fail(
        new ProcessesError(
          `Processes keep ending, ${recent} within a minute. ${reason} What they said is above.`,
        ),
      );
      return;
    }
    await delay(FIRST_PAUSE_MS * 2 ** (recent - 1));
    if (this.leaving) return;
    await this.begin(number).catch((error: Error) => {
      if (!this.leaving) void this.replace(number, error.message);
    });
  }
}
