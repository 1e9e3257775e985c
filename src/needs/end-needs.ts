import type { Transaction } from "../platform/database/commands.js";

/** So many needs are ended in one transaction. */
export const NEEDS_AT_ONCE = 200;

/** Why the service itself ended a need. */
export type EndReason = "EXPIRED" | "DEAD_POSTING";

interface Ended {
  readonly id: string;
  readonly consortiumId: string;
  readonly partnerId: string;
  readonly archivedAt: Date | null;
}

/**
 * Ends the needs that `due` selects the ids of, and tells their partners; ones that somebody works on are passed over.
 * @param due SQL over `need n`, with the values given as $1, $2 ...
 * @returns how many, at most `NEEDS_AT_ONCE`
 */
export async function endNeeds(
  { manager, changed, happened }: Transaction,
  reason: EndReason,
  due: string,
  values: readonly unknown[],
): Promise<number> {
  const status = reason === "EXPIRED" ? "EXPIRED" : "CLOSED";
  const [ended]: [Ended[]] = await manager.query(
    `update need set status = '${status}', version = version + 1, updated_at = now()
     where id = any(array(select n.id from need n where ${due} limit ${NEEDS_AT_ONCE} for update skip locked))
     returning id, consortium_id as "consortiumId", partner_id as "partnerId", archived_at as "archivedAt"`,
    [...values],
  );
  for (const { id: needId, consortiumId, partnerId } of ended.filter(({ archivedAt }) => !archivedAt))
    happened({ kind: "need.closed", consortiumId, partnerId, needId, data: { reason } });
  if (ended.length > 0) changed("need", ...ended.map(({ id }) => id));
  return ended.length;
}

/**
 * Expires needs whose last day has passed.
 * @returns how many, at most `NEEDS_AT_ONCE`
 */
export const expirePastNeeds = (transaction: Transaction, today: string): Promise<number> =>
  endNeeds(transaction, "EXPIRED", "n.status in ('OPEN', 'FILLED') and n.ends_on < $1", [today]);
