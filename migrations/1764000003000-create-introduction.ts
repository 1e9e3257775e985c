import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who was introduced of late; it decides whose turn it is in a fair order. */
export class CreateIntroduction1764000003000 implements MigrationInterface {
  readonly name = "CreateIntroduction1764000003000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table introduction (
        id uuid not null,
        worker_id uuid not null,
        need_id uuid not null,
        introduced_at timestamptz not null default now(),
        constraint introduction_pkey primary key (id),
        constraint introduction_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
        constraint introduction_need_id_fkey foreign key (need_id) references need(id) on delete cascade
      )`,
    );
    await runner.query("create index introduction_worker_id_idx on introduction (worker_id)");
    await runner.query("create index introduction_introduced_at_idx on introduction (introduced_at)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table introduction");
  }
}
