import type { MigrationInterface, QueryRunner } from "typeorm";

/** As `1766000002000` has it, with more to do before it is put on record, and without what it did after. */
const noteGlass = (before: string, after: string) =>
  `create or replace function note_glass(seen uuid) returns boolean language plpgsql volatile cost 1 as $$
  declare
    noted text := coalesce(current_setting('skillbridge.noted', true), '');
    moment text := lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0');
    chance text := gen_random_uuid();
    entry uuid := left(moment, 8) || '-' || right(moment, 4) || '-7' || substr(chance, 16);
  begin
    if position(seen::text in noted) = 0 then
      ${before}
      insert into audit_entry (id, consortium_id, actor, role, action, record_type, record_id, request_id)
        values (entry, viewer_consortium(), viewer_subject(), viewer_role(), 'readUnderBreakGlass', 'worker', seen,
          nullif(current_setting('skillbridge.viewer_request', true), ''));
      insert into audit_subject (worker_id, entry_id) values (seen, entry);
      ${after}
    end if;
    return true;
  end $$`;

/** First, because the row that is locked then is given by the same policy. */
const remember = "perform set_config('skillbridge.noted', noted || seen || ' ', true);";

/** An erasure at the same time is waited for: nothing is given of somebody who is gone, or put on record. */
const waitForErasure = `${remember}
      perform from worker where id = seen for key share;
      if not found then return false; end if;`;

export class WaitForErasure1766000004001 implements MigrationInterface {
  readonly name = "WaitForErasure1766000004001";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(noteGlass(waitForErasure, ""));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(noteGlass("", remember));
  }
}
