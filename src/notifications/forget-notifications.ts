import type { EntityManager } from "typeorm";

/**
 * Forgets notifications that were read 90 days ago, and unread ones after a year.
 * @returns how many; fewer than `batch` when there are no more
 */
export async function forgetNotifications(manager: EntityManager, batch: number): Promise<number> {
  const [, count] = await manager.query(
    `delete from notification where id = any(array(
       select id from notification where created_at < now() - interval '90 days'
         and (read_at < now() - interval '90 days' or created_at < now() - interval '1 year') limit $1))`,
    [batch],
  );
  return count;
}
