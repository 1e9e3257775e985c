import { versionedColumns } from "../platform/database/versioned.js";

const node = `
  select ${versionedColumns("s")}, s.uri, s.scheme, s.kind, s.preferred_label as "preferredLabel", s.description,
    s.status, s.merged_into_id as "mergedIntoId",
    coalesce((select array_agg(l.label order by l.label) from skill_alternative_label l where l.skill_id = s.id), '{}') as "alternativeLabels",
    coalesce((select array_agg(b.broader_id order by b.broader_id) from skill_broader b where b.skill_id = s.id), '{}') as "broaderIds",
    coalesce((select array_agg(b.skill_id order by b.skill_id) from skill_broader b where b.broader_id = s.id), '{}') as "narrowerIds",
    coalesce((select array_agg(o.id order by o.id) from (
      select r.related_id as id from skill_related r where r.skill_id = s.id
      union select r.skill_id from skill_related r where r.related_id = s.id) o), '{}') as "relatedIds"
  from skill s`;

export const allSkills = { name: "skills.all", text: `${node} order by s.id` };

/** $1: ids of skills */
export const skillsAndNeighbours = {
  name: "skills.and-neighbours",
  text: `${node} where s.id = any($1::uuid[])
    or s.id in (select broader_id from skill_broader where skill_id = any($1::uuid[]))
    or s.id in (select skill_id from skill_broader where broader_id = any($1::uuid[]))
    or s.id in (select related_id from skill_related where skill_id = any($1::uuid[]))
    or s.id in (select skill_id from skill_related where related_id = any($1::uuid[]))`,
};
