import type { MigrationInterface, QueryRunner } from "typeorm";

/** Which consortium opened itself to which other one. */
export class CreateDiscovery1766000003002 implements MigrationInterface {
  readonly name = "CreateDiscovery1766000003002";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table discovery_policy (
        consortium_id uuid not null,
        other_consortium_id uuid not null,
        opened_at timestamptz not null default now(),
        constraint discovery_policy_pkey primary key (consortium_id, other_consortium_id),
        constraint discovery_policy_other_check check (consortium_id <> other_consortium_id),
        constraint discovery_policy_consortium_id_fkey foreign key (consortium_id) references consortium(id) on delete cascade,
        constraint discovery_policy_other_consortium_id_fkey foreign key (other_consortium_id) references consortium(id) on delete cascade
      )`,
    );
    await runner.query(
      "create index discovery_policy_other_consortium_id_idx on discovery_policy (other_consortium_id)",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table discovery_policy");
  }
}
