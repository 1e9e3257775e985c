import type { Transaction } from "../platform/database/commands.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";

/**
 * Takes one of the places of an open need for somebody who is connected with its partner. The need's row is locked, so
 * that any number at once take no more than there are. The version stays: those who edit the need changed nothing of it.
 * @param field what the refusal is about
 * @throws Refusal LIMIT_REACHED, or INVALID_TRANSITION when the need looks for nobody any more
 */
export async function takePlace(
  { manager, changed }: Transaction,
  needId: string,
  field: readonly string[],
): Promise<void> {
  const [need] = await manager.query(
    `select status, capacity, places_taken as taken, archived_at is not null as archived
     from need where id = $1 for no key update`,
    [needId],
  );
  if (need.archived || !["OPEN", "FILLED"].includes(need.status))
    throw refuse(UserErrorCode.INVALID_TRANSITION, field, "The need looks for nobody any more.");
  if (need.taken >= need.capacity)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      field,
      `All ${need.capacity} places of the need are taken. Its partner can raise the capacity.`,
    );
  await manager.query("update need set places_taken = places_taken + 1 where id = $1", [needId]);
  // With its last place it leaves the matches.
  changed("need", needId);
}

/** Gives a place back: the work is over, or did not begin. */
export async function freePlace({ manager, changed }: Transaction, needId: string): Promise<void> {
  await manager.query("update need set places_taken = greatest(places_taken - 1, 0) where id = $1", [needId]);
  changed("need", needId);
}
