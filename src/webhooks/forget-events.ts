import type { EntityManager } from "typeorm";

/** So long an event can be replayed. */
const DAYS = 30;

/**
 * Forgets events that were told 30 days ago, with their deliveries, some at a time.
 * @returns how many
 */
export async function forgetEvents(manager: EntityManager, most: number): Promise<number> {
  const [, count] = await manager.query(
    `delete from domain_event where id = any(array(select id from domain_event
       where occurred_at < now() - make_interval(days => $1) and told_at is not null order by occurred_at limit $2))`,
    [DAYS, most],
  );
  return count;
}
