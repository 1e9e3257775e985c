import type { Reads } from "../../platform/database/reads.js";
import type { ExposurePeriod } from "./exposure.js";
import type { Distribution } from "./gini.js";

/** Whose exposure, from which day to which, YYYY-MM-DD. */
export interface ExposureScope {
  readonly consortiumId: string;
  /** Null for all libraries of the consortium. */
  readonly libraryId: string | null;
  readonly from: string;
  readonly to: string;
}

/** Counts of a period, or of all days together. */
export interface ExposureCounts {
  /** The first day of the period; null for all days. */
  readonly from: string | null;
  /** How many workers had how many impressions, above 0. */
  readonly distribution: Distribution;
  readonly offerImpressions: number;
}

const WORKERS = `select distinct w.id from showcase_card c join worker w on w.id = c.worker_id
  where c.consortium_id = $1::uuid and c.status = 'PUBLISHED' and c.archived_at is null and w.archived_at is null
    and w.discoverability >= 'PARTNERS' and ($2::uuid is null or w.library_id = $2::uuid)`;

const HOW_MANY = {
  name: "exposure.workers",
  text: `select count(*)::integer as workers from (${WORKERS}) w`,
};

/** How many workers have a card that partners find. */
export async function workersShowing(
  reads: Reads,
  { consortiumId, libraryId }: ExposureScope,
): Promise<number> {
  const [row] = await reads.asSystem().run<{ workers: number }>(HOW_MANY, [consortiumId, libraryId]);
  return row!.workers;
}

const COUNTS = {
  name: "exposure.counts",
  text: `with found as (${WORKERS}),
    shown as (select i.day, i.worker_id, i.impressions, date_trunc($5, i.day)::date as start
      from showcase_impression i join showcase_card c on c.id = i.card_id
      where i.consortium_id = $1::uuid and i.day between $3::date and $4::date
        and case when i.worker_id is null then $2::uuid is null or c.library_id = $2::uuid
          else i.worker_id in (select id from found) end),
    by_worker as (select start, worker_id, sum(impressions)::integer as amount from shown
      where worker_id is not null group by grouping sets ((start, worker_id), (worker_id))),
    alike as (select start, amount, count(*)::integer as how_many from by_worker group by start, amount),
    offers as (select start, sum(impressions)::integer as impressions from shown
      where worker_id is null group by rollup (start)),
    periods as (select null::date as start union all
      select generate_series(date_trunc($5, $3::date), $4::date, ('1 ' || $5)::interval)::date)
    select p.start::text as "from",
      coalesce((select json_agg(json_build_array(a.amount, a.how_many)) from alike a where a.start is not distinct from p.start), '[]')
        as distribution,
      coalesce((select o.impressions from offers o where o.start is not distinct from p.start), 0) as "offerImpressions"
    from periods p order by p.start nulls first`,
};

/**
 * The impressions of those whom partners find, and of libraries' offers: of all days together first, and then of each
 * period. Read as the service itself, and only told as sums about groups.
 */
export const exposureCounts = (
  reads: Reads,
  { consortiumId, libraryId, from, to }: ExposureScope,
  period: ExposurePeriod,
): Promise<ExposureCounts[]> =>
  reads.asSystem().run(COUNTS, [consortiumId, libraryId, from, to, period.toLowerCase()]);
