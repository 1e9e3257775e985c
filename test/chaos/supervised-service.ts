import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Guardian } from "./guardian.js";

const ROOT = join(__dirname, "..", "..");

/** The service as a process of its own that is started again whenever it ends, as a supervisor does. */
export class SupervisedService {
  private child: ChildProcess | undefined;
  private stopped = false;
  private printed = "";
  /** How often it was started. */
  starts = 0;

  private constructor(
    private readonly guardian: Guardian,
    private readonly environment: Record<string, string>,
    readonly origin: string,
  ) {}

  static async start(guardian: Guardian, environment: Record<string, string>): Promise<SupervisedService> {
    const port = String(await freePort());
    const service = new SupervisedService(
      guardian,
      { PATH: process.env.PATH ?? "", ...environment, PORT: port },
      `http://127.0.0.1:${port}`,
    );
    service.begin();
    return service;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when it answers; fails after a minute with what it has printed. */
  async ready(): Promise<void> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const lives = await fetch(`${this.origin}/readyz`).then(
        (answer) => answer.status === 200,
        () => false,
      );
      if (lives) return;
      if (Date.now() > deadline) throw new Error(`The service is not ready:\n${this.printed}`);
      await delay(20);
    }
  }

  /** kill -9; resolves when it is gone. It is started again at once. */
  async kill(): Promise<void> {
    const child = this.child!;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  /** Ends it in good order. */
  async stop(): Promise<void> {
    this.stopped = true;
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  }

  private begin(): void {
    if (this.stopped) return;
    this.starts += 1;
    this.printed = "";
    const child = spawn(process.execPath, ["dist/src/main.js"], { cwd: ROOT, env: this.environment });
    this.child = child;
    const pid = child.pid!;
    this.guardian.watch(pid);
    const read = (chunk: Buffer) => {
      this.printed = (this.printed + chunk).slice(-5000);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => {
      this.guardian.forget(pid);
      this.begin();
    });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
