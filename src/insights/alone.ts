import type { EntityManager } from "typeorm";

/** Lets one process at a time write the figures, until the transaction ends: what is read after this is what others left. */
export const alone = async (manager: EntityManager): Promise<void> => {
  await manager.query("select pg_advisory_xact_lock(hashtext('skillbridge insights'))");
};
