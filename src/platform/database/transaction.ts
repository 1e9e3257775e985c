import type { PoolClient } from "pg";
import { type DataSource, type EntityManager, QueryFailedError } from "typeorm";

/** A statement with its values; one with a name is prepared once a connection. */
export interface Sent {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A statement that asks, and what its rows mean. */
export interface Question<Answer> extends Sent {
  answerIn(rows: readonly unknown[]): Answer;
}

/** Asks in the transaction of `manager`. */
export const ask = async <Answer>(manager: EntityManager, question: Question<Answer>): Promise<Answer> =>
  question.answerIn(await manager.query(question.text, [...question.values]));

/** What the work in a transaction comes to. */
export interface Worked<Result> {
  readonly result: Result;
  /** What is still to be written, in this order; nobody looks at what it answers. */
  readonly closing: readonly Sent[];
}

const BEGIN: Sent = { text: "start transaction", values: [] };
const COMMIT: Sent = { text: "commit", values: [] };

/** The connection was lost before the commit was answered: it may have been done, or be done still. */
export class CommitUnanswered extends QueryFailedError<Error> {}

/**
 * Runs `work` in a transaction. Each statement that is waited for costs a way to PostgreSQL and back: so all of the opening
 * is sent at once, as is all of the closing with the commit.
 * @param opening what PostgreSQL is told and asked first
 * @param work is given the rows of each statement of the opening, and may use the manager, one statement after the other
 * @throws QueryFailedError of the statement that failed first; everything is rolled back
 * @throws CommitUnanswered when that is not known
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
      // TypeORM opens none of its own then, and where it is asked for one makes a savepoint of it.
      Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
      const { result, closing } = await work(runner.manager, opened);
      await sendTogether(client, closing, COMMIT).catch((error) => {
        throw isAnswer(error) ? error : new CommitUnanswered(COMMIT.text, [], error.driverError);
      });
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
 * @param last leaves with the others, unless the driver refuses one of them: PostgreSQL would not know of that one
 * @returns the rows of each
 */
async function sendTogether(
  client: PoolClient,
  statements: readonly Sent[],
  last?: Sent,
): Promise<unknown[][]> {
  const { stream } = (client as unknown as { connection: { stream: Corked } }).connection;
  const faults: QueryFailedError[] = [];
  const send = async (sent: Sent): Promise<unknown[]> => {
    const { name, text, values } = sent;
    try {
      const answer = name
        ? client.query({ name, text, values: [...values] })
        : client.query(text, [...values]);
      return (await answer).rows;
    } catch (error) {
      faults.push(new QueryFailedError(text, [...values], error as Error));
      return [];
    }
  };
  stream.cork();
  const answers = statements.map(send);
  if (last) await new Promise(setImmediate);
  if (last && faults.length === 0) answers.push(send(last));
  stream.uncork();
  const rows = await Promise.all(answers);
  // They are answered in the order in which they were sent.
  if (faults[0]) throw faults[0];
  return rows;
}

/** Whether PostgreSQL said that a statement failed, and goes on; what the driver refuses does not reach it. */
const isAnswer = ({ driverError }: QueryFailedError<Error & { severity?: string }>) =>
  driverError.severity === "ERROR";

interface Corked {
  cork(): void;
  uncork(): void;
}
