import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import { PROFICIENCIES } from "../skills/index.js";
import type { NeedCandidate, WorkerCandidate } from "./candidates.js";

/** The level 1 to 5 of a proficiency, 0 for null; the enum's order is that of the levels. */
const levelSql = (column: string) =>
  `coalesce(array_position(array[${PROFICIENCIES.map((name) => `'${name}'`).join(",")}]::proficiency[], ${column}), 0)`;

/** All workers in use, or those among `ids`. */
export async function readWorkerCandidates(
  reads: Reads,
  ids: readonly string[] | null,
): Promise<WorkerCandidate[]> {
  const where = new Conditions()
    .add("w.archived_at is null")
    .addIf(ids, (given) => `w.id = any(${given}::uuid[])`);
  const text = `select w.id, w.consortium_id as "consortiumId", w.library_id as "libraryId", l.country, l.region, w.remote,
      w.languages, w.hours_per_week as "hoursPerWeek", w.discoverability,
      (select coalesce(json_agg(json_build_object('skillId', s.skill_id, 'level', ${levelSql("s.proficiency")},
          'visibility', s.visibility) order by s.id), '[]')
        from worker_skill s where s.worker_id = w.id and s.archived_at is null) as skills,
      (select coalesce(json_agg(json_build_object('id', g.id, 'skillId', g.skill_id, 'current', ${levelSql("g.current")},
          'target', ${levelSql("g.target")}, 'priority', g.priority, 'visibility', g.visibility) order by g.id), '[]')
        from growth_goal g where g.worker_id = w.id and g.status = 'ACTIVE' and g.archived_at is null) as goals
    from worker w left join library l on l.id = w.library_id where ${where}`;
  return await reads.run(statement("match-workers", text), where.values);
}

/** All open needs of partners in use, or those among `ids`. */
export async function readNeedCandidates(
  reads: Reads,
  ids: readonly string[] | null,
): Promise<NeedCandidate[]> {
  const where = new Conditions()
    .add("n.status = 'OPEN' and n.archived_at is null and p.archived_at is null")
    .addIf(ids, (given) => `n.id = any(${given}::uuid[])`);
  const text = `select n.id, n.consortium_id as "consortiumId", n.partner_id as "partnerId", n.modality, n.country, n.region,
      n.languages, n.hours_per_week as "hoursPerWeek", n.ends_on as "endsOn",
      (select coalesce(json_agg(json_build_object('skillId', k.skill_id, 'level', ${levelSql("k.proficiency")},
          'importance', k.importance, 'mentored', k.mentored) order by k.importance, k.skill_id), '[]')
        from need_skill k where k.need_id = n.id) as skills
    from need n join partner p on p.id = n.partner_id where ${where}`;
  return await reads.run(statement("match-needs", text), where.values);
}
