import { forgetAlerts } from "./alerts/index.js";
import { announceDeadPostings, closeDeadPostings } from "./connections/index.js";
import { forgetIntroductions } from "./matching/index.js";
import { expirePastNeeds, NEEDS_AT_ONCE } from "./needs/index.js";
import { forgetNotifications } from "./notifications/index.js";
import type { Commands, Transaction } from "./platform/database/commands.js";
import { forgetChanges } from "./platform/database/outbox.js";
import type { Job } from "./platform/jobs/job.js";
import { type Eraser, eraseArchived, forgetRecords, type Retention } from "./privacy/index.js";
import { forgetExpertiseAlerts, forgetTurns } from "./showcase/index.js";
import { forgetEvents } from "./webhooks/index.js";

/** So many rows are forgotten at a time, well within the patience of a statement. */
const BATCH = 5000;
/** Of what takes much with it. */
const FEW = 50;

export interface HouseParts {
  /** Those of the owner. */
  readonly commands: Commands;
  /** The date when it runs, as YYYY-MM-DD. */
  readonly today: () => string;
  /** The time when it runs; the present where it is left out. */
  readonly now?: () => Date;
  /** After how many days without any activity an open need is closed. */
  readonly deadPostingDays: number;
  readonly retention: Retention;
  readonly eraser: Eraser;
}

/** Ends needs whose last day has passed and those that nothing happens to, and forgets what is kept for some time only. */
export async function keepHouse({ commands, retention, eraser, ...house }: HouseParts): Promise<void> {
  await endNeedsDue(commands, house);
  await commands.transact(forgetIntroductions);
  await inBatches(() => commands.transact(({ manager }) => forgetChanges(manager, BATCH)));
  const keys = `delete from idempotency_record where ctid = any(array(
    select ctid from idempotency_record where created_at < now() - interval '1 day' limit ${BATCH}))`;
  await inBatches(async () => (await commands.transact(({ manager }) => manager.query(keys)))[1]);
  await inBatches(() => commands.transact(({ manager }) => forgetNotifications(manager, BATCH)));
  await inBatches(() => commands.transact(({ manager }) => forgetAlerts(manager, FEW)), FEW);
  await inBatches(() => commands.transact(({ manager }) => forgetExpertiseAlerts(manager, FEW)), FEW);
  await inBatches(() => commands.transact(({ manager }) => forgetEvents(manager, BATCH)));
  await inBatches(() => commands.transact(({ manager }) => forgetTurns(manager, BATCH)));
  await inBatches(() => forgetRecords(commands, retention, BATCH));
  await eraseArchived(commands, eraser, retention);
  const budgets = `delete from request_budget where ctid = any(array(
    select ctid from request_budget where expire < extract(epoch from now()) * 1000 limit ${BATCH}))`;
  await inBatches(async () => (await commands.transact(({ manager }) => manager.query(budgets)))[1]);
}

/** Whoever is told today that a need closes soon has time left: the closing looks at when they were told. */
async function endNeedsDue(
  commands: Commands,
  {
    today,
    now = () => new Date(),
    deadPostingDays: days,
  }: Omit<HouseParts, "commands" | "retention" | "eraser">,
): Promise<void> {
  const [day, at] = [today(), now()];
  for (const end of [
    (transaction: Transaction) => expirePastNeeds(transaction, day),
    (transaction: Transaction) => closeDeadPostings(transaction, at, days),
    (transaction: Transaction) => announceDeadPostings(transaction, at, days),
  ])
    await inBatches(() => commands.transact(end), NEEDS_AT_ONCE);
}

async function inBatches(forget: () => Promise<number>, batch = BATCH): Promise<void> {
  while ((await forget()) === batch);
}

/** Keeps house every hour, and at each start. */
export const housekeeping = (parts: HouseParts): Job => ({
  name: "keep-house",
  schedule: "0 * * * *",
  atStart: true,
  run: () => keepHouse(parts),
});
