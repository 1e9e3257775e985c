import type { MigrationInterface, QueryRunner } from "typeorm";

/** Subjects are unique within an issuer only, so the tenant leads the key. What is kept is kept for a day; it is let go. */
export class KeepIdempotencyByTenant1766000003003 implements MigrationInterface {
  readonly name = "KeepIdempotencyByTenant1766000003003";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("truncate idempotency_record");
    await runner.query(
      `alter table idempotency_record add column consortium_id uuid not null,
         drop constraint idempotency_record_pkey,
         add constraint idempotency_record_pkey primary key (consortium_id, subject, key)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("truncate idempotency_record");
    await runner.query(
      `alter table idempotency_record drop constraint idempotency_record_pkey, drop column consortium_id,
         add constraint idempotency_record_pkey primary key (subject, key)`,
    );
  }
}
