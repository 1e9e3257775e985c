import type { Reads } from "../platform/database/reads.js";
import { Conditions, containsLabel, statement } from "../platform/database/statement.js";
import { versionedColumns } from "../platform/database/versioned.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import type { PartnerFilter } from "./partner.inputs.js";
import type { Partner } from "./partner.js";

const columns = `${versionedColumns("p")}, p.consortium_id as "consortiumId", p.external_id as "externalId", p.name,
  p.description, p.url, p.sector, p.country, p.region, p.contact_email as "contactEmail"`;

/** The fields of a partner that others read along with what belongs to it, where a query asks for no more. */
export const briefPartnerFields: ReadonlySet<string> = new Set(["__typename", "id", "name"]);

/** $1: ids */
export const partnersByIds = {
  name: "partners.by-ids",
  text: `select ${columns} from partner p where p.id = any($1::uuid[])`,
};

const LIST = "partners";

/** The partners in use, by name. */
export async function listPartners(
  reads: Reads,
  filter: PartnerFilter,
  page: PageArgs,
): Promise<Connection<Partner>> {
  const after = decodeCursor(LIST, page.after, [PARTS.text, PARTS.id]);
  const where = new Conditions()
    .add("p.archived_at is null")
    .addIf(filter.search, (text) => containsLabel("p.name", text))
    .addIf(filter.sector, (sector) => `p.sector = ${sector}`)
    .addIf(filter.country, (country) => `p.country = ${country}`)
    .addIf(filter.region, (region) => `p.region = ${region}`);
  if (after) where.add(`(p.name, p.id) > (${where.value(after[0])}, ${where.value(after[1])}::uuid)`);
  const text = `select ${columns} from partner p where ${where} order by p.name, p.id limit ${where.value(page.first + 1)}`;
  const rows = await reads.run<Partner>(statement("partners.list", text), where.values);
  return pageOf(rows, LIST, page, (partner) => [partner.name, partner.id]);
}
