import type { User } from "../platform/auth/principal.js";
import { Visibility } from "../platform/auth/visibility.js";
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
import type { Selection } from "../platform/graphql/look-ahead.js";
import type { Proficiency } from "../skills/index.js";
import type { FieldVisibility, VisibleField } from "./field-visibility.js";
import type { Worker } from "./worker.js";
import { WorkerView } from "./worker-view.js";

/** A worker as a user is shown them: what is hidden is null, languages are none. */
export interface ShownWorker extends Omit<Worker, "name" | "remote" | "externalId" | "fieldVisibility"> {
  readonly name: string | null;
  readonly remote: boolean | null;
  /** Where the library is, whichever it is. */
  readonly country: string | null;
  readonly region: string | null;
}

/** How much of workers is read. */
export type WorkerShape = "brief" | "whole";

/** What most lists show, and what stands on its own: reading no more than that costs half. */
const BRIEF = new Set("__typename id name jobTitle country region skills growthGoals matches".split(" "));

/** @param asked what the query asks of the workers; null for whole rows */
export const workerShape = (asked: Selection | null): WorkerShape =>
  asked?.isWithin(BRIEF) ? "brief" : "whole";

/** The columns of `ShownWorker`, from `worker` as w and its library as l. */
function columnsFor(view: WorkerView, shape: WorkerShape): string {
  const shown = (field: VisibleField, column: string) => `case when ${view.shows(field)} then ${column} end`;
  if (shape === "brief")
    return `w.id, l.country, l.region, ${shown("name", "w.name")} as name, ${shown("jobTitle", "w.job_title")} as "jobTitle"`;
  return `${versionedColumns("w")}, w.consortium_id as "consortiumId", w.discoverability, l.country, l.region,
    ${shown("name", "w.name")} as name, ${shown("email", "w.email")} as email,
    ${shown("jobTitle", "w.job_title")} as "jobTitle", ${shown("summary", "w.summary")} as summary,
    ${shown("library", "w.library_id")} as "libraryId",
    ${shown("availability", "w.hours_per_week")} as "hoursPerWeek", ${shown("availability", "w.remote")} as remote,
    coalesce(${shown("availability", "w.languages")}, '{}') as languages`;
}

const TABLES = "worker w left join library l on l.id = w.library_id";

/** The workers among `ids` that the user may see; archived ones only within their consortium. */
export async function visibleWorkers(
  reads: Reads,
  user: User,
  ids: readonly string[],
  shape: WorkerShape,
): Promise<ShownWorker[]> {
  const where = new Conditions();
  const view = new WorkerView(where, user);
  where
    .add(`w.id = any(${where.value(ids)}::uuid[])`)
    .add(view.isOpen)
    .add(`w.archived_at is null or ${view.sight} <= 'CONSORTIUM'`);
  const text = `select ${columnsFor(view, shape)} from ${TABLES} where ${where}`;
  return await reads.run(statement("workers.by-ids", text), where.values);
}

const FIELD_VISIBILITIES = `w.visibility_name as name, w.visibility_email as email, w.visibility_job_title as "jobTitle",
  w.visibility_summary as summary, w.visibility_availability as availability, w.visibility_library as library`;

/** How far the fields of workers may be seen, for those who may change the worker. */
export async function fieldVisibilities(
  reads: Reads,
  user: User,
  ids: readonly string[],
): Promise<(FieldVisibility & { readonly id: string })[]> {
  const where = new Conditions();
  const { sight } = new WorkerView(where, user);
  const most = user.role === "MANAGER" ? Visibility.LIBRARY : Visibility.PRIVATE;
  where
    .add(`w.id = any(${where.value(ids)}::uuid[])`)
    .add(`w.discoverability >= ${sight} and ${sight} <= '${most}'`);
  const text = `select w.id, ${FIELD_VISIBILITIES} from worker w where ${where}`;
  return await reads.run(statement("workers.field-visibilities", text), where.values);
}

/** A `WorkerFilter` with its ids looked up. */
export interface WorkerCriteria {
  readonly search?: string | null;
  readonly libraryId?: string | null;
  /** Of the library. */
  readonly country?: string | null;
  readonly region?: string | null;
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
  shape: WorkerShape,
): Promise<Connection<ShownWorker>> {
  const after = decodeCursor(LIST, page.after, [PARTS.id]);
  const where = new Conditions();
  const view = new WorkerView(where, user);
  where
    .add("w.archived_at is null")
    .add(view.isListed)
    .addIf(criteria.search, (text) => `${view.shows("name")} and ${containsLabel("w.name", text)}`)
    .addIf(criteria.libraryId, (id) => `${view.shows("library")} and w.library_id = ${id}::uuid`)
    .addIf(criteria.country, (country) => `l.country = ${country}`)
    .addIf(criteria.region, (region) => `l.region = ${region}`)
    .addIf(
      criteria.language,
      (language) => `${view.shows("availability")} and ${language} = any(w.languages)`,
    )
    .addIf(criteria.remote, (remote) => `${view.shows("availability")} and w.remote = ${remote}`);
  addSkillConditions(where, view, criteria);
  if (after) where.add(`w.id > ${where.value(after[0])}::uuid`);
  const text = `select ${columnsFor(view, shape)} from ${TABLES} where ${where}
    order by w.id limit ${where.value(page.first + 1)}`;
  const rows = await reads.run<ShownWorker>(statement("workers.list", text), where.values);
  return pageOf(rows, LIST, page, (worker) => [worker.id]);
}

function addSkillConditions(
  where: Conditions,
  { sight, hasProfile }: WorkerView,
  { skillIds, minProficiency, growthSkillIds }: WorkerCriteria,
): void {
  const entries = (table: string, ids: readonly string[], more: string) =>
    `(${hasProfile}) and exists (select from ${table} e where e.worker_id = w.id
      and e.skill_id = any(${where.value(ids)}::uuid[]) and e.archived_at is null and e.visibility >= ${sight} and ${more})`;
  if (growthSkillIds) where.add(entries("growth_goal", growthSkillIds, "e.status = 'ACTIVE'"));
  if (skillIds) {
    const least = where.value(minProficiency ?? "NOVICE");
    where.add(entries("worker_skill", skillIds, `e.proficiency >= ${least}::proficiency`));
  }
}
