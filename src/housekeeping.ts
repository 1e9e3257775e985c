import type { Logger } from "pino";
import { expirePastNeeds } from "./needs/index.js";
import type { Commands } from "./platform/database/commands.js";

const HOUR_MS = 3_600_000;

/** Ends needs whose last day has passed, and forgets what is kept for a day only. */
export async function keepHouse(commands: Commands, today: string): Promise<void> {
  await commands.transact(async (transaction) => {
    await expirePastNeeds(transaction, today);
    for (const table of ["outbox", "idempotency_record"])
      await transaction.manager.query(`delete from ${table} where created_at < now() - interval '1 day'`);
  });
}

/**
 * Keeps house now and every hour; several replicas may do so at once.
 * @returns ends it
 */
export function startHousekeeping(commands: Commands, today: () => string, logger: Logger): () => void {
  const run = () =>
    keepHouse(commands, today()).catch((error) =>
      logger.error({ err: error }, "housekeeping failed; next hour again"),
    );
  void run();
  const timer = setInterval(run, HOUR_MS).unref();
  return () => clearInterval(timer);
}
