import { randomUUID } from "node:crypto";
import { Client } from "pg";

/** Environment variables by which the set-up of the run reaches the processes that run test files. */
export const SERVER_VARIABLE = "SKILLBRIDGE_TEST_SERVER";
export const TEMPLATE_VARIABLE = "SKILLBRIDGE_TEST_TEMPLATE";

export interface TestDatabase {
  /** Address of the database, as superuser. */
  readonly url: string;
  /** Removes it, ending whatever connections are left. */
  drop(): Promise<void>;
}

/** Clones the migrated, otherwise empty template: a database of one's own for a test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = fromSetUp(SERVER_VARIABLE);
  const template = fromSetUp(TEMPLATE_VARIABLE);
  // The default strategy, wal_log, takes as long as file_copy (13 ms) but forces no checkpoint on other files' databases.
  const name = `${template}_${randomUUID().slice(0, 8)}`;
  await administer(server, `create database ${name} template ${template}`);
  return {
    url: databaseUrl(server, name),
    drop: () => administer(server, `drop database if exists ${name} with (force)`),
  };
}

function fromSetUp(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: test/support/global-setup.ts did not run.`);
  return value;
}

/** The address of another database on the same server. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements one by one over a connection of their own; for those that allow no transaction. */
export async function administer(server: string, ...statements: string[]): Promise<void> {
  await withClient(server, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

/** The databases that were cloned from `template`. */
export async function testDatabases(server: string, template: string): Promise<string[]> {
  return withClient(server, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where starts_with(datname, $1)",
      [`${template}_`],
    );
    return rows.map((row) => row.name);
  });
}

async function withClient<Result>(url: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
