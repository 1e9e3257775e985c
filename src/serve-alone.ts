import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import type { Config } from "./config.js";
import { openService } from "./open-service.js";
import { letGo } from "./platform/http/let-go.js";
import { originOf } from "./platform/http/origin-of.js";
import { endInTime, farewell, notice, shutdownSignal } from "./stopping.js";

/** Serves in this process until told to stop. @returns the exit code */
export async function serveAlone(config: Config, databaseUrl: string, logger: Logger): Promise<number> {
  const { app, service, ...open } = await openService(config, databaseUrl, logger);
  await app.listen({ host: config.host, port: config.port });
  console.log(await open.welcome(originOf(app.server.address() as AddressInfo)));
  // Not waited for: a signal that came meanwhile would find nobody to take it.
  if (config.runsJobs) void service.jobs.start();
  await shutdownSignal();
  console.error("Stopping: requests in flight are finished first.");
  endInTime();
  open.drain();
  await notice(config);
  const ms = farewell(config);
  await open.leave(async () => {
    if (ms > 0) await letGo(app.server, ms);
    await app.close();
  });
  return 0;
}
