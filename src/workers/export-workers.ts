import { type ExportedFile, externalIdSql } from "../platform/import/export-files.js";

const externalId = externalIdSql("worker", "w");

/**
 * workers.csv, worker_skills.csv and growth_goals.csv of a consortium: people in use, and what they have and want now.
 * @param consortiumId a UUID
 */
export const workerExports = (consortiumId: string): ExportedFile[] => {
  const people = `w.consortium_id = '${consortiumId}' and w.archived_at is null`;
  return [
    {
      file: "workers.csv",
      query: `select ${externalId} as external_id, w.name, w.email, l.isil as library_isil, w.job_title, w.hours_per_week,
          case when w.remote then 'true' else 'false' end as remote,
          nullif(array_to_string(w.languages, ';'), '') as languages, w.discoverability
        from worker w left join library l on l.id = w.library_id where ${people} order by 1`,
    },
    {
      file: "worker_skills.csv",
      query: `select ${externalId} as worker_external_id, s.uri collate "C" as skill, k.proficiency
        from worker w join worker_skill k on k.worker_id = w.id join skill s on s.id = k.skill_id
        where ${people} and k.archived_at is null and s.archived_at is null order by 1, 2`,
    },
    {
      file: "growth_goals.csv",
      query: `select ${externalId} as worker_external_id, s.uri collate "C" as skill, g."current", g.target, g.priority, g."by"
        from worker w join growth_goal g on g.worker_id = w.id join skill s on s.id = g.skill_id
        where ${people} and g.archived_at is null and g.status = 'ACTIVE' and s.archived_at is null order by 1, 2`,
    },
  ];
};
