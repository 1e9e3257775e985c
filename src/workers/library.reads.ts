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
import { defineLoader, inOrder } from "../platform/graphql/loaders.js";
import type { Consortium } from "./consortium.js";
import type { LibraryFilter } from "./library.inputs.js";
import type { Library } from "./library.js";

const columns = `${versionedColumns("l")}, l.consortium_id as "consortiumId", l.isil, l.name, l.country, l.region,
  l.requires_consent as "requiresConsent", l.contact_email as "contactEmail"`;

const librariesByIds = {
  name: "libraries.by-ids",
  text: `select ${columns} from library l where l.id = any($1::uuid[])`,
};
const librariesByIsils = {
  name: "libraries.by-isils",
  text: `select ${columns} from library l where l.isil = any($1::text[])`,
};
const consortiaByIds = {
  name: "consortia.by-ids",
  text: `select ${versionedColumns("c")}, c.name, c.country from consortium c where c.id = any($1::uuid[])`,
};

/** Library by id, archived ones included; null when unknown. */
export const libraryById = defineLoader<string, Library | null>({
  batch: async ({ reads }, ids) => inOrder(ids, await reads.run<Library>(librariesByIds, [ids])),
});

/** Library by ISIL; null when unknown. */
export const libraryByIsil = defineLoader<string, Library | null>({
  batch: async ({ reads }, isils) => {
    const rows = await reads.run<Library>(librariesByIsils, [isils]);
    const byIsil = new Map(rows.map((row) => [row.isil, row]));
    return isils.map((isil) => byIsil.get(isil) ?? null);
  },
});

/** Consortium by id; null when unknown. */
export const consortiumById = defineLoader<string, Consortium | null>({
  batch: async ({ reads }, ids) => inOrder(ids, await reads.run<Consortium>(consortiaByIds, [ids])),
});

const LIST = "libraries";

/** The libraries in use, by name. */
export async function listLibraries(
  reads: Reads,
  filter: LibraryFilter,
  page: PageArgs,
): Promise<Connection<Library>> {
  const after = decodeCursor(LIST, page.after, [PARTS.text, PARTS.id]);
  const where = new Conditions()
    .add("l.archived_at is null")
    .addIf(filter.search, (text) => containsLabel("l.name", text))
    .addIf(filter.country, (country) => `l.country = ${country}`)
    .addIf(filter.region, (region) => `l.region = ${region}`);
  if (after) where.add(`(l.name, l.id) > (${where.value(after[0])}, ${where.value(after[1])}::uuid)`);
  const text = `select ${columns} from library l where ${where} order by l.name, l.id limit ${where.value(page.first + 1)}`;
  const rows = await reads.run<Library>(statement("libraries.list", text), where.values);
  return pageOf(rows, LIST, page, (library) => [library.name, library.id]);
}
