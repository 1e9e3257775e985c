import type { EntityManager } from "typeorm";
import { newId } from "../platform/database/new-id.js";
import type { Tally } from "../platform/import/apply-rows.js";
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

/** Whose data is imported: a consortium as `findConsortium` has it, or a new one. */
export interface ImportedConsortium {
  readonly id: string;
  /** Tells of the new one; empty when it was there. */
  readonly tallies: readonly Tally[];
}

/** The same as `findConsortium`, and a new one where it finds none. */
export async function importedConsortium(
  manager: EntityManager,
  name: string | undefined,
): Promise<ImportedConsortium> {
  const found = await findConsortium(manager, name);
  if (found !== null) return { id: found, tallies: [] };
  const id = newId();
  await manager.insert(Consortium, { id, name: name ?? DEFAULT_NAME });
  return { id, tallies: [{ what: "consortia", created: 1, updated: 0, unchanged: 0 }] };
}
