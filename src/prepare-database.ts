import type { Config } from "./config.js";
import { DatabaseStartError } from "./platform/database/embedded/database-start-error.js";
import { migrateDatabase, pendingMigrations } from "./platform/database/migrate.js";
import type { OpenDatabase } from "./platform/database/open-database.js";

/**
 * Brings a database to the schema of this build, and fills an empty one with the demonstration. In production an
 * external database is only checked: its migrations are a decision (`npm run migrate`), and it starts empty.
 * @throws DatabaseStartError when migrations are pending in production
 */
export async function prepareDatabase(
  config: Config,
  database: OpenDatabase,
  onProgress: (message: string) => void,
): Promise<void> {
  if (config.mode === "production" && !database.embedded) {
    if (await pendingMigrations(database.url))
      throw new DatabaseStartError("The database has not the schema of this version. Run: npm run migrate");
    return;
  }
  for (const name of await migrateDatabase(database.url)) onProgress(`Migrated: ${name}`);
  if (config.seed === "none" || config.mode === "production") return;
  await seed(database.url, onProgress);
}

/** Loads what it takes only now: the domains are not needed by a process that does not serve. */
async function seed(url: string, onProgress: (message: string) => void): Promise<void> {
  const { entities } = await import("./entities.js");
  const { createDataSource } = await import("./platform/database/data-source.js");
  const { seedDemonstration } = await import("./demonstration/seed-demonstration.js");
  const dataSource = createDataSource({ url, entities, patient: true });
  await dataSource.initialize();
  try {
    await seedDemonstration(dataSource, onProgress);
  } finally {
    await dataSource.destroy();
  }
}
