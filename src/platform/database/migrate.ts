import { JOB_SCHEMA, jobSchemaOf, migrateJobSchema } from "../jobs/job-schema.js";
import { createDataSource } from "./data-source.js";

/**
 * Brings the database at `url` to the newest schema, each migration in a transaction of its own,
 * and then the schema of the job queue.
 * @returns the names of the migrations that ran, oldest first
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  const dataSource = createDataSource({ url, entities: [], poolSize: 2, patient: true });
  await dataSource.initialize();
  try {
    const ran = await dataSource.runMigrations({ transaction: "each" });
    return [...ran.map((migration) => migration.name), ...(await migrateJobSchema(url))];
  } finally {
    await dataSource.destroy();
  }
}

/** Whether the database at hand lacks a migration that this build knows, its own or one of the job queue. */
export async function pendingMigrations(url: string): Promise<boolean> {
  const dataSource = createDataSource({ url, entities: [], poolSize: 1, patient: true });
  await dataSource.initialize();
  try {
    return (await dataSource.showMigrations()) || (await jobSchemaOf(url)) < JOB_SCHEMA;
  } finally {
    await dataSource.destroy();
  }
}
