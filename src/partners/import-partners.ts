import type { DataSource, EntityManager } from "typeorm";
import { applyRows, type Tally } from "../platform/import/apply-rows.js";
import { MATCHED, matchRecords } from "../platform/import/references.js";
import { country, oneOf, optional, text, trimmedText, webAddress } from "../platform/import/row-check.js";
import { type ImportOptions, type ImportReport, runImport } from "../platform/import/run-import.js";
import type { StagedFile } from "../platform/import/staged-file.js";
import { importedConsortium } from "../workers/index.js";
import { PartnerSector } from "./partner.js";

/** Community organisations: one row each. */
const partnersFile: StagedFile = {
  file: "partners.csv",
  table: "import_partner",
  columns: [
    { name: "external_id", check: text(200), idType: "partner" },
    { name: "name", check: trimmedText(200) },
    { name: "description", check: text(5000, 0) },
    { name: "url", check: optional(webAddress) },
    { name: "sector", type: "partner_sector", check: optional(oneOf(Object.values(PartnerSector))) },
    { name: "country", check: optional(country) },
    { name: "region", check: optional(text(100)) },
  ],
  later: MATCHED,
};

/**
 * Imports partners.csv of a folder in one transaction. Rows with an external id that is known update its partner.
 * @throws ImportError naming the line of every row that is wrong; nothing is imported then, unless `keepGood`
 */
export async function importPartners(
  dataSource: DataSource,
  folder: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return await runImport(dataSource, folder, options, {
    files: [partnersFile],
    prepare: async (manager) => {
      const consortium = await importedConsortium(manager, options.consortium);
      await matchRecords(manager, partnersFile, { name: "partner" }, consortium.id);
      return {
        faulty: [partnersFile],
        apply: async () => {
          const partners = await applyPartners(manager, consortium.id);
          return { tallies: [...consortium.tallies, partners], topics: { partner: [partners] } };
        },
      };
    },
  });
}

function applyPartners(manager: EntityManager, consortiumId: string): Promise<Tally> {
  const fields = {
    name: "s.name",
    description: "s.description",
    url: "s.url",
    country: "s.country",
    region: "s.region",
  };
  return applyRows(manager, {
    what: "partners",
    table: "partner",
    source: partnersFile.table,
    match: "t.id = s.record_id",
    inserted: {
      id: "s.id",
      consortium_id: `'${consortiumId}'::uuid`,
      external_id: "s.external_id",
      ...fields,
      sector: "coalesce(s.sector, 'OTHER')",
    },
    updated: { ...fields, sector: "coalesce(s.sector, t.sector)" },
  });
}
