import { Client } from "pg";
import { DatabaseStartError } from "./embedded/database-start-error.js";
import { startEmbeddedPostgres } from "./embedded/embedded-postgres.js";

const EMBEDDED_NAME = "skillbridge";
const LEAST_VERSION = 150000;

/** A database that answers. */
export interface OpenDatabase {
  readonly url: string;
  /** Whether it is the embedded one, which this service looks after by itself. */
  readonly embedded: boolean;
  /** Lets go of it: the embedded server stops when nobody else uses it. */
  close(): Promise<void>;
}

export interface DatabaseLocation {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}

/**
 * The database of DATABASE_URL, or the embedded one, started if need be.
 * @param onProgress told once per step that takes time
 * @throws DatabaseStartError whose message says what to do
 */
export async function openDatabase(
  location: DatabaseLocation,
  onProgress: (message: string) => void,
): Promise<OpenDatabase> {
  if (location.databaseUrl !== undefined) {
    await checkExternal(location.databaseUrl);
    return { url: location.databaseUrl, embedded: false, close: async () => {} };
  }
  const server = await startEmbeddedPostgres({ dataDir: location.dataDir, onProgress });
  try {
    const url = await server.ensureDatabase(EMBEDDED_NAME);
    return { url, embedded: true, close: () => server.stopIfUnused() };
  } catch (error) {
    await server.stopIfUnused();
    throw error;
  }
}

async function checkExternal(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('server_version_num')::int as version");
    if (rows[0].version < LEAST_VERSION)
      throw new DatabaseStartError(
        `The PostgreSQL at ${withoutPassword(url)} is too old: version 15 or newer is needed. Upgrade it, or unset DATABASE_URL to use the embedded one.`,
      );
  } catch (error) {
    if (error instanceof DatabaseStartError) throw error;
    throw new DatabaseStartError(explain(error as Error & { code?: string }, url), { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
}

function explain(error: Error & { code?: string }, url: string): string {
  const where = withoutPassword(url);
  switch (error.code) {
    case "28P01":
    case "28000":
      return `PostgreSQL at ${where} refuses the user or password. Correct them in DATABASE_URL.`;
    case "3D000":
      return `PostgreSQL at ${where} has no database of that name. Create it (createdb), or correct DATABASE_URL.`;
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
      return `Nothing answers at ${where} (${error.code}). Start PostgreSQL there, correct DATABASE_URL, or unset it to use the embedded one.`;
    default:
      return `PostgreSQL at ${where} cannot be used: ${error.message}. Check DATABASE_URL, or unset it to use the embedded one.`;
  }
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = "";
    return parsed.toString();
  } catch {
    return "the address in DATABASE_URL";
  }
}
