import type { MigrationInterface, QueryRunner } from "typeorm";

/** A UUIDv7 of now, which PostgreSQL makes by itself from version 18 on only. */
const uuid = `create function time_ordered_uuid() returns uuid language plpgsql volatile as $$
  declare
    moment text := lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0');
  begin
    return left(moment, 8) || '-' || right(moment, 4) || '-7' || substr(gen_random_uuid()::text, 16);
  end $$`;

/**
 * A level never disappears: the one before goes into the history, with who gave it and when, whoever changes it in
 * whatever way. Those that never change cost nothing. What is there already with the same date was put there by an outcome.
 */
const keepRating = `create function keep_rating() returns trigger language plpgsql as $$
  begin
    insert into skill_rating (id, worker_id, consortium_id, skill_id, proficiency, source, rated_at)
      select time_ordered_uuid(), old.worker_id, old.consortium_id, old.skill_id, old.proficiency, old.rating_source,
        old.rated_at
      where not exists (select from skill_rating r where r.worker_id = old.worker_id and r.skill_id = old.skill_id
        and r.source = old.rating_source and r.rated_at = old.rated_at);
    new.rated_at := now();
    return new;
  end $$`;

/** What a worker's record shows: to the worker, and as far as they opened it. */
const recordPolicy = (
  table: string,
  more = "true",
) => `create policy ${table}_viewer on ${table} for select using (
    (select viewer_is_system())
    or (${more} and exists (select from worker w where w.id = worker_id
      and ((w.consortium_id = (select viewer_consortium()) and w.visibility_career_record >= (select viewer_least()))
        or (w.visibility_career_record = 'PUBLIC' and w.consortium_id = any((select viewer_discovers())::uuid[])))))
    or case when worker_id = any((select viewer_single_workers())::uuid[])
      then worker_id = viewer_worker() or note_glass(worker_id) else false end)`;

const ofConnection = `exists (select from connection c where c.id = connection_id
  and (c.worker_id = (select viewer_worker()) or c.partner_id = (select viewer_partner())))`;

const up = [
  uuid,
  "alter table worker add column visibility_career_record visibility not null default 'PRIVATE'",
  "alter table worker_skill add column rated_at timestamptz not null default now()",
  "update worker_skill set rated_at = updated_at",
  `create table skill_rating (
    id uuid not null,
    worker_id uuid not null,
    consortium_id uuid not null,
    skill_id uuid not null,
    proficiency proficiency not null,
    source rating_source not null,
    rated_at timestamptz not null default now(),
    connection_id uuid,
    constraint skill_rating_pkey primary key (id),
    constraint skill_rating_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
    constraint skill_rating_skill_id_fkey foreign key (skill_id) references skill(id),
    constraint skill_rating_connection_id_fkey foreign key (connection_id) references connection(id) on delete set null
  )`,
  "create index skill_rating_worker_id_skill_id_idx on skill_rating (worker_id, skill_id)",
  "create index skill_rating_skill_id_idx on skill_rating (skill_id)",
  "create index skill_rating_connection_id_idx on skill_rating (connection_id)",
  keepRating,
  `create trigger worker_skill_rating before update of proficiency, rating_source on worker_skill for each row
    when (old.proficiency <> new.proficiency or old.rating_source <> new.rating_source) execute function keep_rating()`,
  `create table outcome_question (
    consortium_id uuid not null,
    side connection_side not null,
    position smallint not null,
    text text not null,
    constraint outcome_question_pkey primary key (consortium_id, side, position),
    constraint outcome_question_position_check check (position between 1 and 5),
    constraint outcome_question_consortium_id_fkey foreign key (consortium_id) references consortium(id)
  )`,
  `create table outcome_feedback (
    id uuid not null,
    connection_id uuid not null,
    worker_id uuid not null,
    side connection_side not null,
    answers jsonb not null,
    created_at timestamptz not null default now(),
    constraint outcome_feedback_pkey primary key (id),
    constraint outcome_feedback_connection_id_fkey foreign key (connection_id) references connection(id) on delete cascade,
    constraint outcome_feedback_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade
  )`,
  "create unique index outcome_feedback_connection_id_side_idx on outcome_feedback (connection_id, side)",
  "create index outcome_feedback_worker_id_idx on outcome_feedback (worker_id)",
  `create table indicator_value (
    id uuid not null,
    community_goal_id uuid not null,
    before double precision not null,
    value double precision not null,
    measured_at timestamptz not null default now(),
    connection_id uuid,
    constraint indicator_value_pkey primary key (id),
    constraint indicator_value_community_goal_id_fkey foreign key (community_goal_id) references community_goal(id) on delete cascade,
    constraint indicator_value_connection_id_fkey foreign key (connection_id) references connection(id) on delete set null
  )`,
  "create index indicator_value_community_goal_id_id_idx on indicator_value (community_goal_id, id)",
  "create index indicator_value_connection_id_idx on indicator_value (connection_id)",
  `create table career_entry (
    id uuid not null,
    worker_id uuid not null,
    connection_id uuid not null,
    partner_id uuid not null,
    need_title text not null,
    started_on date not null,
    ended_on date not null,
    hours double precision not null,
    shown boolean not null default true,
    constraint career_entry_pkey primary key (id),
    constraint career_entry_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
    constraint career_entry_connection_id_fkey foreign key (connection_id) references connection(id) on delete cascade,
    constraint career_entry_partner_id_fkey foreign key (partner_id) references partner(id) on delete cascade
  )`,
  "create unique index career_entry_connection_id_idx on career_entry (connection_id)",
  "create index career_entry_worker_id_id_idx on career_entry (worker_id, id)",
  ...["skill_rating", "outcome_feedback", "career_entry"].map(
    (table) => `alter table ${table} enable row level security`,
  ),
  // Whoever rates, or closes, may write it down; who sees it is the worker's to say.
  `create policy skill_rating_write on skill_rating for insert with check (
    (select viewer_is_system()) or (select viewer_role()) is not null)`,
  recordPolicy("skill_rating"),
  // A partner sees what came of its own collaborations.
  `create policy skill_rating_connection on skill_rating for select using (connection_id is not null and ${ofConnection})`,
  `create policy outcome_feedback_viewer on outcome_feedback using ((select viewer_is_system()) or ${ofConnection})`,
  `create policy career_entry_write on career_entry for insert with check (
    (select viewer_is_system()) or ${ofConnection})`,
  `create policy career_entry_choice on career_entry for update using (
    (select viewer_is_system()) or worker_id = (select viewer_worker()))`,
  recordPolicy("career_entry", "shown"),
];

/** What came of collaborations: ratings, answers, indicators, and the worker's record. */
export class CreateOutcome1766000006050 implements MigrationInterface {
  readonly name = "CreateOutcome1766000006050";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop trigger worker_skill_rating on worker_skill");
    await runner.query("drop function keep_rating()");
    await runner.query(
      "drop table career_entry, indicator_value, outcome_feedback, outcome_question, skill_rating",
    );
    await runner.query("alter table worker_skill drop column rated_at");
    await runner.query("alter table worker drop column visibility_career_record");
    await runner.query("drop function time_ordered_uuid()");
  }
}
