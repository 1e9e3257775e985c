import { type ExportedFile, externalIdSql } from "../platform/import/export-files.js";
import { MODALITY_WORDS } from "./import-need-files.js";

const externalId = externalIdSql("need", "n");
const remote = Object.entries(MODALITY_WORDS).map(([word, modality]) => `when '${modality}' then '${word}'`);

/**
 * needs.csv and need_skills.csv of a consortium.
 * @param consortiumId a UUID
 */
export const needExports = (consortiumId: string): ExportedFile[] => {
  // A need of an archived partner would name a partner that is in no file.
  const needs = `need n join partner p on p.id = n.partner_id and p.archived_at is null`;
  const ours = `n.consortium_id = '${consortiumId}' and n.archived_at is null`;
  return [
    {
      file: "needs.csv",
      query: `select ${externalId} as external_id, ${externalIdSql("partner", "p")} as partner_external_id, n.title,
          nullif(n.description, '') as description, n.status, n.capacity, n.hours_per_week,
          case n.modality ${remote.join(" ")} end as remote, n.starts_on, n.ends_on
        from ${needs} where ${ours} order by 1`,
    },
    {
      file: "need_skills.csv",
      query: `select ${externalId} as need_external_id, s.uri collate "C" as skill, k.importance, k.proficiency,
          case when k.mentored then 'true' else 'false' end as mentored
        from ${needs} join need_skill k on k.need_id = n.id join skill s on s.id = k.skill_id and s.archived_at is null
        where ${ours} order by 1, 2`,
    },
  ];
};
