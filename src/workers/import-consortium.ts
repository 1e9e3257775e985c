import type { EntityManager } from "typeorm";
import { newId } from "../platform/database/new-id.js";
import { ImportError } from "../platform/import/import-error.js";
import { Consortium } from "./consortium.js";

const DEFAULT_NAME = "My consortium";

/**
 * The consortium that an import or an export is about: the one named, or the only one there is.
 * @returns its UUID; null when there is none of that name, or none at all
 * @throws ImportError listing the names when there are several and none is named
 */
export async function findConsortium(
  manager: EntityManager,
  name: string | undefined,
): Promise<string | null> {
  const all = await manager
    .createQueryBuilder(Consortium, "consortium")
    .where("consortium.archived_at is null")
    .orderBy("consortium.name")
    .getMany();
  if (name !== undefined) return all.find((consortium) => consortium.name === name)?.id ?? null;
  if (all.length > 1)
    throw new ImportError(
      `There are several consortia. Name one with --consortium: ${all.map((one) => `"${one.name}"`).join(", ")}`,
    );
  return all[0]?.id ?? null;
}

/** The same, and a new one when it is not found. */
export async function importedConsortium(manager: EntityManager, name: string | undefined): Promise<string> {
  const found = await findConsortium(manager, name);
  if (found !== null) return found;
  const id = newId();
  await manager.insert(Consortium, { id, name: name?.trim() || DEFAULT_NAME });
  return id;
}
