import { runMigrations } from "graphile-worker";
import { Client, Pool } from "pg";

/** The newest migration of the installed graphile-worker; a test compares them. */
export const JOB_SCHEMA = 19;

/**
 * Brings the schema `graphile_worker` of the database to that of the installed graphile-worker. The user needs no more
 * than the right to create schemas in the database; row level security lets only that user run jobs.
 * @returns the name of what was migrated; empty when there was nothing to do
 */
export async function migrateJobSchema(url: string): Promise<string[]> {
  const before = await jobSchemaOf(url);
  if (before >= JOB_SCHEMA) return [];
  const pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 5000 });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
  return [`JobQueue${JOB_SCHEMA}`];
}

/** The number of the newest migration in the database; 0 when there is no schema for jobs. */
export async function jobSchemaOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      "select to_regclass('graphile_worker.migrations') is not null as there",
    );
    if (!rows[0].there) return 0;
    const newest = await client.query("select coalesce(max(id), 0) as id from graphile_worker.migrations");
    return newest.rows[0].id;
  } finally {
    await client.end().catch(() => {});
  }
}
