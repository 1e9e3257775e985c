import { forgetIntroductions } from "./matching/index.js";
import { expirePastNeeds } from "./needs/index.js";
import { forgetNotifications } from "./notifications/index.js";
import type { Commands } from "./platform/database/commands.js";
import { forgetChanges } from "./platform/database/outbox.js";
import type { Job } from "./platform/jobs/job.js";
import { type Eraser, eraseArchived, forgetRecords, type Retention } from "./privacy/index.js";

/** So many rows are forgotten at a time, well within the patience of a statement. */
const BATCH = 5000;

export interface HouseParts {
  /** Those of the owner. */
  readonly commands: Commands;
  /** The date when it runs, as YYYY-MM-DD. */
  readonly today: () => string;
  readonly retention: Retention;
  readonly eraser: Eraser;
}

/** Ends needs whose last day has passed, and forgets what is kept for some time only. */
export async function keepHouse({ commands, retention, eraser, ...house }: HouseParts): Promise<void> {
  const today = house.today();
  await commands.transact((transaction) => expirePastNeeds(transaction, today));
  await commands.transact(forgetIntroductions);
  await inBatches(() => commands.transact(({ manager }) => forgetChanges(manager, BATCH)));
  const keys = `delete from idempotency_record where ctid = any(array(
    select ctid from idempotency_record where created_at < now() - interval '1 day' limit ${BATCH}))`;
  await inBatches(async () => (await commands.transact(({ manager }) => manager.query(keys)))[1]);
  await inBatches(() => commands.transact(({ manager }) => forgetNotifications(manager, BATCH)));
  await inBatches(() => forgetRecords(commands, retention, BATCH));
  await eraseArchived(commands, eraser, retention);
  const budgets = `delete from request_budget where ctid = any(array(
    select ctid from request_budget where expire < extract(epoch from now()) * 1000 limit ${BATCH}))`;
  await inBatches(async () => (await commands.transact(({ manager }) => manager.query(budgets)))[1]);
}

async function inBatches(forget: () => Promise<number>): Promise<void> {
  while ((await forget()) === BATCH);
}

/** Keeps house every hour, and at each start. */
export const housekeeping = (parts: HouseParts): Job => ({
  name: "keep-house",
  schedule: "0 * * * *",
  atStart: true,
  run: () => keepHouse(parts),
});
