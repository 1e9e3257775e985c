import "reflect-metadata";
import { loadConfig } from "./config.js";
import { exitWithMessage } from "./exit-with-message.js";
import { openDatabase } from "./platform/database/open-database.js";
import { createLogger } from "./platform/observability/logger.js";
import { prepareDatabase } from "./prepare-database.js";
import { serveTogether } from "./serve-together.js";

const progress = (message: string) => console.error(message);

/** config -> database -> serve until told to stop */
async function main(): Promise<number> {
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const database = await openDatabase(config, progress);
  try {
    await prepareDatabase(config, database, progress);
    if (config.processes > 1) return await serveTogether(config, database.url, logger);
    // Only here: a process that only hands connections over does not need all that.
    const { serveAlone } = await import("./serve-alone.js");
    return await serveAlone(config, database.url, logger);
  } finally {
    await database.close();
  }
}

main().then((code) => process.exit(code), exitWithMessage);
