import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import { PROFICIENCIES } from "../skills/index.js";
import type { NeedCandidate, WorkerCandidate } from "./candidates.js";
import type { CandidateConsent } from "./engine/consents.js";
import type { PartnerGoal } from "./engine/learning-goals.js";

/** The level 1 to 5 of a proficiency, 0 for null; the enum's order is that of the levels. */
const levelSql = (column: string) =>
  `coalesce(array_position(array[${PROFICIENCIES.map((name) => `'${name}'`).join(",")}]::proficiency[], ${column}), 0)`;

/** So many candidates are read at a time, well within the patience of a statement. */
const BATCH = 5000;

/** $1: ids of workers */
const workersByIds = {
  name: "match-workers.by-ids",
  text: `select w.id, w.consortium_id as "consortiumId", w.library_id as "libraryId", l.country, l.region, w.remote,
      w.languages, w.hours_per_week as "hoursPerWeek", w.discoverability,
      w.visibility_availability as "availabilityVisibility", w.visibility_library as "libraryVisibility",
      (select count(*)::integer from introduction i where i.worker_id = w.id) as introductions,
      (select coalesce(json_agg(json_build_object('skillId', s.skill_id, 'level', ${levelSql("s.proficiency")},
          'visibility', s.visibility) order by s.id), '[]')
        from worker_skill s where s.worker_id = w.id and s.archived_at is null) as skills,
      (select coalesce(json_agg(json_build_object('skillId', g.skill_id, 'current', ${levelSql("g.current")},
          'target', ${levelSql("g.target")}, 'priority', g.priority, 'visibility', g.visibility) order by g.id), '[]')
        from growth_goal g where g.worker_id = w.id and g.status = 'ACTIVE' and g.archived_at is null) as goals
    from worker w left join library l on l.id = w.library_id
    where w.id = any($1::uuid[]) and w.archived_at is null`,
};

/** The workers in use among `ids`. */
export async function readWorkerCandidates(reads: Reads, ids: readonly string[]): Promise<WorkerCandidate[]> {
  const all: WorkerCandidate[] = [];
  for (let from = 0; from < ids.length; from += BATCH)
    all.push(...(await reads.run<WorkerCandidate>(workersByIds, [ids.slice(from, from + BATCH)])));
  return all;
}

/** $1: ids of workers; none for all */
const consentsByWorkers = {
  name: "match-consents",
  text: `select worker_id as "workerId", partner_id as "partnerId", need_id as "needId",
      'DISCOVERY' = any(discloses) as discovery, 'IDENTITY' = any(discloses) as identity,
      (extract(epoch from expires_at) * 1000)::float8 as "expiresAt"
    from consent_grant where revoked_at is null and expires_at > now() and discloses && '{DISCOVERY,IDENTITY}'
      and (cardinality($1::uuid[]) = 0 or worker_id = any($1::uuid[]))`,
};

/** The consents that are valid among those of `workerIds`; all of them when it is empty. */
export const readConsents = (reads: Reads, workerIds: readonly string[]): Promise<CandidateConsent[]> =>
  reads.run(consentsByWorkers, [workerIds]);

/** $1: ids of partners; none for all */
const learningGoals = {
  name: "match-learning-goals",
  text: `select l.id, l.partner_id as "partnerId", l.skill_id as "skillId", ${levelSql("l.current")} as current,
      ${levelSql("l.target")} as target, l.priority
    from partner_learning_goal l join partner p on p.id = l.partner_id
    where l.archived_at is null and p.archived_at is null
      and (cardinality($1::uuid[]) = 0 or l.partner_id = any($1::uuid[])) order by l.id`,
};

/** What the people of the partners in use among `partnerIds` want to learn; of all of them when it is empty. */
export const readLearningGoals = (reads: Reads, partnerIds: readonly string[]): Promise<PartnerGoal[]> =>
  reads.run(learningGoals, [partnerIds]);

export interface LibraryPlace {
  readonly id: string;
  readonly consortiumId: string;
  readonly country: string | null;
  readonly region: string | null;
}

/** $1: ids of libraries; none for all */
const libraryPlaces = {
  name: "match-libraries",
  text: `select id, consortium_id as "consortiumId", country, region from library
    where cardinality($1::uuid[]) = 0 or id = any($1::uuid[])`,
};

/** Where the libraries among `ids` are; all of them when it is empty. */
export const readLibraryPlaces = (reads: Reads, ids: readonly string[]): Promise<LibraryPlace[]> =>
  reads.run(libraryPlaces, [ids]);

export interface NeedChoice {
  readonly ids?: readonly string[];
  readonly partnerIds?: readonly string[];
}

/** The open needs of partners in use that have a place left, among `ids` or of `partnerIds`; all of them when neither names any. */
export async function readNeedCandidates(reads: Reads, choice: NeedChoice): Promise<NeedCandidate[]> {
  const all: NeedCandidate[] = [];
  for (;;) {
    const batch = await readNeeds(reads, choice, all.at(-1)?.id ?? null);
    for (const candidate of batch) all.push(candidate);
    if (batch.length < BATCH) return all;
  }
}

const unlessEmpty = (ids: readonly string[] | undefined) => (ids && ids.length > 0 ? ids : null);

function readNeeds(reads: Reads, choice: NeedChoice, after: string | null): Promise<NeedCandidate[]> {
  const where = new Conditions()
    .add(
      "n.status = 'OPEN' and n.places_taken < n.capacity and n.archived_at is null and p.archived_at is null",
    )
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
