// First of all: everything else is part of what is measured.
const atFirst = performance.now();

import "../../src/compile-cache.js";
import "reflect-metadata";
import type { AddressInfo } from "node:net";
import { loadConfig } from "../../src/config.js";
import { openService } from "../../src/open-service.js";
import { openDatabase } from "../../src/platform/database/open-database.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { prepareDatabase } from "../../src/prepare-database.js";

/** When each part of a start was done, in milliseconds since node began. */
export interface Phases {
  readonly node: number;
  readonly modules: number;
  readonly database: number;
  readonly service: number;
  readonly listening: number;
}

export interface Started {
  readonly port: number;
  readonly phases: Phases;
}

/** In bytes. */
export interface Memory {
  readonly rss: number;
  readonly heap: number;
  readonly buffers: number;
}

const modules = performance.now();
const say = () => {};

/** What src/main.ts does for one process, with a look at the clock in between. */
async function start(): Promise<Started> {
  const config = loadConfig();
  const opened = await openDatabase(config, say);
  await prepareDatabase(config, opened, say);
  const database = performance.now();
  const { app } = await openService(config, opened.url, createLogger("warn"));
  const service = performance.now();
  await app.listen({ host: "127.0.0.1", port: 0 });
  const phases = { node: atFirst, modules, database, service, listening: performance.now() };
  return { port: (app.server.address() as AddressInfo).port, phases };
}

function memory(): Memory {
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { rss, heap: heapUsed, buffers: arrayBuffers };
}

process.on("message", () => process.send!(memory()));
process.on("disconnect", () => process.exit(0));
void start().then((started) => process.send!(started));
