import type { PoolClient, QueryResult } from "pg";
import { type DataSource, type EntityManager, QueryFailedError } from "typeorm";

/** A statement with its values; one with a name is prepared once a connection. */
export interface Sent {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What the work in a transaction comes to. */
export interface Worked<Result> {
  readonly result: Result;
  /** What is still to be written, in this order; nobody looks at what it answers. */
  readonly closing: readonly Sent[];
}

const BEGIN: Sent = { text: "start transaction", values: [] };
const COMMIT: Sent = { text: "commit", values: [] };

/**
 * Runs `work` in a transaction. Each statement that is waited for costs a way to PostgreSQL and back: so all of the opening
 * is sent at once, as is all of the closing with the commit.
 * @param opening what PostgreSQL is told and asked first
 * @param work is given the rows of each statement of the opening, and may use the manager, one statement after the other
 * @throws QueryFailedError of the statement that failed first; everything is rolled back
 */
export async function inTransaction<Result>(
  dataSource: DataSource,
  opening: readonly Sent[],
  work: (manager: EntityManager, opened: readonly unknown[][]) => Promise<Worked<Result>>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  try {
    const client: PoolClient = await runner.connect();
    try {
      const [, ...opened] = await sendTogether(client, [BEGIN, ...opening]);
      // For what TypeORM would do in a transaction of its own.
      Object.assign(runner, { isTransactionActive: true });
      const { result, closing } = await work(runner.manager, opened);
      await sendTogether(client, [...closing, COMMIT]);
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => {});
      throw error;
    }
  } finally {
    await runner.release();
  }
}

/**
 * Sends statements in one go over a pipelined connection. PostgreSQL runs them one after the other, each seeing what was
 * committed before it began; in a transaction, those behind one that fails do nothing, the commit included.
 * @returns the rows of each
 */
async function sendTogether(client: PoolClient, statements: readonly Sent[]): Promise<unknown[][]> {
  const { stream } = (client as unknown as { connection: { stream: NodeJS.WritableStream & Corked } })
    .connection;
  stream.cork();
  const answers = statements.map(({ name, text, values }) =>
    name ? client.query({ name, text, values: [...values] }) : client.query(text, [...values]),
  );
  stream.uncork();
  const settled = await Promise.allSettled<QueryResult>(answers);
  return settled.map((answer, at) => {
    if (answer.status === "fulfilled") return answer.value.rows;
    const { text, values } = statements[at]!;
    throw new QueryFailedError(text, [...values], answer.reason);
  });
}

interface Corked {
  cork(): void;
  uncork(): void;
}
