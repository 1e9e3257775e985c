import type { EntityManager } from "typeorm";
import { groupsWithAmounts, SMALLEST_GROUP } from "../disclosure/small-groups.js";
import type { Placed } from "../place.js";
import { type PlaceGroup, Places, withParts } from "../staff/place-groups.js";

/** What of growth is counted: goals achieved, levels gained in skills, hours of collaborations. */
export const GROWTH_MEASURES = ["GOALS", "LEVELS", "HOURS"] as const;
export type GrowthMeasure = (typeof GROWTH_MEASURES)[number];

interface AmountRow {
  readonly library: string;
  readonly measure: GrowthMeasure;
  /** How many people have a part in the amount. */
  readonly workers: number;
  readonly amount: number;
  /** What the one with the largest part has. */
  readonly most: number;
}

/** A skill that was rated first in the year counts from nothing only where no import or registration brought it. */
const AMOUNTS = `
  with staff as (
    select id, coalesce(library_id, consortium_id) as library from worker
    where consortium_id = $1 and archived_at is null and discoverability >= 'CONSORTIUM'),
  year as (select $2::date as begins, $2::date + interval '1 year' as ends),
  parts as (
    select s.library, 'GOALS' as measure, s.id, count(*)::float8 as amount
    from staff s join growth_goal g on g.worker_id = s.id, year
    where g.status = 'ACHIEVED' and g.visibility >= 'CONSORTIUM' and g.updated_at >= begins and g.updated_at < ends
    group by s.library, s.id
    union all
    select s.library, 'LEVELS', s.id, sum(r.step)::float8
    from staff s join lateral (
      select r.rated_at, (array_position(enum_range(null::proficiency), r.proficiency)
        - array_position(enum_range(null::proficiency), lag(r.proficiency) over (partition by r.skill_id order by r.rated_at, r.id))) as step
      from skill_rating r
      where r.worker_id = s.id and r.source = 'SELF' and exists (
        select from worker_skill k where k.worker_id = s.id and k.skill_id = r.skill_id
          and k.archived_at is null and k.visibility >= 'CONSORTIUM')) r on r.step > 0, year
    where r.rated_at >= begins and r.rated_at < ends
    group by s.library, s.id
    union all
    select s.library, 'HOURS', s.id, sum(h.hours)::float8
    from staff s join hours_entry h on h.worker_id = s.id, year
    where h.worked_on >= begins and h.worked_on < ends
    group by s.library, s.id)
  select library, measure, count(*)::int as workers, sum(amount) as amount, max(amount) as most
  from parts group by library, measure`;

/** Of an amount, nobody's part may be more than this: it would nearly be theirs. */
const MOST_SHARE = 0.5;

/**
 * Publishes what the staff of a consortium's places gained in a year. Where people are too few, or one has most of it, the
 * amount is withheld, and so are others from which it could be worked out.
 */
export async function publishGrowth(
  manager: EntityManager,
  consortiumId: string,
  year: number,
): Promise<void> {
  const rows: AmountRow[] = await manager.query(AMOUNTS, [consortiumId, `${year}-01-01`]);
  const libraries: Placed[] = await manager.query(
    "select id, region from library where consortium_id = $1 union all select $1::uuid, null",
    [consortiumId],
  );
  const places = new Places(libraries);
  const figures = GROWTH_MEASURES.flatMap((measure) =>
    figuresOf(
      places,
      rows.filter((row) => row.measure === measure),
    ).map((figure) => ({ ...figure, measure })),
  );
  await manager.query("delete from insight_growth where consortium_id = $1 and year = $2", [
    consortiumId,
    year,
  ]);
  await manager.query(
    `insert into insight_growth (consortium_id, year, place, measure, workers, amount)
     select $1, $2, f.* from unnest($3::text[], $4::text[], $5::int[], $6::int[]) f`,
    [
      consortiumId,
      year,
      figures.map(({ place }) => place),
      figures.map(({ measure }) => measure),
      figures.map(({ workers }) => workers),
      figures.map(({ amount }) => amount),
    ],
  );
}

function figuresOf(places: Places, rows: readonly AmountRow[]) {
  const of = (value: (row: AmountRow) => number) => new Map(rows.map((row) => [row.library, value(row)]));
  // Where one has most of an amount, it counts as nobody's who could be told from others: as of too few.
  const people = of((row) => (row.most > row.amount * MOST_SHARE ? Math.min(row.workers, 1) : row.workers));
  const workers = places.groups(people);
  const amounts = new Map(
    [...withParts(places.groups(of(({ amount }) => amount)))].map((at) => [at.place, at]),
  );
  return ([...groupsWithAmounts(workers)] as PlaceGroup[]).map(({ place, count }) => ({
    place,
    workers: count - (count % SMALLEST_GROUP),
    amount: Math.floor(amounts.get(place)!.count),
  }));
}
