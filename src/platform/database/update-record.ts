import type { EntityManager, EntityTarget, UpdateQueryBuilder } from "typeorm";
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
  const changed = await updateOf(manager, entity, patch)
    .where("id = :id and version = :expectedVersion and archived_at is null", { id, expectedVersion })
    .execute();
  if (changed.affected) return;
  const current = await manager
    .createQueryBuilder(entity as EntityTarget<Versioned>, "record")
    .select(["record.id", "record.version", "record.archivedAt"])
    .where("record.id = :id", { id })
    .getOne();
  if (!current || current.archivedAt) throw notFound(["input", "id"]);
  throw conflict(current.version, expectedVersion);
}

/** What changes a record and raises its version, without saying which one yet. */
export function updateOf<Entity extends Versioned>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  patch: object,
): UpdateQueryBuilder<Versioned> {
  const set = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return manager
    .createQueryBuilder()
    .update(entity as EntityTarget<Versioned>)
    .set({ ...set, version: () => "version + 1", updatedAt: () => "now()" });
}

/** What is told to somebody who has not seen the record as it is now. */
export const conflict = (current: number, expected: number) =>
  new Refusal({
    code: UserErrorCode.CONFLICT,
    field: ["input", "expectedVersion"],
    message: `This was changed by somebody else: it is at version ${current} now, not ${expected}. Read it again and repeat your change.`,
    currentVersion: current,
  });

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
