import type { MigrationInterface, QueryRunner } from "typeorm";

/** What belongs to a worker and has a visibility. */
const ENTRIES = ["worker_skill", "growth_goal"];

const setting = (name: string) => `nullif(current_setting('skillbridge.${name}', true), '')`;

const functions = [
  // The consortium whose people the viewer may see; null for none.
  `create function viewer_seen_consortium() returns uuid language sql stable parallel safe
    return case when ${setting("viewer_least")} is not null then ${setting("viewer_consortium")}::uuid end`,
  // Workers whom the viewer sees whoever else may: themselves, and those for whom they broke the glass.
  `create function viewer_single_workers() returns uuid[] language sql stable parallel safe
    return coalesce(${setting("viewer_glass")}::uuid[], '{}') || ${setting("viewer_worker")}::uuid`,
  // A function, so that only those statements set the look at the worker up that come to need it.
  `create function viewer_finds(sought uuid) returns boolean language plpgsql stable parallel safe as
    'begin return exists (select from worker where id = sought); end'`,
];

/** An entry tells its consortium itself: policies would look its worker up for every row. */
const belong = `create function belong_to_consortium() returns trigger language plpgsql as $$
  begin
    select consortium_id into new.consortium_id from worker where id = new.worker_id;
    return new;
  end $$`;

/** What stands in the entries of workers stays true. */
const stay = `create function stay_in_consortium() returns trigger language plpgsql as
  $$ begin raise exception 'a worker stays in the consortium'; end $$`;

const stayTrigger = `create trigger worker_consortium before update of consortium_id on worker for each row
  when (old.consortium_id <> new.consortium_id) execute function stay_in_consortium()`;

/** Workers seen singly; of those under broken glass PostgreSQL puts on record that it gives the row. */
const singly = (worker: string) =>
  `case when ${worker} = any((select viewer_single_workers())::uuid[])
    then ${worker} = viewer_worker() or note_glass(${worker}) else false end`;

/** An entry of a worker of another consortium is found only where its worker is. */
const ofEntry = `(consortium_id = (select viewer_consortium()) and visibility >= (select viewer_least()))
    or (select viewer_is_system())
    or (visibility = 'PUBLIC' and consortium_id = any((select viewer_discovers())::uuid[]) and viewer_finds(worker_id))
    or ${singly("worker_id")}`;

/**
 * One policy for each table. Every subquery costs the start of each statement about two microseconds, so there are few;
 * conditions stand in the order in which most rows are given, and the rest is not even worked out.
 */
const policies = {
  worker: `consortium_id = (select viewer_seen_consortium())
    or (select viewer_is_system())
    or (discoverability = 'PUBLIC' and consortium_id = any((select viewer_discovers())::uuid[]))
    or ${singly("id")}`,
  worker_skill: ofEntry,
  growth_goal: ofEntry,
  consent_grant: `partner_id = (select viewer_partner())
    or (select viewer_is_system())
    or ${singly("worker_id")}`,
};

/** As `1766000002000` and `1766000004000` had them. */
const ofWorker = `(select viewer_is_system())
  or worker_id = (select viewer_worker())
  or (visibility >= 'LIBRARY' and exists (select from worker w where w.id = worker_id
    and ((visibility >= (select viewer_least()) and w.consortium_id = (select viewer_consortium()))
      or (visibility = 'PUBLIC' and w.consortium_id = any((select viewer_discovers())::uuid[])))))`;
const before: Readonly<Record<keyof typeof policies, string>> = {
  worker: `(select viewer_is_system())
    or id = (select viewer_worker())
    or (consortium_id = (select viewer_consortium()) and (select viewer_least()) is not null)
    or (discoverability = 'PUBLIC' and consortium_id = any((select viewer_discovers())::uuid[]))`,
  worker_skill: ofWorker,
  growth_goal: ofWorker,
  consent_grant: `(select viewer_is_system())
    or worker_id = (select viewer_worker()) or partner_id = (select viewer_partner())`,
};
const underGlass = (worker: string) =>
  `case when ${worker} = any((select viewer_glass())::uuid[]) then note_glass(${worker}) else false end`;

/** Reads about workers start faster, and see exactly what they saw before. */
export class CheapenPolicies1766000005001 implements MigrationInterface {
  readonly name = "CheapenPolicies1766000005001";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...functions, belong, stay, stayTrigger]) await runner.query(statement);
    for (const table of ENTRIES) {
      await runner.query(`alter table ${table} add column consortium_id uuid`);
      await runner.query(
        `update ${table} e set consortium_id = w.consortium_id from worker w where w.id = e.worker_id`,
      );
      await runner.query(`alter table ${table} alter column consortium_id set not null`);
      await runner.query(
        `create trigger ${table}_consortium before insert or update of worker_id, consortium_id on ${table}
          for each row execute function belong_to_consortium()`,
      );
    }
    for (const [table, condition] of Object.entries(policies)) {
      await runner.query(`drop policy ${table}_viewer_glass on ${table}`);
      await runner.query(`alter policy ${table}_viewer on ${table} using (${condition})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, condition] of Object.entries(before)) {
      const worker = table === "worker" ? "id" : "worker_id";
      await runner.query(`alter policy ${table}_viewer on ${table} using (${condition})`);
      await runner.query(`create policy ${table}_viewer_glass on ${table} using (${underGlass(worker)})`);
    }
    for (const table of ENTRIES) {
      await runner.query(`drop trigger ${table}_consortium on ${table}`);
      await runner.query(`alter table ${table} drop column consortium_id`);
    }
    await runner.query("drop trigger worker_consortium on worker");
    await runner.query(
      `drop function belong_to_consortium(), stay_in_consortium(), viewer_finds(uuid), viewer_single_workers(),
        viewer_seen_consortium()`,
    );
  }
}
