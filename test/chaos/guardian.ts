import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** Sees to it that no process outlives the test run, whatever ends that. */
export class Guardian {
  private readonly process: ChildProcess;

  constructor() {
    // In a process group of its own: Ctrl-C must not reach it before it has done its work.
    this.process = spawn(process.execPath, [join(__dirname, "kill-orphans.mjs")], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    });
    this.process.stdin!.on("error", () => {});
  }

  watch(pid: number): void {
    this.process.stdin!.write(`+${pid}\n`);
  }

  forget(pid: number): void {
    this.process.stdin!.write(`-${pid}\n`);
  }

  /** Ends it, and with it whatever it still watches. */
  dismiss(): void {
    this.process.stdin!.end();
  }
}
