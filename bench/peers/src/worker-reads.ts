import type { Pool } from "pg";
import { type Page, pageOf } from "./need-reads.js";
import { grouped, inOrder, rowsOf, type Statement } from "./pool.js";

/** A worker as partners see them: what is hidden is null. */
export interface WorkerRow {
  readonly id: string;
  readonly name: string | null;
  readonly jobTitle: string | null;
  /** Of the library. */
  readonly country: string | null;
  readonly region: string | null;
}

export interface WorkerSkillRow {
  readonly workerId: string;
  readonly skillId: string;
  readonly proficiency: string;
}

const COLUMNS = `w.id, case when w.visibility_name >= 'PARTNERS' then w.name end as name,
  case when w.visibility_job_title >= 'PARTNERS' then w.job_title end as "jobTitle", l.country, l.region`;
const TABLES = "worker w left join library l on l.id = w.library_id";
const VISIBLE = "w.archived_at is null and w.discoverability >= 'PARTNERS'";
const SKILL_VISIBLE = "s.archived_at is null and s.visibility >= 'PARTNERS'";

const WORKERS: Statement = {
  name: "workers.by-ids",
  text: `select ${COLUMNS} from ${TABLES} where w.id = any($1::uuid[]) and ${VISIBLE}`,
};

export const workersByIds = async (pool: Pool, ids: readonly string[]) =>
  inOrder(ids, await rowsOf<WorkerRow>(pool, WORKERS, [ids]));

/** Who has the skill is found first: half the time of a condition `exists`, whose plan looks through all workers. */
const WITH_SKILL: Statement = {
  name: "workers.with-skill",
  text: `select ${COLUMNS} from ${TABLES} where ${VISIBLE} and w.id = any(array(
      select s.worker_id from worker_skill s
      where s.skill_id = $1 and ${SKILL_VISIBLE} and s.proficiency >= $2::proficiency))
    order by w.id limit $3`,
};

const ALL: Statement = {
  name: "workers",
  text: `select ${COLUMNS} from ${TABLES} where ${VISIBLE} order by w.id limit $1`,
};

export interface WorkerCriteria {
  /** UUID of a skill without narrower ones: nobody looks for those. */
  readonly skillId?: string | null;
  readonly minProficiency?: string | null;
}

/** The workers in use, oldest entry first. */
export async function listWorkers(
  pool: Pool,
  { skillId, minProficiency }: WorkerCriteria,
  first: number,
): Promise<Page<WorkerRow>> {
  const rows = skillId
    ? await rowsOf<WorkerRow>(pool, WITH_SKILL, [skillId, minProficiency ?? "NOVICE", first + 1])
    : await rowsOf<WorkerRow>(pool, ALL, [first + 1]);
  return pageOf(rows, first);
}

const SKILLS: Statement = {
  name: "worker-skills.by-workers",
  text: `select page.* from unnest($1::uuid[]) as owner (id) cross join lateral (
      select s.worker_id as "workerId", s.skill_id as "skillId", s.proficiency from worker_skill s
      where s.worker_id = owner.id and ${SKILL_VISIBLE} order by s.proficiency desc, s.id limit $2) page`,
};

/** The first skills of each worker that partners may see, strongest first. */
export async function skillsByWorkers(
  pool: Pool,
  workerIds: readonly string[],
  first: number,
): Promise<Page<WorkerSkillRow>[]> {
  const rows = await rowsOf<WorkerSkillRow>(pool, SKILLS, [workerIds, first + 1]);
  return grouped(workerIds, rows, ({ workerId }) => workerId).map((skills) => pageOf(skills, first));
}
