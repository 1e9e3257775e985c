import type { Logger } from "pino";
import { expirePastNeeds } from "./needs/index.js";
import type { Commands } from "./platform/database/commands.js";

const HOUR_MS = 3_600_000;
/** So many rows are forgotten at a time, well within the patience of a statement. */
const BATCH = 5000;

/** Ends needs whose last day has passed, and forgets what is kept for a day only. */
export async function keepHouse(commands: Commands, today: string): Promise<void> {
  await commands.transact((transaction) => expirePastNeeds(transaction, today));
  await forget(commands, "outbox");
  await forget(commands, "idempotency_record");
}

async function forget(commands: Commands, table: "outbox" | "idempotency_record"): Promise<void> {
  const batch = `delete from ${table} where ctid = any(array(
    select ctid from ${table} where created_at < now() - interval '1 day' limit ${BATCH}))`;
  for (let deleted = BATCH; deleted === BATCH; )
    [, deleted] = await commands.transact(({ manager }) => manager.query(batch));
}

/**
 * Keeps house now and every hour; several replicas may do so at once.
 * @returns ends it
 */
export function startHousekeeping(commands: Commands, today: () => string, logger: Logger): () => void {
  const run = () =>
    keepHouse(commands, today()).catch((error) =>
      logger.error({ err: error }, "housekeeping failed; will try again in an hour"),
    );
  void run();
  const timer = setInterval(run, HOUR_MS).unref();
  return () => clearInterval(timer);
}
