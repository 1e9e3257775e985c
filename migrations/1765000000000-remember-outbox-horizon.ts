import type { MigrationInterface, QueryRunner } from "typeorm";

export class RememberOutboxHorizon1765000000000 implements MigrationInterface {
  readonly name = "RememberOutboxHorizon1765000000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table outbox_horizon (
        one boolean not null default true,
        xid bigint not null,
        row_id bigint not null,
        constraint outbox_horizon_pkey primary key (one),
        constraint outbox_horizon_one_check check (one)
      )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table outbox_horizon");
  }
}
