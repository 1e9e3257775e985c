import type { Transaction } from "../platform/database/commands.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";

/**
 * Takes a place of a need, whose row stays locked until the transaction ends: so those who come at the same time come one
 * after the other.
 * @throws Refusal LIMIT_REACHED when all are taken, INVALID_TRANSITION when the need is not open any more
 */
export async function takePlace(
  { manager, changed }: Transaction,
  needId: string,
  field: readonly string[],
): Promise<void> {
  const [need] = await manager.query(
    `select status = 'OPEN' and archived_at is null as "isOpen", places_taken < capacity as "hasPlace"
      from need where id = $1 for no key update`,
    [needId],
  );
  if (!need?.isOpen)
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      field,
      "The need is not open any more; nobody is connected.",
    );
  if (!need.hasPlace)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      field,
      "All places of the need are taken. Wait until one becomes free, or ask the partner for more.",
    );
  await manager.query("update need set places_taken = places_taken + 1 where id = $1", [needId]);
  changed("need", needId);
}

/** Gives a place back. */
export async function freePlace({ manager, changed }: Transaction, needId: string): Promise<void> {
  await manager.query("update need set places_taken = greatest(places_taken - 1, 0) where id = $1", [needId]);
  changed("need", needId);
}
