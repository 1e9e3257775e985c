import type { User } from "../platform/auth/principal.js";
import { sightSql } from "../platform/auth/visibility.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, containsLabel, statement } from "../platform/database/statement.js";
import { versionedColumns } from "../platform/database/versioned.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import type { Proficiency } from "../skills/index.js";
import type { Worker } from "./worker.js";

const columns = `${versionedColumns("w")}, w.consortium_id as "consortiumId", w.library_id as "libraryId",
  w.external_id as "externalId", w.name, w.email, w.job_title as "jobTitle", w.summary, w.hours_per_week as "hoursPerWeek",
  w.remote, w.languages, w.discoverability`;

/** The workers among `ids` that the user may see; archived ones only within their consortium. */
export async function visibleWorkers(reads: Reads, user: User, ids: readonly string[]): Promise<Worker[]> {
  const where = new Conditions();
  const sight = sightSql(where, user, "w");
  where
    .add(`w.id = any(${where.value(ids)}::uuid[])`)
    .add(`w.discoverability >= ${sight}`)
    .add(`w.archived_at is null or ${sight} <= 'CONSORTIUM'`);
  return await reads.run(
    statement("workers.by-ids", `select ${columns} from worker w where ${where}`),
    where.values,
  );
}

/** A `WorkerFilter` with its ids looked up. */
export interface WorkerCriteria {
  readonly search?: string | null;
  readonly libraryId?: string | null;
  /** Any of these skills. */
  readonly skillIds?: readonly string[] | null;
  readonly minProficiency?: Proficiency | null;
  /** A growth goal in any of these skills. */
  readonly growthSkillIds?: readonly string[] | null;
  readonly language?: string | null;
  readonly remote?: boolean | null;
}

const LIST = "workers";

/** The workers in use that the user may see, oldest entry first: an order that tells nothing about what is hidden. */
export async function listWorkers(
  reads: Reads,
  user: User,
  criteria: WorkerCriteria,
  page: PageArgs,
): Promise<Connection<Worker>> {
  const after = decodeCursor(LIST, page.after, [PARTS.id]);
  const where = new Conditions();
  const sight = sightSql(where, user, "w");
  where
    .add("w.archived_at is null")
    .add(`w.discoverability >= ${sight}`)
    .addIf(criteria.search, (text) => `${sight} <= 'CONSORTIUM' and ${containsLabel("w.name", text)}`)
    .addIf(criteria.libraryId, (id) => `w.library_id = ${id}::uuid`)
    .addIf(criteria.language, (language) => `${language} = any(w.languages)`)
    .addIf(criteria.remote, (remote) => `w.remote = ${remote}`)
    .addIf(
      criteria.growthSkillIds,
      (
        ids,
      ) => `exists (select from growth_goal g where g.worker_id = w.id and g.skill_id = any(${ids}::uuid[])
        and g.status = 'ACTIVE' and g.archived_at is null and g.visibility >= ${sight})`,
    );
  if (criteria.skillIds) {
    const least = where.value(criteria.minProficiency ?? "NOVICE");
    where.add(`exists (select from worker_skill s where s.worker_id = w.id
      and s.skill_id = any(${where.value(criteria.skillIds)}::uuid[])
      and s.proficiency >= ${least}::proficiency and s.archived_at is null and s.visibility >= ${sight})`);
  }
  if (after) where.add(`w.id > ${where.value(after[0])}::uuid`);
  const text = `select ${columns} from worker w where ${where} order by w.id limit ${where.value(page.first + 1)}`;
  const rows = await reads.run<Worker>(statement("workers.list", text), where.values);
  return pageOf(rows, LIST, page, (worker) => [worker.id]);
}
