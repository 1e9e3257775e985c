import { jsonRows } from "../platform/database/json-rows.js";
import type { Conditions } from "../platform/database/statement.js";
import { versionedColumns } from "../platform/database/versioned.js";
import { type Connection, pageOf } from "../platform/graphql/connection.js";
import type { Selection } from "../platform/graphql/look-ahead.js";
import type { VisibleField } from "./field-visibility.js";
import type { Worker } from "./worker.js";
import { SKILLS_LIST, skillPosition, type WorkerSkill } from "./worker-skill.js";
import type { WorkerView } from "./worker-view.js";

/** A worker as a user is shown them: what is hidden is null, languages are none. */
export interface ShownWorker extends Omit<Worker, "name" | "remote" | "externalId" | "fieldVisibility"> {
  readonly name: string | null;
  readonly remote: boolean | null;
  /** Where the library is, whichever it is. */
  readonly country: string | null;
  readonly region: string | null;
}

/** A worker, with what was read along because the query asks for it. */
export interface ReadWorker extends ShownWorker {
  /** The first page of the skills that the user may see. */
  readonly skillsRead?: { readonly first: number; readonly page: Connection<WorkerSkill> };
}

/** How much of workers is read. */
export interface WorkerShape {
  /** What most lists show: reading no more than that costs half. */
  readonly isBrief: boolean;
  /** How many skills of each worker are read along; null for none. */
  readonly firstSkills: number | null;
}

/** Whole rows, and nothing along with them. */
export const WHOLE: WorkerShape = { isBrief: false, firstSkills: null };

const BRIEF = new Set("__typename id name jobTitle country region skills growthGoals matches".split(" "));
const BRIEF_SKILL = new Set(["__typename", "id", "proficiency", "ratingSource", "visibility", "skill"]);

/**
 * @param asked what the query asks of the workers; null for whole rows
 * @param variables of the query, as they were coerced
 */
export function workerShape(
  asked: Selection | null,
  variables: Readonly<Record<string, unknown>>,
): WorkerShape {
  if (!asked) return WHOLE;
  const skills = asked.in("skills").entries.isWithin(BRIEF_SKILL);
  return {
    isBrief: asked.isWithin(BRIEF),
    firstSkills: skills && asked.has("skills") ? asked.firstOf("skills", variables) : null,
  };
}

/** The columns of a shape, from `worker` as w and its library as l. */
export function columnsFor(
  { isBrief, firstSkills }: WorkerShape,
  view: WorkerView,
  values: Conditions,
): string {
  const columns = isBrief ? briefColumns(view) : wholeColumns(view);
  return firstSkills === null ? columns : `${columns}, ${skillRows(view, values.value(firstSkills + 1))}`;
}

const shown = (view: WorkerView, field: VisibleField, column: string) =>
  `case when ${view.shows(field)} then ${column} end`;

const briefColumns = (view: WorkerView) =>
  `w.id, l.country, l.region, ${shown(view, "name", "w.name")} as name, ${shown(view, "jobTitle", "w.job_title")} as "jobTitle"`;

const wholeColumns = (view: WorkerView) =>
  `${versionedColumns("w")}, w.consortium_id as "consortiumId", w.discoverability, l.country, l.region,
    ${shown(view, "name", "w.name")} as name, ${shown(view, "email", "w.email")} as email,
    ${shown(view, "jobTitle", "w.job_title")} as "jobTitle", ${shown(view, "summary", "w.summary")} as summary,
    ${shown(view, "library", "w.library_id")} as "libraryId",
    ${shown(view, "availability", "w.hours_per_week")} as "hoursPerWeek", ${shown(view, "availability", "w.remote")} as remote,
    coalesce(${shown(view, "availability", "w.languages")}, '{}') as languages`;

/** The first skills that the user may see, as `skillsOfWorkers` gives them. @param limit placeholder */
const skillRows = ({ sight, hasProfile }: WorkerView, limit: string) =>
  `case when ${hasProfile} then ${jsonRows(
    ["s.id", "s.skill_id", "s.proficiency", "s.rating_source", "s.visibility"],
    `from (select s.id, s.skill_id, s.proficiency, s.rating_source, s.visibility from worker_skill s where s.worker_id = w.id and s.archived_at is null and s.visibility >= ${sight}
      order by s.proficiency desc, s.id limit ${limit}) s`,
    "s.proficiency desc, s.id",
  )} else '[]' end as "skillRows"`;

type SkillRow = [id: string, skillId: string, proficiency: string, ratingSource: string, visibility: string];

/** The workers in rows that were read in a shape. */
export function workersIn(rows: readonly object[], { firstSkills: first }: WorkerShape): ReadWorker[] {
  if (first === null) return rows as ReadWorker[];
  return (rows as (ShownWorker & { readonly skillRows: string })[]).map(({ skillRows, ...worker }) => {
    const skills = (JSON.parse(skillRows) as SkillRow[]).map(
      ([id, skillId, proficiency, ratingSource, visibility]) =>
        ({ id, workerId: worker.id, skillId, proficiency, ratingSource, visibility }) as WorkerSkill,
    );
    return Object.assign(worker, {
      skillsRead: { first, page: pageOf(skills, SKILLS_LIST, { first }, skillPosition) },
    });
  });
}
