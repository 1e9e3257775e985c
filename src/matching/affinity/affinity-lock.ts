import type { DataSource, EntityManager } from "typeorm";

const KEY = "hashtext('skillbridge affinity')";

/**
 * Runs work that writes the tables of affinity, in a transaction that sees one moment throughout. One at a time: others
 * wait, and then see what this has written.
 * @param dataSource a patient one, without limits on what it waits for
 */
export async function alone<Result>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  try {
    // Before the transaction: what it sees is settled by its first statement, and that must not be the waiting.
    await runner.query(`select pg_advisory_lock(${KEY})`);
    try {
      await runner.startTransaction("REPEATABLE READ");
      const result = await work(runner.manager);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
      throw error;
    } finally {
      // A session that has ended has given it back already.
      await runner.query(`select pg_advisory_unlock(${KEY})`).catch(() => {});
    }
  } finally {
    await runner.release();
  }
}

/** The same for work within a transaction of its own: others wait until that ends. */
export const aloneWithin = async (manager: EntityManager): Promise<void> => {
  await manager.query(`select pg_advisory_xact_lock(${KEY})`);
};
