import type { MigrationInterface, QueryRunner } from "typeorm";

const uuid = (parameters: string, moment: string) =>
  `create function time_ordered_uuid(${parameters}) returns uuid language plpgsql volatile as $$
    declare
      at text := lpad(to_hex(floor(extract(epoch from ${moment}) * 1000)::bigint), 12, '0');
    begin
      return left(at, 8) || '-' || right(at, 4) || '-7' || substr(gen_random_uuid()::text, 16);
    end $$`;

const keepRating = (id: string, same: string, date: string) =>
  `create or replace function keep_rating() returns trigger language plpgsql as $$
    begin
      insert into skill_rating (id, worker_id, consortium_id, skill_id, proficiency, source, rated_at)
        select ${id}, old.worker_id, old.consortium_id, old.skill_id, old.proficiency, old.rating_source, old.rated_at
        where not exists (select from skill_rating r where r.worker_id = old.worker_id and r.skill_id = old.skill_id
          and r.source = old.rating_source and r.rated_at = old.rated_at${same});
      ${date}
      return new;
    end $$`;

const up = [
  uuid("moment timestamptz", "moment"),
  // In the history a level stands where it was given, not where another took its place.
  keepRating(
    "time_ordered_uuid(old.rated_at)",
    " and r.proficiency = old.proficiency",
    "if new.archived_at is null then new.rated_at := now(); end if;",
  ),
  "drop function time_ordered_uuid()",
  // Whoever takes a skill into the profile again finds how it came to be.
  `create trigger worker_skill_rating_archive before update of archived_at on worker_skill for each row
    when (old.archived_at is null and new.archived_at is not null and old.proficiency = new.proficiency
      and old.rating_source = new.rating_source) execute function keep_rating()`,
  // When skills are merged, it is the service that moves what was said of them.
  "create policy skill_rating_move on skill_rating for update using ((select viewer_is_system()))",
];

const down = [
  "drop policy skill_rating_move on skill_rating",
  "drop trigger worker_skill_rating_archive on worker_skill",
  uuid("", "clock_timestamp()"),
  keepRating("time_ordered_uuid()", "", "new.rated_at := now();"),
  "drop function time_ordered_uuid(timestamptz)",
];

/** The history of a skill is in the order in which levels were given, and knows those that left the profile. */
export class KeepRatingsInOrder1766000006051 implements MigrationInterface {
  readonly name = "KeepRatingsInOrder1766000006051";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
