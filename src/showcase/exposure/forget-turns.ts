import type { EntityManager } from "typeorm";

/** Walks through pages can be continued for an hour at least. */
const KEPT = "1 hour";

/**
 * Forgets the turns of more than an hour ago: walks that began before them end.
 * @param batch how many at most
 * @returns how many it were
 */
export async function forgetTurns(manager: EntityManager, batch: number): Promise<number> {
  const [{ count }] = await manager.query(
    `with forgotten as (
       delete from showcase_turn where (card_id, until) in (
         select card_id, until from showcase_turn where ended_at < now() - interval '${KEPT}' order by until limit $1)
       returning until),
     moved as (update showcase_clock set kept_from = greatest(kept_from, (select max(until) from forgotten))
       where exists (select from forgotten))
     select count(*)::integer as count from forgotten`,
    [batch],
  );
  return count;
}
