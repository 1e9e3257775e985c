import type { EntityManager } from "typeorm";
import { SMALLEST_GROUP } from "../disclosure/small-groups.js";
import type { SkillsAbove } from "../skills-above.js";
import { countStaff, type StaffCount, type StaffMember } from "./count-staff.js";

/** Whose staff to count; without a library, those of a consortium who are in none, under the consortium's id. */
export interface Workplace {
  readonly id: string;
  readonly consortiumId: string;
}

interface StaffRow extends StaffMember {
  readonly inUse: boolean;
  /** When anything of them changed last, be it seen or not. */
  readonly changedAt: Date;
}

/** When the entries in use, or those archived, changed last: each has an index of its own. */
const latest = (table: string, archived: "is null" | "is not null") =>
  `(select max(e.updated_at) from ${table} e where e.worker_id = w.id and e.archived_at ${archived})`;

/** What somebody keeps from the consortium does not count. */
const staffWhere = (condition: string) => `
  select w.archived_at is null as "inUse",
    greatest(w.updated_at, ${latest("worker_skill", "is null")}, ${latest("worker_skill", "is not null")},
      ${latest("growth_goal", "is null")}, ${latest("growth_goal", "is not null")}) as "changedAt",
    case when w.archived_at is null and w.discoverability >= 'CONSORTIUM' then
      array(select s.skill_id::text from worker_skill s
        where s.worker_id = w.id and s.archived_at is null and s.visibility >= 'CONSORTIUM') else '{}' end as have,
    case when w.archived_at is null and w.discoverability >= 'CONSORTIUM' then
      array(select g.skill_id::text from growth_goal g
        where g.worker_id = w.id and g.archived_at is null and g.status = 'ACTIVE' and g.visibility >= 'CONSORTIUM')
      else '{}' end as want
  from worker w where ${condition}`;

const STAFF = staffWhere("w.library_id = $1");
const UNATTACHED = staffWhere("w.library_id is null and w.consortium_id = $1");

/**
 * Counts the staff of a library anew; not before k of them have changed since the last time, so that two readings of a
 * figure differ by what k people did, or by nothing.
 * @param manager of a transaction that nobody else counts in
 * @returns the skills whose counts have changed
 */
export async function countLibrary(
  manager: EntityManager,
  { id, consortiumId }: Workplace,
  above: SkillsAbove,
): Promise<string[]> {
  const rows: StaffRow[] = await manager.query(id === consortiumId ? UNATTACHED : STAFF, [id]);
  const [before] = await manager.query(
    `select staff, counted_at as "countedAt" from insight_library where library_id = $1`,
    [id],
  );
  if (before && changed(rows, before) < SMALLEST_GROUP) return [];
  const staff = rows.filter(({ inUse }) => inUse).length;
  await manager.query(
    `insert into insight_library (library_id, consortium_id, staff, counted_at) values ($1, $2, $3, now())
     on conflict (library_id) do update set staff = excluded.staff, counted_at = excluded.counted_at`,
    [id, consortiumId, staff],
  );
  return await store(manager, { id, consortiumId }, countStaff(rows, above));
}

/** How many people changed something, or left, since a count. */
function changed(rows: readonly StaffRow[], before: { readonly staff: number; readonly countedAt: Date }) {
  const staff = rows.filter(({ inUse }) => inUse).length;
  const touched = rows.filter(({ changedAt }) => changedAt > before.countedAt).length;
  return touched + Math.max(0, before.staff - staff);
}

async function store(
  manager: EntityManager,
  { id, consortiumId }: Workplace,
  counts: ReadonlyMap<string, StaffCount>,
): Promise<string[]> {
  const rows = [...counts];
  const column = (what: keyof StaffCount) => rows.map(([, count]) => count[what]);
  const written: { skill_id: string }[] = await manager.query(
    `with counted as (
       select * from unnest($3::uuid[], $4::int[], $5::int[], $6::int[], $7::int[])
         as c(skill_id, have, want, have_within, want_within)),
     gone as (
       delete from insight_staff s where s.library_id = $1 and not exists (
         select from counted c where c.skill_id = s.skill_id) returning s.skill_id),
     changed as (
       insert into insight_staff as s (library_id, consortium_id, skill_id, have, want, have_within, want_within)
       select $1, $2, c.* from counted c
       on conflict (library_id, skill_id) do update set have = excluded.have, want = excluded.want,
         have_within = excluded.have_within, want_within = excluded.want_within
       where (s.have, s.want, s.have_within, s.want_within)
         <> (excluded.have, excluded.want, excluded.have_within, excluded.want_within)
       returning s.skill_id)
     select skill_id from gone union all select skill_id from changed`,
    [
      id,
      consortiumId,
      rows.map(([skillId]) => skillId),
      column("have"),
      column("want"),
      column("haveWithin"),
      column("wantWithin"),
    ],
  );
  return written.map((row) => row.skill_id);
}
