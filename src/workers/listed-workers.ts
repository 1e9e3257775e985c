import type { Conditions } from "../platform/database/statement.js";
import type { Proficiency } from "../skills/index.js";
import type { WorkerView } from "./worker-view.js";

/** What is asked of the profiles of workers who are listed. */
export interface ProfileCriteria {
  /** Any of these skills. */
  readonly skillIds?: readonly string[] | null;
  readonly minProficiency?: Proficiency | null;
  /** A growth goal in any of these skills. */
  readonly growthSkillIds?: readonly string[] | null;
}

/** Skills or goals of which a worker has to have one. */
interface Entries {
  readonly table: "worker_skill" | "growth_goal";
  readonly skillIds: readonly string[];
  /** Whether it is such an entry, whatever its skill, as a condition on e. */
  readonly counts: string;
}

/** Goals stand first, because workers have fewer of them. */
function entriesAsked(
  values: Conditions,
  { skillIds, minProficiency, growthSkillIds }: ProfileCriteria,
): Entries[] {
  const inUse = "e.archived_at is null";
  const asked: Entries[] = [];
  if (growthSkillIds)
    asked.push({
      table: "growth_goal",
      skillIds: growthSkillIds,
      counts: `${inUse} and e.status = 'ACTIVE'`,
    });
  if (skillIds) {
    const least = minProficiency ? ` and e.proficiency >= ${values.value(minProficiency)}::proficiency` : "";
    asked.push({ table: "worker_skill", skillIds, counts: inUse + least });
  }
  return asked;
}

/** Holders of so many skills are found sooner skill by skill; with more, one worker after the other soon has one. */
const FEW_SKILLS = 50;

/** The workers who pass, in the order of their ids. Whoever is listed is shown with skills and goals. */
export interface Listing {
  /** Conditions on `worker` as w and its library as l, among them that w is listed; those on profiles come to them. */
  readonly where: Conditions;
  readonly view: WorkerView;
  readonly profile: ProfileCriteria;
  /** Placeholder of the id behind which to begin; null for the beginning. */
  readonly after: string | null;
  /** Placeholder of how many to list. */
  readonly limit: string;
}

/** The statement for a listing. */
export function listedWorkers(listing: Listing): string {
  const { where, profile, after, limit } = listing;
  const asked = entriesAsked(where, profile);
  const first = asked.find(({ skillIds }) => skillIds.length <= FEW_SKILLS);
  for (const entries of asked)
    if (entries !== first) where.add(holdsOne(listing, entries, first !== undefined));
  if (first) return holdersSkillBySkill(listing, first);
  const behind = after ? `and w.id > ${after}::uuid` : "";
  return `select w.* ${WORKER} where ${where} ${behind} order by w.id limit ${limit}`;
}

const WORKER = "from worker w left join library l on l.id = w.library_id";

/**
 * An index gives the holders of a skill in the order of the list, and they are looked at one by one until there are
 * enough: `offset 0` keeps PostgreSQL, which does not know how many that is, from looking at all of them.
 */
function holdersSkillBySkill(
  { where, view, after, limit }: Listing,
  { table, skillIds, counts }: Entries,
): string {
  where.add(`e.visibility >= ${view.sight}`);
  const behind = after ? `and e.worker_id > ${after}::uuid` : "";
  const holders = (skillId: string) => `select w.* from ${table} e
    cross join lateral (select w.* ${WORKER} where w.id = e.worker_id and ${where} offset 0) w
    where e.skill_id = ${skillId} and ${counts} ${behind} order by e.worker_id limit ${limit}`;
  if (skillIds.length === 1) return holders(`${where.value(skillIds[0])}::uuid`);
  return `select distinct on (w.id) w.* from unnest(${where.value(skillIds)}::uuid[]) asked(skill_id)
    cross join lateral (${holders("asked.skill_id")}) w order by w.id limit ${limit}`;
}

/** @param apart whether the entries of a worker are read on their own: otherwise PostgreSQL may seek skill by skill */
function holdsOne({ where, view }: Listing, { table, skillIds, counts }: Entries, apart: boolean): string {
  const entries = `select e.skill_id from ${table} e where e.worker_id = w.id and ${counts} and e.visibility >= ${view.sight}`;
  const isAsked = `e.skill_id = any(${where.value(skillIds)}::uuid[])`;
  return apart
    ? `exists (select from (${entries} offset 0) e where ${isAsked})`
    : `exists (${entries} and ${isAsked})`;
}
