import { spawn } from "node:child_process";
import { join } from "node:path";
import type { ContenderSource, RunningContender } from "./contender.js";

const ENOUGH_POINTS = "1000000000";
const MAIN = join(__dirname, "..", "..", "src", "main.js");

/**
 * Starts the service as `npm start` does, but for a budget that does not end; done when it says that it is ready.
 * @param source what it is asked with
 * @param url of the database, as the owner of its tables
 * @param settings of the environment, such as PROCESSES
 * @throws Error with what it printed when it ends before that
 */
export async function startService(
  source: ContenderSource,
  url: string,
  settings: Readonly<Record<string, string>>,
): Promise<RunningContender> {
  const child = spawn(process.execPath, ["--max-semi-space-size=64", MAIN], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "test",
      PORT: "0",
      SEED: "none",
      LOG_LEVEL: "warn",
      BUDGET_POINTS_PER_MINUTE: ENOUGH_POINTS,
      ...source.env,
      DATABASE_URL: url,
      ...settings,
    },
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let printed = "";
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      const address = /ready at (http:\S+)\/graphql/.exec(printed)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then(() => reject(new Error(printed)));
  });
  const metric = (name: string) => sumOf(origin, name);
  return {
    source,
    origin,
    child,
    cpu: async () => 1000 * (await metric("process_cpu_seconds_total")),
    memory: async () => ({
      rss: await metric("process_resident_memory_bytes"),
      heap: await metric("nodejs_heap_size_used_bytes"),
    }),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** A number that the service shows of itself, of all its processes together. */
async function sumOf(origin: string, name: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return text
    .split("\n")
    .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
}
