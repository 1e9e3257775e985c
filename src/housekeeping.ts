import { forgetIntroductions } from "./matching/index.js";
import { expirePastNeeds } from "./needs/index.js";
import type { Commands } from "./platform/database/commands.js";
import { forgetChanges } from "./platform/database/outbox.js";
import type { Job } from "./platform/jobs/job.js";

/** So many rows are forgotten at a time, well within the patience of a statement. */
const BATCH = 5000;

/** Ends needs whose last day has passed, and forgets what is kept for some time only. */
export async function keepHouse(commands: Commands, today: string): Promise<void> {
  await commands.transact((transaction) => expirePastNeeds(transaction, today));
  await commands.transact(forgetIntroductions);
  await inBatches(() => commands.transact(({ manager }) => forgetChanges(manager, BATCH)));
  const keys = `delete from idempotency_record where ctid = any(array(
    select ctid from idempotency_record where created_at < now() - interval '1 day' limit ${BATCH}))`;
  await inBatches(async () => (await commands.transact(({ manager }) => manager.query(keys)))[1]);
  const budgets = `delete from request_budget where ctid = any(array(
    select ctid from request_budget where expire < extract(epoch from now()) * 1000 limit ${BATCH}))`;
  await inBatches(async () => (await commands.transact(({ manager }) => manager.query(budgets)))[1]);
}

async function inBatches(forget: () => Promise<number>): Promise<void> {
  while ((await forget()) === BATCH);
}

/**
 * Keeps house every hour, and at each start.
 * @param today the date when it runs, as YYYY-MM-DD
 */
export const housekeeping = (commands: Commands, today: () => string): Job => ({
  name: "keep-house",
  schedule: "0 * * * *",
  atStart: true,
  run: () => keepHouse(commands, today()),
});
