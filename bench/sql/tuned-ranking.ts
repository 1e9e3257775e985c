/** Which workers pass a need's place, language and dates; $1: need, $3: today. */
const openGates = `
  open_gate as materialized (
    select g.no as gate from need n join bench.gate g on g.consortium_id = n.consortium_id
    where n.id = $1 and (n.ends_on is null or n.ends_on >= $3)
      and (n.modality = 'REMOTE' or (
        (g.country is null or n.country is null or g.country = n.country)
        and (g.region is null or n.region is null or g.region = n.region)))
      and (cardinality(g.languages) = 0 or not exists (
        select from unnest(n.languages) wanted where not exists (
          select from unnest(g.languages) known
          where starts_with(lower(known) || '-', lower(wanted) || '-')
            or starts_with(lower(wanted) || '-', lower(known) || '-'))))
  )`;

/**
 * What each possible goal and skill is worth to the need, worked out once: at most 150 skills bear on five, each with 15
 * steps from a level to a target or 5 levels. The scans of workers' rows only look it up.
 */
const worth = `
  asked as materialized (
    select row_number() over () as place, skill, level, mentored, share from bench.asked where need_id = $1
  ),
  bearing as materialized (
    select a."from" as skill, q.place, q.level, q.mentored, a.value
    from asked q join bench.affinity a on a."to" = q.skill
  ),
  step_worth as materialized (
    select skill, place, (current * 6 + target)::smallint as step,
      value * (case when level - current <= 0 then 0.25 when level - current = 1 then 1
          when level - current = 2 then case when mentored then 0.9 else 0.6 end
          when mentored then 0.4 else 0.15 end)
        * (case when level > current then least(1, (target - current)::double precision / (level - current)) else 1 end)
        as strength
    from bearing, generate_series(0, 4) current, generate_series(1, 5) target where target > current
  ),
  best_step as materialized (
    select skill, step, max(strength) as strength from step_worth group by skill, step
  ),
  level_worth as materialized (
    select skill, place, held::smallint as level, value * least(1, held::double precision / level) as covered
    from bearing, generate_series(1, 5) held
  ),
  growth as materialized (
    select g.worker, sum(g.share * s.strength) as growth
    from best_step s join bench.goal g on g.skill = s.skill and g.step = s.step
    where g.gate in (select gate from open_gate)
    group by g.worker
  )`;

const combined = "case when coverage = 0 then 0 else 2 * growth * coverage / (growth + coverage) end";

/**
 * The top $2 workers of one need for its partner, by scoring everybody whose goals the need serves. The numbers are those
 * of docs/matching.md. $1: need, $2: how many, $3: today.
 */
export const TUNED_RANKING = `
  with ${openGates}, ${worth},
  covered as (
    select worker, place, max(covered) as covered from (
      select g.worker, s.place, s.strength as covered
      from step_worth s join bench.goal g on g.skill = s.skill and g.step = s.step
      where g.gate in (select gate from open_gate)
      union all
      select h.worker, l.place, l.covered
      from level_worth l join bench.held h on h.skill = l.skill and h.level = l.level
      where h.worker in (select worker from growth)
    ) either group by worker, place
  ),
  coverage as (
    select worker, sum(q.share * c.covered) as coverage from covered c join asked q using (place) group by worker
  )
  select w.id, top.score from (
    select worker, ${combined} as score from growth join coverage using (worker) order by score desc, worker limit $2
  ) top join bench.worker w on w.no = top.worker order by top.score desc, top.worker`;

/** The scores of a few workers, looked up one by one in the rows of each. */
const scoresOf = (candidates: string) => `
    select worker, ${combined} as score from (
      select worker, growth, sum(q.share * best.covered) as coverage from (
        select worker, growth, place, max(covered) as covered from (
          select c.worker, c.growth, l.place, l.covered
          from ${candidates} c join bench.held h on h.worker = c.worker
          join level_worth l on l.skill = h.skill and l.level = h.level
          union all
          select c.worker, c.growth, s.place, s.strength
          from ${candidates} c join bench.goal g on g.worker = c.worker
          join step_worth s on s.skill = g.skill and s.step = g.step
        ) either group by worker, growth, place
      ) best join asked q using (place) group by worker, growth
    ) scored`;

/**
 * The same answer with the bound that the index uses, too: a score is at most 2 * growth / (1 + growth), so that only those
 * who may still reach the 20th best of the first few are scored.
 */
export const BOUNDED_RANKING = `
  with ${openGates}, ${worth},
  foremost as materialized (select worker, growth from growth order by growth desc, worker limit 5 * $2),
  rated as materialized (${scoresOf("foremost")}),
  least as materialized (select score from rated order by score desc offset $2 - 1 limit 1),
  others as materialized (
    select worker, growth from growth
    where 2 * growth / (1 + growth) >= coalesce((select score from least), 0) - 1e-12
      and worker not in (select worker from foremost)
  )
  select w.id, top.score from (
    select worker, score from (select * from rated union all (${scoresOf("others")})) all_scored
    order by score desc, worker limit $2
  ) top join bench.worker w on w.no = top.worker order by top.score desc, top.worker`;
