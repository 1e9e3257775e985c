import { Client, type ClientConfig, types } from "pg";
import { TIMEOUTS } from "./data-source.js";
import { isSilence } from "./impatient-client.js";
import { DatabaseUnavailable } from "./unavailable.js";

/** A named SQL statement; the name is what PostgreSQL keeps its plan under, so one name stands for one text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const DATE = 1082;
const rowTypes = {
  // A date has no time zone: keep it as YYYY-MM-DD instead of a midnight somewhere.
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === DATE ? (value: string) => value : types.getTypeParser(oid, format as "text")) as never,
};

/**
 * Runs reads as named prepared statements over a few pipelined connections and returns plain rows. Requests do not
 * queue for a connection: PostgreSQL answers each connection's statements in the order they were sent.
 */
export class Reads {
  private readonly connections: ReadConnection[];
  private next = 0;

  /** @param connections how many connections to spread the statements over */
  constructor(url: string, connections: number) {
    const config = { connectionString: url, ...TIMEOUTS, pipeline: true, types: rowTypes } as ClientConfig;
    this.connections = Array.from({ length: connections }, () => new ReadConnection(config));
  }

  /**
   * @param parameters the values of $1, $2 ... in the statement's text
   * @throws DatabaseUnavailable when PostgreSQL cannot be reached or does not answer in time
   */
  async run<Row>(statement: Statement, parameters: readonly unknown[] = []): Promise<Row[]> {
    const connection = this.connections[this.next]!;
    this.next = (this.next + 1) % this.connections.length;
    try {
      return (await connection.run(statement, parameters)) as Row[];
    } catch (error) {
      // One that hangs tells of the others: without this each would let a request wait before it is given up.
      if (error instanceof DatabaseUnavailable && isSilence(error.cause))
        for (const other of this.connections) other.drop();
      throw error;
    }
  }

  /** Answers whether PostgreSQL answers. */
  async ping(): Promise<void> {
    await this.run({ name: "ping", text: "select 1" });
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.close()));
  }
}

/** One pipelined connection that comes back by itself after it was lost. */
class ReadConnection {
  private client: Promise<Client> | undefined;
  private prepared = new Map<string, Promise<unknown>>();

  constructor(private readonly config: ClientConfig) {}

  async run(statement: Statement, parameters: readonly unknown[]): Promise<unknown[]> {
    const client = await this.connected();
    // Statements in flight together would each send a Parse under the same name: the first one goes ahead alone.
    const first = this.prepared.get(statement.name);
    if (first) await first;
    const answer = client.query({ name: statement.name, text: statement.text, values: [...parameters] });
    if (!first)
      this.prepared.set(
        statement.name,
        answer.catch(() => this.prepared.delete(statement.name)),
      );
    try {
      return (await answer).rows;
    } catch (error) {
      throw DatabaseUnavailable.from(error);
    }
  }

  private connected(): Promise<Client> {
    this.client ??= this.connect();
    return this.client;
  }

  private async connect(): Promise<Client> {
    const client = new Client(this.config);
    const lost = () => this.forget(client);
    client.on("error", lost).on("end", lost);
    this.prepared = new Map();
    try {
      await client.connect();
      return client;
    } catch (error) {
      this.client = undefined;
      throw DatabaseUnavailable.from(error);
    }
  }

  private forget(client: Client): void {
    const current = this.client;
    void current?.then(
      (connected) => {
        if (connected === client && this.client === current) this.client = undefined;
      },
      () => {},
    );
  }

  /** Gives the connection up; the next statement makes a new one. */
  drop(): void {
    const current = this.client;
    this.client = undefined;
    current?.then((client) => client.end()).catch(() => {});
  }

  async close(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    await client?.end();
  }
}
