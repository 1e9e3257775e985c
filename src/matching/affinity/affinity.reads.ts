import type { EntityManager } from "typeorm";
import type { Statement } from "../../platform/database/statement.js";
import type { StoredLinkKind } from "./link.js";

/** Runs a read, be it among a process's prepared reads or in a transaction. */
export type Run = <Row>(statement: Statement, parameters?: readonly unknown[]) => Promise<Row[]>;

/** Runs reads in the transaction of `manager`. */
export const readingIn =
  (manager: EntityManager): Run =>
  (statement, parameters = []) =>
    manager.query(statement.text, [...parameters]);

/** The newest build, with the counts of the newest full one; they are 0 where there is none. */
export interface BuildRow {
  /** 0 where there is none. */
  readonly version: number;
  readonly documents: number;
  readonly profiles: number;
  readonly labels: number;
  readonly leastWorkers: number;
}

export const newestBuild: Statement = {
  name: "affinity.newest-build",
  text: `select coalesce(b.version, 0) as version, coalesce(b.documents, 0) as documents, coalesce(b.profiles, 0) as profiles,
      coalesce(b.labels, 0) as labels, coalesce(b.least_workers, 0) as "leastWorkers"
    from (select 1) one left join affinity_build b on b.version = (select max(version) from affinity_build)`,
};

export interface LinkRow {
  readonly to: string;
  readonly from: string;
  readonly kind: StoredLinkKind;
  readonly value: number;
  readonly via: string | null;
}

const linkColumns = `select to_id as "to", from_id as "from", kind, value, via_id as via from skill_affinity`;

/** $1: after which required skill, $2: up to and with which */
export const linksBetween: Statement = {
  name: "affinity.links-between",
  text: `${linkColumns} where to_id > $1::uuid and to_id <= $2::uuid order by to_id, value desc, from_id`,
};

/** $1: required skills */
export const linksOf: Statement = {
  name: "affinity.links-of",
  text: `${linkColumns} where to_id = any($1::uuid[]) order by to_id, value desc, from_id`,
};

/** $1: worker's skills */
export const holdersOf: Statement = {
  name: "affinity.holders-of",
  text: `select distinct to_id as "to" from skill_affinity where from_id = any($1::uuid[])`,
};

/** $1: required skills */
export const learnedOf: Statement = {
  name: "affinity.learned-of",
  text: `select to_id as "to", from_id as "from", value from learned_affinity where to_id = any($1::uuid[])`,
};

export interface SkillRow {
  readonly id: string;
  readonly fingerprint: string;
  readonly documentFrequency: number;
}

/** So many rows are read at a time, so that taking them in holds nobody up. */
const ROWS = 1000;

/** $1: after which id */
export const builtSkills: Statement = {
  name: "affinity.skills",
  text: `select skill_id as id, fingerprint, document_frequency as "documentFrequency" from affinity_skill
    where skill_id > $1::uuid order by skill_id limit ${ROWS}`,
};

/** $1: after which word */
export const builtWords: Statement = {
  name: "affinity.words",
  text: `select word as id, label_frequency as frequency from affinity_word where word > $1 order by word limit ${ROWS}`,
};

/** $1: after which id */
export const someConcepts: Statement = {
  name: "affinity.concepts",
  text: `select id, preferred_label as label, kind <> 'GROUP' and merged_into_id is null as "isAssignable"
    from skill where id > $1::uuid order by id limit ${ROWS}`,
};

/** Edges of the concepts after $1, up to and with $2. */
export const broaderEdges: Statement = {
  name: "affinity.broader-edges",
  text: `select skill_id as "from", broader_id as "to" from skill_broader
    where skill_id > $1::uuid and skill_id <= $2::uuid order by skill_id, broader_id`,
};

/** Edges of the concepts after $1, up to and with $2. */
export const narrowerEdges: Statement = {
  name: "affinity.narrower-edges",
  text: `select broader_id as "from", skill_id as "to" from skill_broader
    where broader_id > $1::uuid and broader_id <= $2::uuid order by broader_id, skill_id`,
};

/** Edges of the concepts after $1, up to and with $2. */
export const relatedEdges: Statement = {
  name: "affinity.related-edges",
  text: `select skill_id as "from", related_id as "to" from skill_related where skill_id > $1::uuid and skill_id <= $2::uuid
    union select related_id, skill_id from skill_related where related_id > $1::uuid and related_id <= $2::uuid
    order by 1, 2`,
};

/** Before every id. */
export const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/**
 * Every row of a statement that reads some at a time, in the order of ids.
 * @param first before the first id
 */
export async function* inBatches<Row extends { readonly id: string }>(
  run: Run,
  statement: Statement,
  first = BEFORE_ALL,
): AsyncGenerator<Row[]> {
  for (let after: string | undefined = first; after !== undefined; ) {
    const rows: Row[] = await run<Row>(statement, [after]);
    if (rows.length > 0) yield rows;
    after = rows.length < ROWS ? undefined : rows.at(-1)!.id;
  }
}

/** The rows of a statement, some at a time, in the transaction of `manager`. */
export async function* fetched<Row>(
  manager: EntityManager,
  { text }: Statement,
  parameters: readonly unknown[] = [],
): AsyncGenerator<Row[]> {
  // All rows are wanted. Otherwise PostgreSQL plans for the first tenth, which takes many times as long for the whole.
  await manager.query("set local cursor_tuple_fraction = 1");
  await manager.query(`declare affinity_rows no scroll cursor for ${text}`, [...parameters]);
  for (let rows: Row[] = []; ; ) {
    rows = await manager.query(`fetch ${ROWS} from affinity_rows`);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS) break;
  }
  await manager.query("close affinity_rows");
}

/** Profiles that partners may find; nothing else about workers is counted. */
const openWorkers = "worker w where w.archived_at is null and w.discoverability >= 'PARTNERS'";
const openNeeds =
  "need n join partner p on p.id = n.partner_id where n.status = 'OPEN' and n.archived_at is null and p.archived_at is null";
const openSkill = (alias: string) => `${alias}.archived_at is null and ${alias}.visibility >= 'PARTNERS'`;

export const countDocuments: Statement = {
  name: "affinity.count-documents",
  text: `select (select count(*)::int from ${openWorkers}) as profiles, (select count(*)::int from ${openNeeds}) as needs`,
};

/** How many of the profiles, and how many of the profiles and open needs, contain each skill that any of them does. */
export const countSkills: Statement = {
  name: "affinity.count-skills",
  text: `select coalesce(s.skill_id, k.skill_id) as id, coalesce(s.count, 0)::int as profiles,
      (coalesce(s.count, 0) + coalesce(k.count, 0))::int as documents
    from (select s.skill_id, count(*) from worker_skill s where ${openSkill("s")}
        and s.worker_id in (select w.id from ${openWorkers}) group by 1) s
      full join (select k.skill_id, count(*) from need_skill k where k.need_id in (select n.id from ${openNeeds}) group by 1) k
      on k.skill_id = s.skill_id`,
};

/** $1: skills, $2: workers that must have both; in how many profiles each stands together with a skill of a higher id */
export const countPairs: Statement = {
  name: "affinity.count-pairs",
  text: `select a.skill_id as one, b.skill_id as other, count(*)::int as together
    from worker_skill a join worker_skill b on b.worker_id = a.worker_id and b.skill_id > a.skill_id
    where a.skill_id = any($1::uuid[]) and ${openSkill("a")} and ${openSkill("b")}
      and a.worker_id in (select w.id from ${openWorkers})
    group by 1, 2 having count(*) >= $2`,
};
