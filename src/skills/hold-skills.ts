import type { EntityManager } from "typeorm";

/**
 * Keeps skills from being merged until the transaction ends, so that no reference to a duplicate slips in behind a merge.
 * @param ids skills that exist
 * @returns for each the id to refer to: its own, or that of the survivor of a merge that was faster
 */
export async function holdSkills(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows: { id: string; current: string }[] = await manager.query(
    "select id, coalesce(merged_into_id, id) as current from skill where id = any($1::uuid[]) order by id for share",
    [ids],
  );
  return new Map(rows.map(({ id, current }) => [id, current]));
}
