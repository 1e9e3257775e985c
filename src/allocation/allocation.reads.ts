import type { Reads } from "../platform/database/reads.js";

/** A need that is planned for. */
export interface PlannedNeed {
  readonly id: string;
  readonly partnerId: string;
  /** Left, at least 1. */
  readonly places: number;
  /** Hours a week; 0 when not said. */
  readonly effort: number;
}

/** So many rows are read at a time, well within the patience of a statement. */
const BATCH = 5000;

const OPEN_NEEDS = {
  name: "allocation.needs",
  text: `select n.id, n.partner_id as "partnerId", n.capacity - n.places_taken as places,
      coalesce(n.hours_per_week, 0)::float8 as effort
    from need n join partner p on p.id = n.partner_id
    where n.consortium_id = $1::uuid and n.status = 'OPEN' and n.archived_at is null and p.archived_at is null
      and n.places_taken < n.capacity and (n.ends_on is null or n.ends_on >= $2::date)
      and ($3::uuid is null or n.id > $3::uuid) order by n.id limit ${BATCH}`,
};

/**
 * The open needs of a consortium with a place left, by id.
 * @param today YYYY-MM-DD
 */
export async function openNeedsOf(reads: Reads, consortiumId: string, today: string): Promise<PlannedNeed[]> {
  const all: PlannedNeed[] = [];
  for (;;) {
    const rows = await reads.run<PlannedNeed>(OPEN_NEEDS, [consortiumId, today, all.at(-1)?.id ?? null]);
    all.push(...rows);
    if (rows.length < BATCH) return all;
  }
}

/** What a worker has to give. */
export interface WorkerFacts {
  readonly id: string;
  /** A week; null when not said, or not to partners. */
  readonly hours: number | null;
  /** Hours a week that the needs take whose places they hold. */
  readonly committed: number;
  /** Introductions to which not everybody has said yes. */
  readonly open: number;
}

const FACTS = {
  name: "allocation.workers",
  text: `select w.id, case when w.visibility_availability >= 'PARTNERS' then w.hours_per_week end as hours,
      (select coalesce(sum(n.hours_per_week), 0)::float8 from connection c join need n on n.id = c.need_id
        where c.worker_id = w.id and c.status in ('CONNECTED', 'COLLABORATING')) as committed,
      (select count(*)::int from connection c
        where c.worker_id = w.id and c.status in ('PROPOSED', 'ACCEPTED_BY_ONE')) as open
    from worker w where w.id = any($1::uuid[]) and w.archived_at is null`,
};

export async function workerFacts(reads: Reads, ids: readonly string[]): Promise<Map<string, WorkerFacts>> {
  const facts = new Map<string, WorkerFacts>();
  for (let from = 0; from < ids.length; from += BATCH)
    for (const row of await reads.run<WorkerFacts>(FACTS, [ids.slice(from, from + BATCH)]))
      facts.set(row.id, row);
  return facts;
}

export interface LivePair {
  readonly needId: string;
  readonly workerId: string;
}

const LIVE_PAIRS = {
  name: "allocation.live-pairs",
  text: `select c.need_id as "needId", c.worker_id as "workerId" from connection c
    where c.worker_id = any($1::uuid[])
      and c.status in ('PROPOSED', 'ACCEPTED_BY_ONE', 'CONNECTED', 'COLLABORATING')`,
};

/** The pairs among some workers' that are being introduced, or are connected. */
export async function livePairsOf(reads: Reads, ids: readonly string[]): Promise<LivePair[]> {
  const all: LivePair[] = [];
  for (let from = 0; from < ids.length; from += BATCH)
    all.push(...(await reads.run<LivePair>(LIVE_PAIRS, [ids.slice(from, from + BATCH)])));
  return all;
}

/** $1: consortium; $2: workers who have matches; $3: how many at most. Counts all of them in each row. */
export const WANTING_WITHOUT_MATCH = `
  select w.id, (count(*) over ())::int as count from worker w
  where w.consortium_id = $1 and w.archived_at is null and w.discoverability >= 'PARTNERS'
    and exists (select from growth_goal g where g.worker_id = w.id and g.status = 'ACTIVE' and g.archived_at is null
      and g.visibility >= 'PARTNERS')
    and not exists (select from unnest($2::uuid[]) c (id) where c.id = w.id)
  order by w.id limit $3`;
