import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import { PROFICIENCIES } from "../skills/index.js";
import type { NeedCandidate, WorkerCandidate } from "./candidates.js";

/** The level 1 to 5 of a proficiency, 0 for null; the enum's order is that of the levels. */
const levelSql = (column: string) =>
  `coalesce(array_position(array[${PROFICIENCIES.map((name) => `'${name}'`).join(",")}]::proficiency[], ${column}), 0)`;

/** So many candidates are read at a time, well within the patience of a statement. */
const BATCH = 5000;

/** The workers in use among `ids`; all of them when it is empty. */
export const readWorkerCandidates = (reads: Reads, ids: readonly string[]): Promise<WorkerCandidate[]> =>
  inBatches((after) => readWorkers(reads, ids, after));

export interface NeedChoice {
  readonly ids?: readonly string[];
  readonly partnerIds?: readonly string[];
}

/** The open needs of partners in use, among `ids` or of `partnerIds`; all of them when neither names any. */
export const readNeedCandidates = (reads: Reads, choice: NeedChoice): Promise<NeedCandidate[]> =>
  inBatches((after) => readNeeds(reads, choice, after));

async function inBatches<Candidate extends { readonly id: string }>(
  read: (after: string | null) => Promise<Candidate[]>,
): Promise<Candidate[]> {
  const all: Candidate[] = [];
  for (;;) {
    const batch = await read(all.at(-1)?.id ?? null);
    for (const candidate of batch) all.push(candidate);
    if (batch.length < BATCH) return all;
  }
}

const unlessEmpty = (ids: readonly string[] | undefined) => (ids && ids.length > 0 ? ids : null);

function readWorkers(reads: Reads, ids: readonly string[], after: string | null): Promise<WorkerCandidate[]> {
  const where = new Conditions()
    .add("w.archived_at is null")
    .addIf(unlessEmpty(ids), (given) => `w.id = any(${given}::uuid[])`)
    .addIf(after, (last) => `w.id > ${last}::uuid`);
  const text = `select w.id, w.consortium_id as "consortiumId", w.library_id as "libraryId", l.country, l.region, w.remote,
      w.languages, w.hours_per_week as "hoursPerWeek", w.discoverability,
      (select coalesce(json_agg(json_build_object('skillId', s.skill_id, 'level', ${levelSql("s.proficiency")},
          'visibility', s.visibility) order by s.id), '[]')
        from worker_skill s where s.worker_id = w.id and s.archived_at is null) as skills,
      (select coalesce(json_agg(json_build_object('id', g.id, 'skillId', g.skill_id, 'current', ${levelSql("g.current")},
          'target', ${levelSql("g.target")}, 'priority', g.priority, 'visibility', g.visibility) order by g.id), '[]')
        from growth_goal g where g.worker_id = w.id and g.status = 'ACTIVE' and g.archived_at is null) as goals
    from worker w left join library l on l.id = w.library_id where ${where} order by w.id limit ${BATCH}`;
  return reads.run(statement("match-workers", text), where.values);
}

function readNeeds(reads: Reads, choice: NeedChoice, after: string | null): Promise<NeedCandidate[]> {
  const where = new Conditions()
    .add("n.status = 'OPEN' and n.archived_at is null and p.archived_at is null")
    .addIf(unlessEmpty(choice.ids), (given) => `n.id = any(${given}::uuid[])`)
    .addIf(unlessEmpty(choice.partnerIds), (given) => `n.partner_id = any(${given}::uuid[])`)
    .addIf(after, (last) => `n.id > ${last}::uuid`);
  const text = `select n.id, n.consortium_id as "consortiumId", n.partner_id as "partnerId", n.modality, n.country, n.region,
      n.languages, n.hours_per_week as "hoursPerWeek", n.ends_on as "endsOn",
      (select coalesce(json_agg(json_build_object('skillId', k.skill_id, 'level', ${levelSql("k.proficiency")},
          'importance', k.importance, 'mentored', k.mentored) order by k.importance, k.skill_id), '[]')
        from need_skill k where k.need_id = n.id) as skills
    from need n join partner p on p.id = n.partner_id where ${where} order by n.id limit ${BATCH}`;
  return reads.run(statement("match-needs", text), where.values);
}
