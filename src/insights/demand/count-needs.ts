import type { EntityManager } from "typeorm";
import { CONSORTIUM, type PlaceKey, regionsOf } from "../place.js";
import type { SkillsAbove } from "../skills-above.js";
import { namedBy } from "../staff/count-staff.js";

/** What of a need counts. */
interface Counted {
  readonly consortiumId: string;
  readonly region: string | null;
  readonly skillIds: readonly string[];
  readonly open: boolean;
}

interface NeedRow extends Counted {
  readonly id: string;
  readonly partnerId: string;
  readonly isDraft: boolean;
  readonly openedAt: Date;
}

const NEEDS = `select n.id, n.consortium_id as "consortiumId", n.partner_id as "partnerId", n.region,
    n.status = 'OPEN' and n.archived_at is null as open, n.status = 'DRAFT' as "isDraft",
    coalesce(n.opened_at, n.created_at) as "openedAt",
    array(select s.skill_id::text from need_skill s where s.need_id = n.id order by s.skill_id) as "skillIds"
  from need n where n.id = any($1)`;

const COUNTED = `select need_id as id, consortium_id as "consortiumId", region, open, skill_ids as "skillIds"
  from insight_need where need_id = any($1)`;

/**
 * Counts what needs ask for that have changed, from this month on. Demand is public, so it is counted exactly.
 * @param manager of a transaction that nobody else counts in
 * @param month its first day
 */
export async function countNeeds(
  manager: EntityManager,
  above: SkillsAbove,
  needIds: readonly string[],
  month: string,
): Promise<void> {
  const needs: NeedRow[] = await manager.query(NEEDS, [needIds]);
  const before: (Counted & { readonly id: string })[] = await manager.query(COUNTED, [needIds]);
  const known = new Map(before.map((need) => [need.id, need]));
  // One that was never open is nothing to anybody.
  const counted = needs.filter(({ id, isDraft }) => known.has(id) || !isDraft);
  const changes = new DemandChanges(above);
  for (const need of before) changes.add(need, -1);
  for (const need of counted) changes.add(need, 1);
  await keep(manager, counted);
  await changes.store(manager, month);
}

/**
 * Sets right what a consortium needs, where the taxonomy has changed since it was counted.
 * @param manager of a transaction that nobody else counts in
 */
export async function recountDemand(
  manager: EntityManager,
  above: SkillsAbove,
  consortiumId: string,
  month: string,
): Promise<void> {
  const changes = new DemandChanges(above);
  const open: Counted[] = await manager.query(
    `select consortium_id as "consortiumId", region, open, skill_ids as "skillIds" from insight_need
     where consortium_id = $1 and open`,
    [consortiumId],
  );
  for (const need of open) changes.add(need, 1);
  const stored: StoredDemand[] = await manager.query(
    `select skill_id as "skillId", place, needed, needed_within as "neededWithin" from insight_demand
     where consortium_id = $1 and until_month is null`,
    [consortiumId],
  );
  for (const row of stored) changes.takeAway(consortiumId, row);
  await changes.store(manager, month);
}

interface StoredDemand {
  readonly skillId: string;
  readonly place: PlaceKey;
  readonly needed: number;
  readonly neededWithin: number;
}

async function keep(manager: EntityManager, needs: readonly NeedRow[]): Promise<void> {
  if (needs.length === 0) return;
  const column = <Key extends keyof NeedRow>(key: Key) => needs.map((need) => need[key]);
  await manager.query(
    `insert into insight_need (need_id, consortium_id, partner_id, region, open, opened_at, skill_ids)
     select n.id, n.consortium_id, n.partner_id, n.region, n.open, n.opened_at,
       string_to_array(n.skill_ids, ' ')::uuid[]
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::boolean[], $6::timestamptz[], $7::text[])
       as n(id, consortium_id, partner_id, region, open, opened_at, skill_ids)
     on conflict (need_id) do update set region = excluded.region, open = excluded.open,
       opened_at = excluded.opened_at,
       skill_ids = excluded.skill_ids, looked_at = null`,
    [
      column("id"),
      column("consortiumId"),
      column("partnerId"),
      column("region"),
      column("open"),
      column("openedAt"),
      needs.map(({ skillIds }) => skillIds.join(" ")),
    ],
  );
}

/** What is more or less needed than before. */
class DemandChanges {
  private readonly changes = new Map<string, { needed: number; neededWithin: number }>();

  constructor(private readonly above: SkillsAbove) {}

  /** @param by 1 for a need that counts from now on, -1 for one that counted as it was */
  add({ consortiumId, region, skillIds, open }: Counted, by: 1 | -1): void {
    if (!open) return;
    const { themselves, within } = namedBy(skillIds, this.above);
    for (const place of [CONSORTIUM, ...regionsOf(region)])
      for (const skillId of within) {
        const change = this.changeOf(consortiumId, skillId, place);
        change.neededWithin += by;
        if (themselves.has(skillId)) change.needed += by;
      }
  }

  /** Takes away what was counted before. */
  takeAway(consortiumId: string, { skillId, place, needed, neededWithin }: StoredDemand): void {
    const change = this.changeOf(consortiumId, skillId, place);
    change.needed -= needed;
    change.neededWithin -= neededWithin;
  }

  private changeOf(consortiumId: string, skillId: string, place: PlaceKey) {
    const key = `${consortiumId} ${skillId} ${place}`;
    const change = this.changes.get(key) ?? { needed: 0, neededWithin: 0 };
    this.changes.set(key, change);
    return change;
  }

  async store(manager: EntityManager, month: string): Promise<void> {
    const changed = [...this.changes].filter(([, { needed, neededWithin }]) => needed || neededWithin);
    if (changed.length === 0) return;
    const keys = changed.map(([key]) => ({
      consortiumId: key.slice(0, 36),
      skillId: key.slice(37, 73),
      place: key.slice(74),
    }));
    await manager.query(
      `with change as (
         select * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::int[])
           as c(consortium_id, skill_id, place, needed, needed_within)),
       closed as (
         update insight_demand d set until_month = $1 from change c
         where d.consortium_id = c.consortium_id and d.place = c.place and d.skill_id = c.skill_id
           and d.until_month is null and d.month < $1
         returning d.consortium_id, d.place, d.skill_id, d.needed, d.needed_within)
       insert into insight_demand as d (consortium_id, place, skill_id, month, needed, needed_within)
       select c.consortium_id, c.place, c.skill_id, $1, c.needed + coalesce(closed.needed, 0),
         c.needed_within + coalesce(closed.needed_within, 0)
       from change c left join closed using (consortium_id, place, skill_id)
       on conflict (consortium_id, place, skill_id, month) do update set needed = d.needed + excluded.needed,
         needed_within = d.needed_within + excluded.needed_within`,
      [
        month,
        keys.map(({ consortiumId }) => consortiumId),
        keys.map(({ skillId }) => skillId),
        keys.map(({ place }) => place),
        changed.map(([, { needed }]) => needed),
        changed.map(([, { neededWithin }]) => neededWithin),
      ],
    );
  }
}
