import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import { type Answers, Channel } from "./channel.js";

/** What comes with a connection that is handed over. */
export const CONNECTION = { connection: true };

/** A process that serves connections which this one accepted. */
export class ServingProcess {
  /** How it ended, in words, and whether that was as it should be. */
  readonly ended: Promise<{ readonly how: string; readonly well: boolean }>;
  private readonly child: ChildProcess;
  private readonly channel: Channel;

  /**
   * @param number tells it apart from the others: 1 and up
   * @param module the file that it runs
   * @param answers what it may ask
   */
  constructor(
    readonly number: number,
    module: string,
    answers: Answers,
  ) {
    this.child = fork(module);
    this.channel = new Channel(this.child, answers);
    this.ended = new Promise((resolve) => {
      this.child.once("exit", (code, signal) =>
        resolve({ how: signal ? `by ${signal}` : `with code ${code}`, well: code === 0 }),
      );
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** @throws Error when it does not answer in time, says that something is wrong, or ends before */
  async ask<Answer>(question: string, argument?: unknown, ms?: number): Promise<Answer> {
    const gone = this.ended.then(({ how }) => {
      throw new Error(`It ended ${how}.`);
    });
    return await Promise.race([this.channel.ask<Answer>(question, argument, ms), gone]);
  }

  /** @returns false when it is gone */
  give(socket: Socket): boolean {
    if (!this.child.connected) return false;
    // One that dies just now takes the connection along, as it takes those that it has.
    this.child.send(CONNECTION, socket, () => {});
    return true;
  }

  /** Ends it at once. */
  kill(): void {
    this.child.kill("SIGKILL");
  }
}
