import type { ClientBase } from "pg";
import type { Progress } from "../world/load-world.js";

const seenGoal = "archived_at is null and status = 'ACTIVE' and visibility >= 'PARTNERS'";
const seenSkill = "archived_at is null and visibility >= 'PARTNERS'";
const seenWorker = "archived_at is null and discoverability >= 'PARTNERS'";

/** Indexes that the service does not have, which hold only what partners may see and all that the statement reads. */
const INDEXES: Readonly<Record<string, string>> = {
  bench_goal_by_skill: `growth_goal (skill_id) include (worker_id) where ${seenGoal}`,
  bench_goal_by_worker: `growth_goal (worker_id, priority desc, skill_id) include ("current", target) where ${seenGoal}`,
  bench_skill_by_worker: `worker_skill (worker_id) include (skill_id, proficiency) where ${seenSkill}`,
  bench_affinity: "skill_affinity (to_id) include (from_id, value)",
  bench_worker: `worker (id) include (consortium_id, library_id, languages) where ${seenWorker}`,
};

/** Makes the indexes that `SERVICE_TABLES_RANKING` scans. */
export async function ensureRankingIndexes(client: ClientBase, onProgress: Progress): Promise<void> {
  await client.query("set maintenance_work_mem = '512MB'; set statement_timeout = 0");
  const wanted = Object.entries(INDEXES);
  for (const [place, [name, definition]] of wanted.entries()) {
    onProgress("Indexes for SQL", place, wanted.length);
    const { rows } = await client.query("select to_regclass($1) is not null as made", [name]);
    if (!rows[0].made) await client.query(`create index ${name} on ${definition}`);
  }
  onProgress("Indexes for SQL", wanted.length, wanted.length);
}

const levels = (column: string) =>
  `case ${column} when 'NOVICE' then 1 when 'ADVANCED_BEGINNER' then 2 when 'COMPETENT' then 3 when 'PROFICIENT' then 4
     when 'EXPERT' then 5 else 0 end`;

const idf = (frequency: string) => `ln(1 + (documents - ${frequency} + 0.5) / (${frequency} + 0.5))`;

/**
 * The top $2 workers of need $1 on day $3 from the service's own tables: goals first, then the gates, then the rows of
 * those who are left. The numbers are those of docs/matching.md.
 */
export const SERVICE_TABLES_RANKING = `
  with asked as materialized (
    select row_number() over () as place, skill_id, level, mentored, weight / sum(weight) over () as share from (
      select k.skill_id, ${levels("k.proficiency")} as level, k.mentored,
        (case k.importance when 'MUST' then 1 else 0.5 end) * (trust * least(1, greatest(0.2,
          ${idf("coalesce(r.document_frequency, 0)::double precision")} / ${idf("0::double precision")})) + 1 - trust) as weight
      from need_skill k left join affinity_skill r on r.skill_id = k.skill_id
      cross join (
        select documents, documents::double precision / (documents + 50) as trust
        from affinity_build order by version desc limit 1
      ) build
      where k.need_id = $1
    ) weighed
  ),
  bearing as materialized (
    select a.from_id as skill_id, q.place, q.level, q.mentored, a.value
    from asked q join skill_affinity a on a.to_id = q.skill_id
    union all select skill_id, place, level, mentored, 1 from asked
  ),
  step_worth as materialized (
    select skill_id, place, current, target,
      value * (case when level - current <= 0 then 0.25 when level - current = 1 then 1
          when level - current = 2 then case when mentored then 0.9 else 0.6 end
          when mentored then 0.4 else 0.15 end)
        * (case when level > current then least(1, (target - current)::double precision / (level - current)) else 1 end)
        as covered
    from bearing, generate_series(0, 4) current, generate_series(1, 5) target where target > current
  ),
  level_worth as materialized (
    select skill_id, place, held as level, value * least(1, held::double precision / level) as covered
    from bearing, generate_series(1, 5) held
  ),
  hopeful as materialized (
    select distinct g.worker_id from (select distinct skill_id from bearing) b
    join growth_goal g on g.skill_id = b.skill_id
    where g.archived_at is null and g.status = 'ACTIVE' and g.visibility >= 'PARTNERS'
  ),
  candidate as materialized (
    select w.id as worker_id
    from need n join worker w on w.consortium_id = n.consortium_id left join library l on l.id = w.library_id
    where n.id = $1 and w.id in (select worker_id from hopeful)
      and w.archived_at is null and w.discoverability >= 'PARTNERS'
      and (n.ends_on is null or n.ends_on >= $3)
      and (n.modality = 'REMOTE' or (
        (l.country is null or n.country is null or l.country = n.country)
        and (l.region is null or n.region is null or l.region = n.region)))
      and (w.languages = '{}' or n.languages = '{}' or w.languages @> n.languages or not exists (
        select from unnest(n.languages) wanted where not exists (
          select from unnest(w.languages) known
          where starts_with(lower(known) || '-', lower(wanted) || '-')
            or starts_with(lower(wanted) || '-', lower(known) || '-'))))
  ),
  goal as materialized (
    select worker_id, skill_id, current, target, priority::double precision / sum(priority) over (partition by worker_id) as share
    from (
      select c.worker_id, g.skill_id, ${levels('g."current"')} as current, ${levels("g.target")} as target, g.priority,
        row_number() over (partition by c.worker_id order by g.priority desc, g.skill_id) as number
      from candidate c join growth_goal g on g.worker_id = c.worker_id
      where g.archived_at is null and g.status = 'ACTIVE' and g.visibility >= 'PARTNERS'
    ) numbered where number <= 5
  ),
  growth as (
    select worker_id, sum(share * covered) as growth from goal
    join (select skill_id, current, target, max(covered) as covered from step_worth group by 1, 2, 3) best
      using (skill_id, current, target)
    group by worker_id
  ),
  covered as (
    select worker_id, place, max(covered) as covered from (
      select g.worker_id, s.place, s.covered from goal g join step_worth s using (skill_id, current, target)
      union all
      select k.worker_id, l.place, l.covered
      from candidate c join worker_skill k on k.worker_id = c.worker_id
      join level_worth l on l.skill_id = k.skill_id and l.level = ${levels("k.proficiency")}
      where k.archived_at is null and k.visibility >= 'PARTNERS'
    ) either group by worker_id, place
  ),
  coverage as (
    select worker_id, sum(q.share * c.covered) as coverage from covered c join asked q using (place) group by worker_id
  )
  select worker_id as id, case when coverage = 0 then 0 else 2 * growth * coverage / (growth + coverage) end as score
  from growth join coverage using (worker_id) order by score desc, worker_id limit $2`;
