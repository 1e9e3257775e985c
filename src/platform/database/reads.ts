import type { Socket } from "node:net";
import { Client, type ClientConfig, types } from "pg";
import type { Principal } from "../auth/principal.js";
import { inSpan } from "../observability/tracing.js";
import { withSetting } from "./connection-address.js";
import { TIMEOUTS } from "./data-source.js";
import { isSilence } from "./impatient-client.js";
import { Columns, KnownQuery } from "./known-query.js";
import type { Statement } from "./statement.js";
import { STATEMENT } from "./traced-clients.js";
import { DatabaseUnavailable } from "./unavailable.js";
import { NOBODY, SET_VIEWER, SYSTEM, type Viewer, viewerOf } from "./viewer.js";

const DATE = 1082;
const rowTypes = {
  // A date has no time zone: keep it as YYYY-MM-DD instead of a midnight somewhere.
  getTypeParser: (oid: number, format?: "text" | "binary"): ((text: string) => unknown) =>
    oid === DATE ? (value) => value : types.getTypeParser(oid, format as "text"),
};

type Values = readonly unknown[];

/**
 * Runs reads as named prepared statements over a few pipelined connections and returns plain rows. Requests do not
 * queue for a connection: PostgreSQL answers each connection's statements in the order they were sent.
 *
 * PostgreSQL is told who asks. By itself this asks as nobody, who sees no private row: `as` a caller it sees theirs.
 */
export class Reads {
  private readonly pool: ReadPool;
  private viewer = NOBODY;

  /**
   * @param connections how many connections to spread the statements over
   */
  constructor(url: string, connections: number) {
    // Their plans do not depend on the values, but planning takes longer than most of them do, with policies even more.
    const connectionString = withSetting(url, "plan_cache_mode", "force_generic_plan");
    const config = {
      connectionString,
      ...TIMEOUTS,
      pipeline: true,
      types: rowTypes as never,
    } as ClientConfig;
    this.pool = new ReadPool(config, connections);
  }

  /** The same connections, asked as somebody. */
  as(principal: Principal): Reads {
    return this.viewedBy(viewerOf(principal));
  }

  /** The same connections, asked as the service itself: for what is no answer to anybody, such as the match index. */
  asSystem(): Reads {
    return this.viewedBy(SYSTEM);
  }

  /**
   * @param parameters the values of $1, $2 ... in the statement's text
   * @throws DatabaseUnavailable when PostgreSQL cannot be reached or does not answer in time
   */
  async run<Row>(statement: Statement, parameters: readonly unknown[] = []): Promise<Row[]> {
    const send = () => this.pool.run(this.viewer, statement, parameters);
    return (await inSpan(statement.name, send, STATEMENT)) as Row[];
  }

  /** Answers whether PostgreSQL answers. */
  async ping(): Promise<void> {
    await this.run({ name: "ping", text: "select 1" });
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  private viewedBy(viewer: Viewer): Reads {
    return Object.assign(Object.create(Reads.prototype), { pool: this.pool, viewer });
  }
}

/** The connections, each asked in its turn. */
class ReadPool {
  private readonly connections: ReadConnection[];
  private next = 0;

  constructor(config: ClientConfig, connections: number) {
    this.connections = Array.from({ length: connections }, () => new ReadConnection(config));
  }

  async run(viewer: Viewer, statement: Statement, parameters: readonly unknown[]): Promise<unknown[]> {
    const connection = this.connections[this.next]!;
    this.next = (this.next + 1) % this.connections.length;
    try {
      return await connection.run(viewer, statement, parameters);
    } catch (error) {
      // One that hangs tells of the others: without this each would let a request wait before it is given up.
      if (error instanceof DatabaseUnavailable && isSilence(error.cause))
        for (const other of this.connections) other.drop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.close()));
  }
}

/** A connected client, and what it has been told so far; gone with the connection. */
interface Session {
  readonly client: Client;
  readonly prepared: Map<string, Promise<unknown>>;
  /** Of the statements that were prepared, by their names. */
  readonly columns: Map<string, Columns>;
  /** Whom the statements that are sent next are asked by. */
  viewer: string;
  /** Resolves when PostgreSQL has taken that in. */
  told: Promise<unknown>;
}

type Answer = Promise<{ readonly rows: unknown[] }>;

/** Has a statement prepared and described while it is run. */
async function ask({ client, columns }: Session, { name, text }: Statement, values: Values): Answer {
  const result = await client.query({ name, text, values: [...values] });
  columns.set(name, new Columns(result.fields, (oid) => rowTypes.getTypeParser(oid)));
  return result;
}

const askAgain = (client: Client, { name }: Statement, values: Values, columns: Columns): Answer =>
  new Promise((resolve, reject) => {
    client.query(
      new KnownQuery(name, values, columns, (error, result) => (error ? reject(error) : resolve(result))),
    );
  });

/**
 * Lets what is sent in this turn of the event loop leave in one go: a system call, and waking PostgreSQL up, cost more than
 * most statements do, and under load many are sent in a turn.
 */
function gatherWrites(client: Client): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  setImmediate(() => stream.uncork());
}

/** One pipelined connection that comes back by itself after it was lost. */
class ReadConnection {
  private session: Promise<Session> | undefined;

  constructor(private readonly config: ClientConfig) {}

  async run(viewer: Viewer, statement: Statement, parameters: readonly unknown[]): Promise<unknown[]> {
    const session = await this.connected();
    const { client, prepared } = session;
    // Statements in flight together would each send a Parse under the same name: the first one goes ahead alone.
    const first = prepared.get(statement.name);
    if (first) await first;
    gatherWrites(client);
    // Nothing may come between these two: PostgreSQL takes them in the order in which they are sent.
    if (session.viewer !== viewer.key) this.tell(session, viewer);
    const { told } = session;
    const columns = session.columns.get(statement.name);
    const answer = columns
      ? askAgain(client, statement, parameters, columns)
      : ask(session, statement, parameters);
    if (!first)
      prepared.set(
        statement.name,
        answer.catch(() => prepared.delete(statement.name)),
      );
    try {
      // Rows that may have been read as somebody else are never given away.
      const [{ rows }] = await Promise.all([answer, told]);
      return rows;
    } catch (error) {
      throw DatabaseUnavailable.from(error);
    }
  }

  /** Sends who asks from now on. If that fails nobody knows who it is: the connection is given up. */
  private tell(session: Session, { key, values }: Viewer): void {
    session.viewer = key;
    session.told = session.client.query({ ...SET_VIEWER, values: [...values] });
    session.told.catch(() => this.forget(session.client, true));
  }

  private connected(): Promise<Session> {
    this.session ??= this.connect();
    return this.session;
  }

  private async connect(): Promise<Session> {
    const client = new Client(this.config);
    const lost = () => this.forget(client);
    client.on("error", lost).on("end", lost);
    try {
      await client.connect();
      return { client, prepared: new Map(), columns: new Map(), viewer: NOBODY.key, told: Promise.resolve() };
    } catch (error) {
      this.session = undefined;
      throw DatabaseUnavailable.from(error);
    }
  }

  private forget(client: Client, andEnd = false): void {
    const current = this.session;
    if (andEnd) client.end().catch(() => {});
    void current?.then(
      (session) => {
        if (session.client === client && this.session === current) this.session = undefined;
      },
      () => {},
    );
  }

  /** Gives the connection up; the next statement makes a new one. */
  drop(): void {
    const current = this.session;
    this.session = undefined;
    current?.then(({ client }) => client.end()).catch(() => {});
  }

  async close(): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    await session?.client.end();
  }
}
