import { createHash } from "node:crypto";

const DAY_MS = 86_400_000;
/** What stands for the day of seeding in ids, which are the same whenever that is. */
const SEEDED_AT = Date.UTC(2026, 0, 1);

/**
 * An id that a key always gets: shaped as a UUIDv7 of the first of January 2026, its random part from the key.
 * @param daysAgo so many days earlier, for what lists show in the order in which it happened; may be a fraction
 */
export function idOf(key: string, daysAgo = 0): string {
  const time = Math.round(SEEDED_AT - daysAgo * DAY_MS)
    .toString(16)
    .padStart(12, "0");
  const hash = createHash("sha256").update(`skillbridge demonstration/${key}`).digest("hex");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

/** A whole number from 0 to `below` - 1 that a key always gets. */
export const numberOf = (key: string, below: number): number =>
  Number.parseInt(createHash("sha256").update(key).digest("hex").slice(0, 8), 16) % below;
