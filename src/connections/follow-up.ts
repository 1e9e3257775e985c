import type { Commands, Transaction } from "../platform/database/commands.js";
import type { Job } from "../platform/jobs/job.js";
import { Connection } from "./connection.js";
import { stateOf } from "./connection.policy.js";
import { silentSides } from "./connection-lifecycle.js";
import type { IntroductionRules } from "./propose-connection.js";
import { aboutConnection, takeStep } from "./take-step.js";

/** So many are followed up in one transaction. */
const BATCH = 100;
const HOUR_MS = 3_600_000;

/**
 * Those among the open introductions that a condition holds for, locked; ones that somebody acts on are passed over, but not
 * those that a notification is just being written about, which only needs them to stay.
 */
async function openOnes(
  { manager }: Transaction,
  condition: string,
  values: unknown[],
): Promise<Connection[]> {
  const rows: { id: string }[] = await manager.query(
    `select id from connection where status in ('PROPOSED', 'ACCEPTED_BY_ONE') and ${condition}
     order by expires_at limit ${BATCH} for no key update skip locked`,
    values,
  );
  const connections: Connection[] = [];
  for (const { id } of rows) connections.push(await manager.findOneByOrFail(Connection, { id }));
  return connections;
}

/**
 * Lets introductions expire to which not everybody said yes in time.
 * @returns how many, at most a batch
 */
export async function expireConnections(transaction: Transaction, now: Date): Promise<number> {
  const due = await openOnes(transaction, "expires_at <= $1", [now]);
  for (const connection of due) await takeStep(transaction, connection, { event: "EXPIRE", side: null });
  return due.length;
}

/**
 * Reminds those who have not answered: after some hours, as often again, and a day before it expires.
 * @returns how many connections, at most a batch
 */
export async function remindSilentSides(
  transaction: Transaction,
  now: Date,
  { reminderHours }: Pick<IntroductionRules, "reminderHours">,
): Promise<number> {
  const { manager, happened } = transaction;
  const silentSince = new Date(now.getTime() - reminderHours * HOUR_MS);
  const aDayOn = new Date(now.getTime() + 24 * HOUR_MS);
  const due = await openOnes(
    transaction,
    `expires_at > $1 and (greatest(updated_at, coalesce(reminded_at, updated_at)) <= $2
       or (expires_at <= $3 and coalesce(reminded_at, created_at) < expires_at - interval '1 day'))`,
    [now, silentSince, aDayOn],
  );
  for (const connection of due) {
    for (const side of silentSides(stateOf(connection)))
      happened({ ...aboutConnection(connection), kind: "connection.reminded", data: { side } });
    await manager.query("update connection set reminded_at = $2 where id = $1", [connection.id, now]);
  }
  return due.length;
}

/** Follows up on open introductions every ten minutes. */
export const followUpConnections = (
  commands: Commands,
  rules: IntroductionRules,
  now: () => Date = () => new Date(),
): Job => ({
  name: "follow-up-connections",
  schedule: "*/10 * * * *",
  atStart: true,
  run: async () => {
    while ((await commands.transact((transaction) => expireConnections(transaction, now()))) === BATCH);
    const remind = () => commands.transact((transaction) => remindSilentSides(transaction, now(), rules));
    while ((await remind()) === BATCH);
  },
});
