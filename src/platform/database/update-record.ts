import type { EntityManager, EntityTarget } from "typeorm";
import { Refusal, refuse, UserErrorCode } from "../graphql/user-errors.js";
import type { Versioned } from "./versioned.js";

/**
 * Changes a record only if it still has the version that the caller has seen, and raises the version.
 * @param patch the columns to set; undefined ones stay as they are
 * @throws Refusal CONFLICT with the current version, or NOT_FOUND when it is gone or archived
 */
export async function updateRecord<Entity extends Versioned>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  id: string,
  expectedVersion: number,
  patch: object,
): Promise<void> {
  const set = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const changed = await manager
    .createQueryBuilder()
    .update(entity as EntityTarget<Versioned>)
    .set({ ...set, version: () => "version + 1", updatedAt: () => "now()" })
    .where("id = :id and version = :expectedVersion and archived_at is null", { id, expectedVersion })
    .execute();
  if (changed.affected) return;
  const current = await manager
    .createQueryBuilder(entity as EntityTarget<Versioned>, "record")
    .select(["record.id", "record.version", "record.archivedAt"])
    .where("record.id = :id", { id })
    .getOne();
  if (!current || current.archivedAt) throw notFound(["input", "id"]);
  throw new Refusal({
    code: UserErrorCode.CONFLICT,
    field: ["input", "expectedVersion"],
    message: `This was changed by somebody else: it is at version ${current.version} now, not ${expectedVersion}. Read it again and repeat your change.`,
    currentVersion: current.version,
  });
}

/** Marks a record as archived under the same rule. */
export const archiveRecord = <Entity extends Versioned>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  id: string,
  expectedVersion: number,
) => updateRecord(manager, entity, id, expectedVersion, { archivedAt: () => "now()" });

/** The one answer for what is absent and for what is hidden. */
export const notFound = (field: readonly string[], what = "Nothing that you may change has this id.") =>
  refuse(UserErrorCode.NOT_FOUND, field, what);
