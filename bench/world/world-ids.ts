import { stir } from "./random.js";

const KINDS = [
  "consortium",
  "skill",
  "library",
  "worker",
  "worker_skill",
  "goal",
  "partner",
  "need",
  "card",
] as const;
export type RecordKind = (typeof KINDS)[number];

const EPOCH_MS = Date.UTC(2026, 0, 1);
const HEX = Array.from({ length: 65536 }, (_, value) => value.toString(16).padStart(4, "0"));

/**
 * The id of a world's record number so and so: shaped as a UUIDv7, ascending with the number, the same on every machine.
 * @param number 0 or more; it stands where a UUIDv7 has the moment, in milliseconds from 2026 on
 */
export function idOf(kind: RecordKind, number: number): string {
  const type = KINDS.indexOf(kind) + 1;
  const moment = EPOCH_MS + number;
  const high = Math.floor(moment / 65536);
  const one = stir(number ^ (type << 24));
  const two = stir(one + number);
  return `${HEX[high >>> 16]}${HEX[high & 0xffff]}-${HEX[moment % 65536]}-${HEX[0x7000 | type]}-${HEX[0x8000 | (one & 0x3fff)]}-${HEX[one >>> 16]}${HEX[two >>> 16]}${HEX[two & 0xffff]}`;
}
