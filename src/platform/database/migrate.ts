import { JOB_SCHEMA, jobSchemaOf, migrateJobSchema } from "../jobs/job-schema.js";
import { grantApplicationRights, prepareApplicationRole } from "./application-role.js";
import { createDataSource } from "./data-source.js";

/**
 * Brings the database at `url` to the newest schema, each migration in a transaction of its own,
 * then the schema of the job queue, and then the rights of the role that serves.
 * @returns the names of the migrations that ran, oldest first
 * @throws DatabaseStartError when the user may not set up that role
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  await prepareApplicationRole(url);
  const dataSource = createDataSource({ url, entities: [], poolSize: 2, patient: true });
  await dataSource.initialize();
  try {
    const ran = await dataSource.runMigrations({ transaction: "each" });
    const names = [...ran.map((migration) => migration.name), ...(await migrateJobSchema(url))];
    await grantApplicationRights(url);
    return names;
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
