import type { EntityManager } from "typeorm";
import type { Connection } from "../../connections/index.js";
import { newId } from "../../platform/database/new-id.js";

/** Puts a completed collaboration into the record of its worker. */
export async function enterCareer(manager: EntityManager, { id }: Connection): Promise<void> {
  await manager.query(
    `insert into career_entry (id, worker_id, connection_id, partner_id, need_title, started_on, ended_on, hours)
     select $2, c.worker_id, c.id, c.partner_id, n.title,
       coalesce((select min(t.at) from connection_transition t where t.connection_id = c.id and t.event = 'START'), now())::date,
       now()::date,
       coalesce((select sum(h.hours) from hours_entry h where h.connection_id = c.id and h.archived_at is null), 0)
     from connection c join need n on n.id = c.need_id where c.id = $1`,
    [id, newId()],
  );
}
