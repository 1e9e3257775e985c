import type { MigrationInterface, QueryRunner } from "typeorm";

/** Since when a need looks for people, and when it ceased to, so that demand can be compared over time. */
export class DateNeeds1766000007300 implements MigrationInterface {
  readonly name = "DateNeeds1766000007300";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table need add column opened_at timestamptz, add column ended_at timestamptz");
    // The nearest that is known of needs from before.
    await runner.query(
      `update need set opened_at = created_at,
         ended_at = case when status <> 'OPEN' or archived_at is not null or places_taken >= capacity then updated_at end
       where status <> 'DRAFT'`,
    );
    await runner.query(
      `create function date_need() returns trigger language plpgsql as $$
        begin
          -- What is brought along, as by an import of the past, has its own dates.
          if tg_op = 'INSERT' and new.status <> 'DRAFT' then
            new.opened_at := coalesce(new.opened_at, new.created_at);
          end if;
          if new.status = 'OPEN' and new.archived_at is null and new.places_taken < new.capacity then
            new.opened_at := coalesce(new.opened_at, now());
            new.ended_at := null;
          elsif new.opened_at is not null then
            new.ended_at := coalesce(new.ended_at, case tg_op when 'INSERT' then new.updated_at else now() end);
          end if;
          return new;
        end $$`,
    );
    await runner.query(
      `create trigger need_dated before insert or update of status, archived_at, places_taken, capacity
        on need for each row execute function date_need()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop trigger need_dated on need");
    await runner.query("drop function date_need()");
    await runner.query("alter table need drop column opened_at, drop column ended_at");
  }
}
