import { VISIBILITIES } from "../../platform/auth/visibility.js";
import type { BinaryRow } from "../../platform/database/binary-copy.js";
import { PROFICIENCIES } from "../../skills/index.js";

/**
 * The places of names in an enum, by one byte that differs in all of them: PostgreSQL sends the values of an enum as
 * their names.
 * @throws Error when two names have the same byte there
 */
function placesByByte(names: readonly string[], at: number): Uint8Array {
  const places = new Uint8Array(256);
  names.forEach((name, place) => {
    places[name.charCodeAt(at)] = place;
  });
  if (new Set(names.map((name) => name.charCodeAt(at))).size < names.length)
    throw new Error(`Byte ${at} does not tell ${names.join(", ")} apart.`);
  return places;
}

const PROFICIENCY = placesByByte(PROFICIENCIES, 0);
const VISIBILITY = placesByByte(VISIBILITIES, 1);

/** The level 1 to 5 of a proficiency; 0 for null. */
export const levelIn = (row: BinaryRow, field: number): number =>
  row.isNull(field) ? 0 : PROFICIENCY[row.byte(field)]! + 1;

/** The place of a visibility, 0 (PRIVATE) to 4 (PUBLIC). */
export const visibilityIn = (row: BinaryRow, field: number): number => VISIBILITY[row.byte(field, 1)]!;
