import type { MigrationInterface, QueryRunner } from "typeorm";

/** The shape is that of rate-limiter-flexible; unlogged, because a minute's budgets are not worth a write-ahead log. */
export class CreateRequestBudget1766000001000 implements MigrationInterface {
  readonly name = "CreateRequestBudget1766000001000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create unlogged table request_budget (
        key text not null,
        points integer not null default 0,
        expire bigint,
        constraint request_budget_pkey primary key (key)
      )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table request_budget");
  }
}
