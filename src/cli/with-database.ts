import type { DataSource } from "typeorm";
import { type Config, loadConfig } from "../config.js";
import { entities } from "../entities.js";
import { createDataSource } from "../platform/database/data-source.js";
import { DatabaseStartError } from "../platform/database/embedded/database-start-error.js";
import { migrateDatabase, pendingMigrations } from "../platform/database/migrate.js";
import { openDatabase } from "../platform/database/open-database.js";

/** Says what goes on, where it does not mix with what a command prints. */
export const say = (message: string): void => console.error(message);

/**
 * Opens the configured database for one command. The embedded one is brought to the schema of this build; an external
 * one must have it already.
 */
export async function withDatabase<Result>(
  work: (dataSource: DataSource, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = loadConfig();
  const database = await openDatabase(config, say);
  try {
    if (database.embedded) for (const name of await migrateDatabase(database.url)) say(`Migrated: ${name}`);
    else if (await pendingMigrations(database.url))
      throw new DatabaseStartError("The database has not the schema of this version. Run: npm run migrate");
    const dataSource = createDataSource({ url: database.url, entities, poolSize: 2, patient: true });
    await dataSource.initialize();
    try {
      return await work(dataSource, config);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.close();
  }
}

/** Runs every migration that the configured database lacks. */
export async function migrate(): Promise<void> {
  const database = await openDatabase(loadConfig(), say);
  try {
    const names = await migrateDatabase(database.url);
    say(names.length === 0 ? "The database has every migration already." : `Migrated: ${names.join(", ")}`);
  } finally {
    await database.close();
  }
}
