import { GatheredConsents } from "../platform/auth/disclosure.js";
import type { User } from "../platform/auth/principal.js";
import { Visibility } from "../platform/auth/visibility.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, containsLabel, statement } from "../platform/database/statement.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import type { FieldVisibility } from "./field-visibility.js";
import { listedWorkers, type ProfileCriteria } from "./listed-workers.js";
import {
  columnsFor,
  type ReadWorker,
  type ShownWorker,
  type WorkerShape,
  workersIn,
} from "./worker.shape.js";
import { WorkerView } from "./worker-view.js";

const withAll = (expressions: readonly string[]) =>
  expressions.length === 0 ? "" : `with ${expressions.join(", ")}`;

const TABLES = "worker w left join library l on l.id = w.library_id";

/** The workers among `ids` that the user may see; archived ones only within their consortium. */
export async function visibleWorkers(
  reads: Reads,
  user: User,
  ids: readonly string[],
  shape: WorkerShape,
): Promise<ReadWorker[]> {
  const where = new Conditions();
  const wanted = `${where.value(ids)}::uuid[]`;
  const consents = new GatheredConsents(where, user, "w", wanted);
  const view = new WorkerView(where, user, consents.condition);
  const columns = columnsFor(shape, view, where);
  where
    .add(`w.id = any(${wanted})`)
    .add(view.isOpen)
    .add(`w.archived_at is null or ${view.sight} <= 'CONSORTIUM'`);
  const { expressions, join } = consents.read;
  const text = `${withAll(expressions)} select ${columns} from ${TABLES} ${join} where ${where}`;
  return workersIn(await reads.run(statement("workers.by-ids", text), where.values), shape);
}

const FIELD_VISIBILITIES = `w.visibility_name as name, w.visibility_email as email, w.visibility_job_title as "jobTitle",
  w.visibility_summary as summary, w.visibility_availability as availability, w.visibility_library as library,
  w.visibility_career_record as "careerRecord"`;

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
export interface WorkerCriteria extends ProfileCriteria {
  readonly search?: string | null;
  readonly libraryId?: string | null;
  /** Of the library. */
  readonly country?: string | null;
  readonly region?: string | null;
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
): Promise<Connection<ReadWorker>> {
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
  const listed = listedWorkers({
    where,
    view,
    profile: criteria,
    after: after && where.value(after[0]),
    limit: where.value(page.first + 1),
  });
  const consents = new GatheredConsents(where, user, "w", "array(select id from page)");
  const columns = columnsFor(shape, new WorkerView(where, user, consents.condition), where);
  const { expressions, join } = consents.read;
  const text = `${withAll([`page as (${listed})`, ...expressions])} select ${columns}
    from page w left join library l on l.id = w.library_id ${join} order by w.id`;
  const rows = await reads.run<ShownWorker>(statement("workers.list", text), where.values);
  return pageOf(workersIn(rows, shape), LIST, page, (worker) => [worker.id]);
}
