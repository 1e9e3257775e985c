import type { EntityManager } from "typeorm";

/** The table that `nameSkills` makes: `key`, what a file calls a skill; `id`, the skill to store; `fault`. */
export const SKILL_KEYS = "key_skill";

/** A column where skills are named; `<column>_uuid` holds the UUID of a typed id. */
export interface SkillColumn {
  readonly table: string;
  readonly column: string;
}

/** Labels of which normalising leaves nothing, such as those of some scripts, are compared without case. */
const comparable = (normalized: string, label: string) =>
  `coalesce(nullif(${normalized}, ''), lower(${label}))`;
const comparableKey = comparable("normalize_label(k.key)", "k.key");

/** What every concept stands for today: itself, or the end of the chain that it was merged into. */
const survivors = [
  `create temporary table survivor (skill_id uuid primary key, id uuid, heading boolean, archived boolean, preferred_label text, uri text) on commit drop`,
  `insert into survivor
   with recursive chain as (
     select id as skill_id, id, merged_into_id from skill
     union all
     select chain.skill_id, s.id, s.merged_into_id from chain join skill s on s.id = chain.merged_into_id
   )
   select chain.skill_id, s.id, s.kind = 'GROUP', s.archived_at is not null, s.preferred_label, s.uri
   from chain join skill s on s.id = chain.id where chain.merged_into_id is null`,
];

/** What a key may mean; of several kinds of agreement, the lowest place counts. */
const candidates = `create temporary table skill_candidate on commit drop as
  select found.key, found.place, v.* from (
    select k.key, 0 as place, s.id as skill_id from ${SKILL_KEYS} k join skill s on s.uri = k.key
    union all
    select k.key, 0, k.uuid from ${SKILL_KEYS} k where k.uuid is not null
    union all
    select k.key, case when s.preferred_label = k.key then 1 else 2 end, s.id
    from ${SKILL_KEYS} k join skill s on ${comparable("s.normalized_label", "s.preferred_label")} = ${comparableKey}
    union all
    select k.key, 3, l.skill_id
    from ${SKILL_KEYS} k join skill_alternative_label l on ${comparable("l.normalized_label", "l.label")} = ${comparableKey}
  ) found join survivor v on v.skill_id = found.skill_id`;

const choose = `
  with usable as (
    select distinct key, place, id, format('%s (%s)', to_json(preferred_label), uri) as name
    from skill_candidate where not heading and not archived
  ), best as (
    select key, array_agg(id) as ids, string_agg(name, ', ' order by name) as names
    from usable where (key, place) in (select key, min(place) from usable group by key) group by key
  )
  update ${SKILL_KEYS} k
  set id = case when cardinality(ids) = 1 then ids[1] end,
    fault = case when cardinality(ids) > 1 then 'may mean several skills; expected the URI of one of these: ' || names end
  from best where best.key = k.key`;

const refuse = `
  update ${SKILL_KEYS} k set fault = case
      when exists (select from skill_candidate c where c.key = k.key and c.heading and not c.archived)
        then 'is a heading, which nobody can have; expected one of the skills below it'
      when exists (select from skill_candidate c where c.key = k.key) then 'is archived; expected a skill in use'
      else 'is not in the taxonomy; expected the URI, the id or a label of a skill' end
  where id is null and fault is null`;

/**
 * Finds the skills that staged rows name by URI, typed id, preferred or alternative label (case, accents and punctuation
 * do not matter), and puts them in the table `SKILL_KEYS`, which is gone when the transaction ends. A preferred label
 * goes before an alternative one; a merged concept stands for the one that it was merged into.
 */
export async function nameSkills(manager: EntityManager, columns: readonly SkillColumn[]): Promise<void> {
  await manager.query(
    `create temporary table ${SKILL_KEYS} (key text primary key, uuid uuid, id uuid, fault text) on commit drop`,
  );
  for (const { table, column } of columns)
    await manager.query(
      `insert into ${SKILL_KEYS} (key, uuid) select distinct "${column}", "${column}_uuid" from ${table}
       where "${column}" is not null on conflict do nothing`,
    );
  for (const statement of [...survivors, `analyze ${SKILL_KEYS}`, candidates, choose, refuse])
    await manager.query(statement);
}
