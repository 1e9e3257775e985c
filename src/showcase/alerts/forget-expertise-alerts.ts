import type { EntityManager } from "typeorm";

/**
 * Forgets alerts on expertise that were archived 90 days ago, with what they found.
 * @returns how many; fewer than `batch` when there are no more
 */
export async function forgetExpertiseAlerts(manager: EntityManager, batch: number): Promise<number> {
  const [, count] = await manager.query(
    `delete from expertise_alert where id = any(array(
       select id from expertise_alert where archived_at < now() - interval '90 days' limit $1))`,
    [batch],
  );
  return count;
}
