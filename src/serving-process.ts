import "./compile-cache.js";
import "reflect-metadata";
import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { readinessOf } from "./compose-http.js";
import { loadConfig } from "./config.js";
import { exitWithMessage } from "./exit-with-message.js";
import { type OpenService, openService } from "./open-service.js";
import { createLogger } from "./platform/observability/logger.js";
import { Channel } from "./platform/processes/channel.js";
import { HandedConnections } from "./platform/processes/handed-connections.js";
import type { Beginning } from "./serve-together.js";
import { endInTime, farewell } from "./stopping.js";

/** One of several processes: it is told everything by the one that started it, which also owns the port. */
const config = loadConfig();
const ALL_MS = 3000;
let open: OpenService;
let connections: HandedConnections | undefined;
let leaving: Promise<void> | undefined;
let name = "";

const others = new Channel(process, {
  begin: (beginning: Beginning) => begin(beginning).catch(exitWithMessage),
  welcome: (origin: string) => open.welcome(origin),
  readiness: () => readinessOf(open.service),
  metrics: () => open.service.metrics.ofProcess(name),
  drain: () => open.drain(),
  leave,
});

async function begin({ number, databaseUrl }: Beginning): Promise<void> {
  name = String(number);
  const logger = createLogger(config.logLevel).child({ process: number });
  open = await openService(config, databaseUrl, logger, {
    readiness: () => others.ask("readinessOfAll", undefined, ALL_MS),
    metrics: {
      contentType: "text/plain; version=0.0.4; charset=utf-8",
      text: () => others.ask("metricsOfAll", undefined, ALL_MS),
    },
  });
  await open.app.ready();
  connections = new HandedConnections(open.app.server);
  // One of them suffices, and connections to PostgreSQL are scarce. When it ends, its successor takes over.
  if (config.runsJobs && number === 1) void open.service.jobs.start();
}

/** Finishes what is in flight, then ends. */
async function leave(): Promise<void> {
  const handed = connections;
  if (!handed || leaving) return leaving ?? process.exit(0);
  endInTime();
  leaving = open.leave(async () => {
    await Promise.race([handed.allGone(), delay(farewell(config))]);
    await open.app.close();
    await handed.allGone();
  });
  await leaving;
  process.exit(0);
}

process.on("message", (_, connection) => {
  if (connection) connections?.take(connection as Socket);
});
// A terminal and some supervisors signal all processes of a group; only the first one decides.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
// Nobody brings connections any more, and nobody would end this one.
process.on("disconnect", () => void leave());
