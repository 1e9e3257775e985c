import type { ClientBase } from "pg";
import type { Progress } from "../world/load-world.js";

const level = (column: string) =>
  `coalesce(array_position(enum_range(null::proficiency), ${column}), 0)::smallint`;

const idf = (frequency: string) => `ln(1 + (documents - ${frequency} + 0.5) / (${frequency} + 0.5))`;

/**
 * Tables that no service has, to be fair to SQL: what partners may see and nothing else, skills and workers as small
 * numbers, the level and target of a goal as one number, the share of a goal worked out, place and languages of a worker
 * as one of a few hundred gates, and an index that holds all that a scan needs. A worker's number ascends with the id.
 */
const STEPS: readonly (readonly [stage: string, sql: string])[] = [
  [
    "skills",
    `create unlogged table bench.skill as select (row_number() over (order by id) - 1)::smallint as no, id from skill;
     create unique index on bench.skill (id) include (no);
     create unlogged table bench.affinity as
       select t.no as "to", f.no as "from", a.value from skill_affinity a
       join bench.skill t on t.id = a.to_id join bench.skill f on f.id = a.from_id
       union all select no, no, 1 from bench.skill;
     create unique index on bench.affinity ("to", "from") include (value);
     create unlogged table bench.rarity as
       select s.no as skill, documents::double precision / (documents + 50)
         * least(1, greatest(0.2, ${idf("coalesce(r.document_frequency, 0)::double precision")} / ${idf("0::double precision")}))
         + (1 - documents::double precision / (documents + 50)) as rarity
       from bench.skill s left join affinity_skill r on r.skill_id = s.id
         cross join (select documents from affinity_build order by version desc limit 1) build;
     create unique index on bench.rarity (skill) include (rarity)`,
  ],
  [
    "workers",
    `create unlogged table bench.gate as
       select (row_number() over () - 1)::smallint as no, consortium_id, country, region, languages from (
         select distinct w.consortium_id, l.country, l.region, w.languages
         from worker w left join library l on l.id = w.library_id) kinds;
     create unlogged table bench.worker as
       select (row_number() over (order by w.id))::integer as no, w.id, g.no as gate
       from worker w left join library l on l.id = w.library_id
       join bench.gate g on g.consortium_id = w.consortium_id and g.languages = w.languages
         and g.country is not distinct from l.country and g.region is not distinct from l.region
       where w.archived_at is null and w.discoverability >= 'PARTNERS';
     create unique index on bench.worker (no) include (id);
     create unique index on bench.worker (id) include (no, gate)`,
  ],
  [
    "goals",
    `create unlogged table bench.goal as
       select s.no as skill, (g.current * 6 + g.target)::smallint as step, g.worker, g.gate,
         g.priority::double precision / sum(g.priority) over (partition by g.worker) as share
       from (
         select w.no as worker, w.gate, g.skill_id, ${level('g."current"')} as current, ${level("g.target")} as target, g.priority,
           row_number() over (partition by w.no order by g.priority desc, g.skill_id) as place
         from growth_goal g join bench.worker w on w.id = g.worker_id
         where g.archived_at is null and g.status = 'ACTIVE' and g.visibility >= 'PARTNERS'
       ) g join bench.skill s on s.id = g.skill_id where g.place <= 5
       order by s.no, step, worker;
     create index goal_by_skill on bench.goal (skill, step) include (worker, gate, share);
     create index goal_by_worker on bench.goal (worker) include (skill, step)`,
  ],
  [
    "held skills",
    `create unlogged table bench.held as
       select s.no as skill, ${level("k.proficiency")} as level, w.no as worker, w.gate
       from worker_skill k join bench.worker w on w.id = k.worker_id join bench.skill s on s.id = k.skill_id
       where k.archived_at is null and k.visibility >= 'PARTNERS'
       order by s.no, level, worker;
     create index held_by_skill on bench.held (skill, level) include (worker, gate);
     create index held_by_worker on bench.held (worker) include (skill, level)`,
  ],
  [
    "asked skills",
    `create unlogged table bench.asked as
       select k.need_id, s.no as skill, ${level("k.proficiency")} as level, k.mentored,
         (case k.importance when 'MUST' then 1 else 0.5 end) * r.rarity
           / sum((case k.importance when 'MUST' then 1 else 0.5 end) * r.rarity) over (partition by k.need_id) as share
       from need_skill k join bench.skill s on s.id = k.skill_id join bench.rarity r on r.skill = s.no;
     create index on bench.asked (need_id) include (skill, level, mentored, share)`,
  ],
];

const TABLES = ["skill", "affinity", "rarity", "gate", "worker", "goal", "held", "asked"];

/** Makes the tables of tuned SQL, once for a build of affinities. Takes a few minutes for a million workers. */
export async function ensureTunedTables(client: ClientBase, onProgress: Progress): Promise<void> {
  await client.query("create table if not exists bench.tuned (affinity_version integer not null)");
  const { rows } = await client.query(
    "select from bench.tuned where affinity_version = (select max(version) from affinity_build)",
  );
  if (rows.length > 0) return;
  await client.query("set work_mem = '512MB'; set maintenance_work_mem = '512MB'; set statement_timeout = 0");
  for (const table of TABLES) await client.query(`drop table if exists bench.${table}`);
  for (const [place, [stage, sql]] of STEPS.entries()) {
    onProgress(`Tables for SQL: ${stage}`, place, STEPS.length);
    await client.query(sql);
  }
  // Index-only scans need to know that the pages are seen by all.
  for (const table of TABLES) await client.query(`vacuum analyze bench.${table}`);
  await client.query("insert into bench.tuned select max(version) from affinity_build");
  await client.query("reset work_mem; reset maintenance_work_mem");
}
