import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const root = join(import.meta.dirname, "..", "..", "..");
const PATIENCE_MS = 120_000;

/**
 * Starts the service with the demonstration in a database of its own, as `npm start` does.
 * @returns its address, demo tokens by role, a way to ask it, and one to stop it
 * @throws Error with what it printed when it does not start
 */
export async function startService() {
  if (!existsSync(join(root, "dist", "src", "main.js")))
    throw new Error(
      "The service is not built: run npm ci && npm run build in the root of the repository first.",
    );
  const folder = await mkdtemp(join(tmpdir(), "skillbridge-dashboard-"));
  const { PATH, HOME } = process.env;
  const service = spawn(process.execPath, ["dist/src/main.js"], {
    cwd: root,
    env: { PATH, HOME, PORT: "0", DATA_DIR: join(folder, "data"), LOG_LEVEL: "warn" },
  });
  let printed = "";
  const ended = new Promise((resolve) => service.on("close", resolve));
  for (const stream of [service.stdout, service.stderr]) stream.on("data", (chunk) => (printed += chunk));
  const stop = async () => {
    service.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilTrue(() => {
      if (service.exitCode !== null) throw new Error(printed);
      return printed.includes("the data stays");
    });
  } catch (reason) {
    await stop();
    throw reason;
  }
  const url = /ready at (http:\S+)\/graphql/.exec(printed)[1];
  const tokens = Object.fromEntries(
    [...printed.matchAll(/^ {2}([a-z]+) +(ey\S+)$/gm)].map(([, role, token]) => [role, token]),
  );
  return { url, tokens, ask: (query, token) => ask(url, query, token), stop };
}

async function ask(url, query, token) {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Looks again and again until something holds. */
export async function untilTrue(holds) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("It took too long.");
    await delay(100);
  }
}
