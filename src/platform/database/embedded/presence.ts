import { Client, escapeIdentifier } from "pg";
import { DatabaseUnavailable } from "../unavailable.js";

/**
 * Every process that uses the cluster keeps one connection with a shared lock, so that the last one to leave knows
 * that it is the last. PostgreSQL gives the lock back however the process ends.
 */
const LOCK = 7_203_118;
const APPLICATION = "skillbridge-presence";

/** Which server to speak to; always on 127.0.0.1, as user postgres. */
export interface Address {
  readonly port: number;
  readonly password: string;
}

/** This process's registration as a user of the cluster. It does not keep the process alive while nothing is asked. */
export class Presence {
  private constructor(
    private readonly client: Client,
    /** The data folder of the server that answered. */
    readonly data: string,
  ) {}

  /** @throws the driver's error when the server does not answer or is stopping */
  static async enter({ port, password }: Address): Promise<Presence> {
    const client = new Client({
      host: "127.0.0.1",
      port,
      user: "postgres",
      password,
      database: "postgres",
      application_name: APPLICATION,
      connectionTimeoutMillis: 2000,
      // Not from PGSSLMODE and PGOPTIONS of the person's shell, which mean another server.
      ssl: false,
      options: "",
    });
    // A lost connection is noticed when it is needed; unhandled, the event would end the process.
    client.on("error", () => {});
    try {
      await client.connect();
      // Waits while the last process that left is stopping the server, and fails when it stopped.
      const { rows } = await client.query<{ data: string }>(
        "select current_setting('data_directory') as data, pg_advisory_lock_shared($1)",
        [LOCK],
      );
      referenced(client).unref();
      return new Presence(client, rows[0]!.data);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
  }

  async ensureDatabase(name: string): Promise<void> {
    const found = await this.query("select from pg_database where datname = $1", [name]);
    if (found.length > 0) return;
    try {
      await this.query(`create database ${escapeIdentifier(name)}`);
    } catch (error) {
      // duplicate_database; unique_violation when another process creates it at the same moment
      const code = (error as { code?: string }).code;
      if (code !== "42P04" && code !== "23505") throw error;
    }
  }

  /**
   * Gives up this process's share and answers whether nobody else uses the cluster: no other process that entered,
   * and no other client such as psql. If so, newcomers wait at the lock until this connection ends.
   */
  async isLastOne(): Promise<boolean> {
    try {
      return await this.isAlone();
    } catch (error) {
      // Whoever else left at the same moment was the last one, and stops the server.
      if (DatabaseUnavailable.from(error) instanceof DatabaseUnavailable) return false;
      throw error;
    }
  }

  private async isAlone(): Promise<boolean> {
    await this.query("select pg_advisory_unlock_shared($1)", [LOCK]);
    const [lock] = await this.query<{ alone: boolean }>("select pg_try_advisory_lock($1) as alone", [LOCK]);
    if (!lock!.alone) return false;
    // Connections that wait at the lock, or have just lost the race for it, use nothing.
    const others = await this.query(
      `select from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> $1`,
      [APPLICATION],
    );
    return others.length === 0;
  }

  async leave(): Promise<void> {
    referenced(this.client).ref();
    await this.client.end().catch(() => {});
  }

  private async query<Row extends object>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    referenced(this.client).ref();
    try {
      return (await this.client.query<Row>(text, parameters)).rows;
    } finally {
      referenced(this.client).unref();
    }
  }
}

/** Two methods that the driver's types lack. */
function referenced(client: Client): { ref(): void; unref(): void } {
  return client as Client & { ref(): void; unref(): void };
}
