import type { MigrationInterface, QueryRunner } from "typeorm";

/** What workers disclose to single partners, for a purpose and a time. */
export class CreateConsent1766000003001 implements MigrationInterface {
  readonly name = "CreateConsent1766000003001";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("create type consent_purpose as enum ('INTRODUCTION', 'COLLABORATION', 'REFERENCE')");
    await runner.query("create type disclosure as enum ('DISCOVERY', 'IDENTITY', 'CONTACT')");
    await runner.query(
      `create table consent_grant (
        id uuid not null,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        worker_id uuid not null,
        partner_id uuid not null,
        need_id uuid,
        purpose consent_purpose not null,
        discloses disclosure[] not null,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        constraint consent_grant_pkey primary key (id),
        constraint consent_grant_discloses_check check (cardinality(discloses) > 0),
        constraint consent_grant_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
        constraint consent_grant_partner_id_fkey foreign key (partner_id) references partner(id) on delete cascade,
        constraint consent_grant_need_id_fkey foreign key (need_id) references need(id) on delete cascade
      )`,
    );
    await runner.query("create index consent_grant_worker_id_idx on consent_grant (worker_id)");
    await runner.query(
      "create index consent_grant_partner_id_worker_id_idx on consent_grant (partner_id, worker_id)",
    );
    await runner.query("create index consent_grant_need_id_idx on consent_grant (need_id)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table consent_grant");
    await runner.query("drop type consent_purpose, disclosure");
  }
}
