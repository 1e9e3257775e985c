import { type ExportedFile, externalIdSql } from "../platform/import/export-files.js";

/**
 * partners.csv of a consortium.
 * @param consortiumId a UUID
 */
export const partnerExports = (consortiumId: string): ExportedFile[] => [
  {
    file: "partners.csv",
    query: `select ${externalIdSql("partner", "p")} as external_id, p.name, nullif(p.description, '') as description, p.url,
        p.sector, p.country, p.region
      from partner p where p.consortium_id = '${consortiumId}' and p.archived_at is null order by 1`,
  },
];
