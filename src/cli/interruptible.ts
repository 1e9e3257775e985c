import { setTimeout as delay } from "node:timers/promises";
import type { Pool } from "pg";
import type { DataSource } from "typeorm";
import { Interrupted } from "./command-error.js";

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Ending = keyof typeof EXIT_CODES;

const SETTLING_MS = 2000;

/**
 * Runs work that writes in a transaction. Ctrl-C ends the database sessions of the work, so that PostgreSQL rolls back
 * at once even in the middle of a long statement; a second Ctrl-C ends the process.
 * @throws Interrupted when it did not finish
 */
export async function interruptible<Result>(
  dataSource: DataSource,
  work: () => Promise<Result>,
): Promise<Result> {
  const { promise: interruption, resolve: interrupt } = Promise.withResolvers<Ending>();
  const onSignal = (signal: Ending) => {
    process.once(signal, () => process.exit(EXIT_CODES[signal]));
    interrupt(signal);
  };
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  const working = work();
  try {
    return await Promise.race([working, stopped(dataSource, interruption, working)]);
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

async function stopped<Result>(
  dataSource: DataSource,
  interruption: Promise<Ending>,
  working: Promise<Result>,
): Promise<Result> {
  const signal = await interruption;
  await endSessions(dataSource);
  // It may have been committed just before: then it is done, and is reported as done.
  const failed = working.then(
    (result) => ({ result }),
    () => null,
  );
  const settled = await Promise.race([failed, delay(SETTLING_MS, null)]);
  if (settled) return settled.result;
  throw new Interrupted(EXIT_CODES[signal]);
}

/** Ends every session of the pool but the one that asks for it. */
async function endSessions(dataSource: DataSource): Promise<void> {
  const { master } = dataSource.driver as unknown as { master: Pool };
  const clients = (master as unknown as { _clients: { processID: number }[] })._clients;
  const pids = clients.map(({ processID }) => processID);
  await dataSource.query(
    "select pg_terminate_backend(pid) from unnest($1::integer[]) pid where pid <> pg_backend_pid()",
    [pids],
  );
}
