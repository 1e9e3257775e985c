import "./compile-cache.js";
import "reflect-metadata";
import { type Config, loadConfig } from "./config.js";
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
  const serve = await servingBy(config);
  const database = await openDatabase(config, progress);
  try {
    await prepareDatabase(config, database, progress);
    return await serve(config, database.url, logger);
  } finally {
    await database.close();
  }
}

/** A process that only hands connections over does not load the service. */
const servingBy = async ({ processes }: Config): Promise<typeof serveTogether> =>
  processes > 1 ? serveTogether : (await import("./serve-alone.js")).serveAlone;

main().then((code) => process.exit(code), exitWithMessage);
