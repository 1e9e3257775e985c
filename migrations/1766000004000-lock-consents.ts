import type { MigrationInterface, QueryRunner } from "typeorm";

const policies = [
  // The worker who gave it, and the partner whom it was given to.
  `create policy consent_grant_viewer on consent_grant using ((select viewer_is_system())
    or worker_id = (select viewer_worker()) or partner_id = (select viewer_partner()))`,
  `create policy consent_grant_viewer_glass on consent_grant using (
    case when worker_id = any((select viewer_glass())::uuid[]) then note_glass(worker_id) else false end)`,
];

/** Subjects are unique within a tenant only, which stands in the rows by now. */
const keysOf = (tenant: string) =>
  `alter policy idempotency_record_viewer on idempotency_record
     using ((select viewer_is_system()) or (subject = (select viewer_subject())${tenant}))`;

/** What somebody disclosed to whom is theirs to know. */
export class LockConsents1766000004000 implements MigrationInterface {
  readonly name = "LockConsents1766000004000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table consent_grant enable row level security");
    for (const policy of policies) await runner.query(policy);
    await runner.query(keysOf(" and consortium_id = (select viewer_consortium())"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(keysOf(""));
    await runner.query("drop policy consent_grant_viewer_glass on consent_grant");
    await runner.query("drop policy consent_grant_viewer on consent_grant");
    await runner.query("alter table consent_grant disable row level security");
  }
}
