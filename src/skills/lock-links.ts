import type { EntityManager } from "typeorm";

/**
 * Lets one transaction at a time change the links between concepts: what two of them add could close a circle together
 * that neither sees alone. Held until the transaction ends.
 */
export const lockLinks = async (manager: EntityManager): Promise<void> => {
  await manager.query("select pg_advisory_xact_lock(hashtext('skillbridge skill links'))");
};
