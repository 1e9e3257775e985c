import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "./config.js";
import { originOf } from "./platform/http/origin-of.js";
import { Metrics, metricsOfAll, type ProcessMetrics } from "./platform/observability/metrics.js";
import { Processes } from "./platform/processes/processes.js";
import { endInTime, notice, shutdownSignal } from "./stopping.js";

/** What each process is told to begin with. */
export interface Beginning {
  readonly number: number;
  readonly databaseUrl: string;
}

/**
 * Serves in several processes behind one port until told to stop. This one accepts connections and hands each to one of
 * the others in turn. It listens by itself, not through node:cluster: there, a connection that is handed over while the
 * last process closes is lost, and here the port is closed before anybody is asked to leave.
 * @returns the exit code
 * @throws ProcessesError when they do not stay
 */
export async function serveTogether(config: Config, databaseUrl: string, logger: Logger): Promise<number> {
  const processes = processesOf(config, databaseUrl, logger);
  await processes.start();
  // The time that an answer takes must not depend on what Nagle's algorithm waits for.
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => processes.give(socket));
  try {
    server.listen({ host: config.host, port: config.port });
    await once(server, "listening");
    console.log(await processes.askOne("welcome", originOf(server.address() as AddressInfo)));
    await Promise.race([shutdownSignal(), processes.failed]);
    console.error("Stopping: requests in flight are finished first.");
    endInTime(() => processes.kill());
    return await stop(config, server, processes);
  } finally {
    processes.kill();
  }
}

async function stop(config: Config, server: Server, processes: Processes): Promise<number> {
  await processes.drain();
  await notice(config);
  server.close();
  return (await processes.leave()) ? 0 : 1;
}

function processesOf(config: Config, databaseUrl: string, logger: Logger): Processes {
  const metrics = new Metrics();
  const processes = new Processes({
    count: config.processes,
    module: join(__dirname, "serving-process.js"),
    begin: (number): Beginning => ({ number, databaseUrl }),
    answers: {
      readinessOfAll: async () => await readiness(processes),
      metricsOfAll: async () => {
        const all = await processes.ask<ProcessMetrics>("metrics");
        const shown = all.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
        return await metricsOfAll([...shown, await metrics.ofProcess("0")]);
      },
    },
    logger,
    metrics,
  });
  return processes;
}

/** Ready when each that serves is: whoever asks next may come to any of them. */
async function readiness(processes: Processes): Promise<Record<string, string>> {
  const all = await processes.ask<Record<string, string>>("readiness");
  for (const answer of all) if (answer.status === "rejected") throw answer.reason;
  const [first] = all as PromiseFulfilledResult<Record<string, string>>[];
  return { ...first!.value, processes: String(all.length) };
}
