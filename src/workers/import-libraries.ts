import type { EntityManager } from "typeorm";
import { newId } from "../platform/database/new-id.js";
import type { Tally } from "../platform/import/apply-rows.js";
import { Library } from "./library.js";

/** Rows of `table` become faulty where their library is archived or belongs to another consortium. */
export async function matchLibraries(
  manager: EntityManager,
  table: string,
  consortiumId: string,
): Promise<void> {
  await manager.query(
    `update ${table} s set library_id = l.id, faults = s.faults || case
         when l.consortium_id <> $1 then array[format('library_isil %s belongs to a library of another consortium; expected one of this consortium', to_json(s.library_isil))]
         when l.archived_at is not null then array[format('library_isil %s belongs to a library that is archived; expected one in use', to_json(s.library_isil))]
         else '{}'::text[] end
     from library l where l.isil = s.library_isil`,
    [consortiumId],
  );
}

/** Creates the libraries that good rows of `table` name for the first time; they get their ISIL for a name. */
export async function createLibraries(
  manager: EntityManager,
  table: string,
  consortiumId: string,
): Promise<Tally> {
  const missing: { isil: string }[] = await manager.query(
    `select distinct library_isil as isil from ${table}
     where library_id is null and library_isil is not null and faults = '{}' order by isil`,
  );
  const BATCH = 500;
  for (let start = 0; start < missing.length; start += BATCH) {
    const rows = missing.slice(start, start + BATCH);
    await manager.insert(
      Library,
      rows.map(({ isil }) => ({ id: newId(), consortiumId, isil, name: isil })),
    );
  }
  if (missing.length > 0) await matchLibraries(manager, table, consortiumId);
  const [{ count }] = await manager.query(
    `select count(distinct library_id)::integer as count from ${table} where faults = '{}'`,
  );
  return { what: "libraries", created: missing.length, updated: 0, unchanged: count - missing.length };
}
