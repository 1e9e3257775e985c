import { endNeeds, NEEDS_AT_ONCE } from "../needs/index.js";
import type { Transaction } from "../platform/database/commands.js";

/** So long before a dead posting is closed its partner is told. */
export const NOTICE_DAYS = 14;
const DAY_MS = 24 * 3_600_000;

/** When something last happened to a need: it was changed, somebody took a step about it, or wrote. */
const lastActivity = `greatest(n.updated_at,
  (select max(greatest(c.updated_at, c.created_at)) from connection c where c.need_id = n.id),
  (select max(m.created_at) from connection c join connection_message m on m.connection_id = c.id
    where c.need_id = n.id))`;

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

// The first condition is cheap, and most needs do not pass it.
const silentSince = `n.status = 'OPEN' and n.archived_at is null and n.updated_at <= $1 and ${lastActivity} <= $1`;

/**
 * Tells partners whose open needs nothing happens to that they will be closed; once, until something happens.
 * @param days after how many a posting is dead
 * @returns how many needs, at most a batch
 */
export async function announceDeadPostings(
  { manager, happened }: Transaction,
  now: Date,
  days: number,
): Promise<number> {
  const [told]: [{ id: string; consortiumId: string; partnerId: string }[]] = await manager.query(
    `update need set closing_notice_at = $2
     where id = any(array(select n.id from need n where ${silentSince}
       and (n.closing_notice_at is null or n.closing_notice_at <= ${lastActivity})
       limit ${NEEDS_AT_ONCE} for no key update skip locked))
     returning id, consortium_id as "consortiumId", partner_id as "partnerId"`,
    [daysBefore(now, days - NOTICE_DAYS), now],
  );
  for (const { id: needId, consortiumId, partnerId } of told)
    happened({ kind: "need.closing_soon", consortiumId, partnerId, needId, data: { days: NOTICE_DAYS } });
  return told.length;
}

/**
 * Closes open needs that nothing happened to for so long, where the partner was told in time.
 * @returns how many, at most a batch
 */
export const closeDeadPostings = (transaction: Transaction, now: Date, days: number): Promise<number> =>
  endNeeds(
    transaction,
    "DEAD_POSTING",
    `${silentSince} and n.closing_notice_at <= $2 and n.closing_notice_at > ${lastActivity}`,
    [daysBefore(now, days), daysBefore(now, NOTICE_DAYS)],
  );
