import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["worker_skill", "growth_goal"];

/** Who knows a skill is found in the order in which workers are listed, as many as a page takes. */
export class FindHoldersInOrder1766000005000 implements MigrationInterface {
  readonly name = "FindHoldersInOrder1766000005000";

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`create index ${table}_skill_id_worker_id_idx on ${table} (skill_id, worker_id)`);
      await runner.query(`drop index ${table}_skill_id_idx`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`create index ${table}_skill_id_idx on ${table} (skill_id)`);
      await runner.query(`drop index ${table}_skill_id_worker_id_idx`);
    }
  }
}
