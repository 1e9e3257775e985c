import type { Commands } from "../platform/database/commands.js";
import type { Eraser } from "./eraser.js";

/** How long is kept what is kept for a time, in months. */
export interface Retention {
  /** The audit log, and broken glass and consents after they expired. */
  readonly auditMonths: number;
  /** Workers after they were archived. */
  readonly archiveMonths: number;
}

/** Tables of what is on record, and since when a row of each is over. */
const KEPT = [
  ["audit_entry", "at"],
  ["break_glass", "expires_at"],
  ["consent_grant", "expires_at"],
] as const;

/** So many workers are erased in a run; the rest waits for the next. */
const ERASURES = 200;

/**
 * Forgets what is on record for too long, some rows at a time.
 * @param commands those of the owner: nobody else may delete from the audit log
 * @param most how many rows at most
 * @returns how many it were of the table that had the most
 */
export async function forgetRecords(
  commands: Commands,
  { auditMonths }: Retention,
  most: number,
): Promise<number> {
  return await commands.transact(async ({ manager }) => {
    let forgotten = 0;
    for (const [table, column] of KEPT) {
      const [, rows] = await manager.query(
        `delete from ${table} where id = any(array(
           select id from ${table} where ${column} < now() - make_interval(months => $1) limit $2))`,
        [auditMonths, most],
      );
      forgotten = Math.max(forgotten, rows);
    }
    return forgotten;
  });
}

/** Erases the workers who were archived long ago. */
export async function eraseArchived(
  commands: Commands,
  eraser: Eraser,
  { archiveMonths }: Retention,
): Promise<void> {
  const due: { id: string }[] = await commands.transact(({ manager }) =>
    manager.query(
      "select id from worker where archived_at < now() - make_interval(months => $1) order by archived_at limit $2",
      [archiveMonths, ERASURES],
    ),
  );
  for (const { id } of due) await eraser.erase(id, { action: "forgetArchived", by: null });
}
