import { createDataSource } from "./data-source.js";

/**
 * Brings the database at `url` to the newest schema, each migration in a transaction of its own.
 * @returns the names of the migrations that ran, oldest first
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  const dataSource = createDataSource({ url, entities: [], poolSize: 2, patient: true });
  await dataSource.initialize();
  try {
    const ran = await dataSource.runMigrations({ transaction: "each" });
    return ran.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

/** Whether the database at hand has every migration that this build knows. */
export async function pendingMigrations(url: string): Promise<boolean> {
  const dataSource = createDataSource({ url, entities: [], poolSize: 1, patient: true });
  await dataSource.initialize();
  try {
    return await dataSource.showMigrations();
  } finally {
    await dataSource.destroy();
  }
}
