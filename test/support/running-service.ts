import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

/** The service in a process of its own, or in several, as `npm start` starts it. */
export interface RunningService {
  readonly process: ChildProcess;
  readonly origin: string;
  /** Everything printed so far. */
  readonly output: () => string;
  /** The exit code, once everything it printed is read; null when it was killed. */
  readonly ended: Promise<number | null>;
}

/**
 * Starts the service, with few words and an ample budget.
 * @returns once it serves
 * @throws Error with what it printed when it ends before
 */
export async function startService(environment: Record<string, string>): Promise<RunningService> {
  const started = spawn(process.execPath, ["dist/src/main.js"], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: "0",
      SEED: "none",
      BUDGET_POINTS_PER_MINUTE_ANONYMOUS: "10000000",
      LOG_LEVEL: "warn",
      ...environment,
    },
  });
  const ended = new Promise<number | null>((resolve) => started.on("close", resolve));
  let printed = "";
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      const address = /ready at (http:\S+)\/graphql/.exec(printed)?.[1];
      if (address) resolve(address);
    };
    started.stdout.on("data", read);
    started.stderr.on("data", read);
    void ended.then(() => reject(new Error(printed)));
  });
  return { process: started, origin, output: () => printed, ended };
}
