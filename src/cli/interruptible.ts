import { Client, type Pool, type PoolClient } from "pg";
import type { DataSource } from "typeorm";
import { Interrupted } from "./command-error.js";

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Ending = keyof typeof EXIT_CODES;

/**
 * Runs work that writes in a transaction. Ctrl-C ends the database sessions of the work, so that PostgreSQL rolls back
 * at once even in the middle of a long statement; a second Ctrl-C ends the process.
 * @throws Interrupted when the work did not finish
 */
export async function interruptible<Result>(
  dataSource: DataSource,
  work: () => Promise<Result>,
): Promise<Result> {
  const endSessions = sessionsOf(dataSource);
  let signal: Ending | undefined;
  let ending: Promise<void> | undefined;
  const onSignal = (received: Ending) => {
    process.once(received, () => process.exit(EXIT_CODES[received]));
    signal = received;
    ending = endSessions().catch((error) => console.error(`The database sessions cannot be ended: ${error}`));
  };
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  try {
    // Work that was committed just before the signal is done, and is reported as done.
    return await work();
  } catch (error) {
    await ending;
    // How work fails for lack of its session is of no interest.
    throw signal ? new Interrupted(EXIT_CODES[signal]) : error;
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

/** Notes the sessions that are used from now on; the function that is returned ends them, and lets none follow. */
function sessionsOf(dataSource: DataSource): () => Promise<void> {
  const { master } = dataSource.driver as unknown as { master: Pool };
  const processes = new Set<number>();
  let ended = false;
  master.on("acquire", (client) => {
    const session = client as PoolClient & Client & { processID: number };
    // Work that was between two sessions must not go on with the next one.
    if (ended) void session.end();
    else processes.add(session.processID);
  });
  return async () => {
    ended = true;
    const { url } = dataSource.options as { url: string };
    const client = new Client({ connectionString: url });
    client.on("error", () => {});
    await client.connect();
    await client.query("select pg_terminate_backend(pid) from unnest($1::integer[]) pid", [[...processes]]);
    await client.end();
  };
}
