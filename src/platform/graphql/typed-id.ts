import { fromString, toUUID } from "typeid-js";
import { base32OfUuid } from "./base32.js";
import { InvalidInput } from "./errors.js";

/** The kinds of objects that clients know by id; the name is the prefix of the id. */
export const ID_TYPES = [
  "consortium",
  "library",
  "worker",
  "worker_skill",
  "goal",
  "skill",
  "partner",
  "community_goal",
  "learning_goal",
  "need",
  "need_skill",
  "consent",
  "break_glass",
  "connection",
  "message",
  "milestone",
  "hours",
  "rating",
  "credential",
  "notification",
  "webhook",
  "delivery",
  "event",
  "alert",
  "alert_match",
  "card",
  "expertise_alert",
  "expertise_find",
  "plan",
  "plan_place",
] as const;
export type IdType = (typeof ID_TYPES)[number];

/** The id that clients see: the type, and the UUID in Crockford's base 32 (TypeID), for example `need_01h...`. */
export const typedId = (type: IdType, uuid: string): string => typedIdOf(type, uuid);

/** The same for a kind of record that no argument takes, as the audit log names them. */
export const typedIdOf = (type: string, uuid: string): string => `${type}_${base32OfUuid(uuid)}`;

/** The UUID in a typed id, or null when it is not an id of that type. */
export function uuidOrNull(type: IdType, id: string): string | null {
  try {
    return toUUID(fromString(id, type));
  } catch {
    return null;
  }
}

/**
 * The UUID in a typed id that came as an argument.
 * @param path where the id stood, for the error
 * @throws InvalidInput naming the type that was expected
 */
export function uuidOf(type: IdType, id: string, path: readonly string[] = ["id"]): string {
  const uuid = uuidOrNull(type, id);
  if (uuid === null) throw new InvalidInput([{ field: path, message: wrongIdMessage(type, id) }]);
  return uuid;
}

export const wrongIdMessage = (type: IdType, id: string) =>
  `expected the id of a ${type.replaceAll("_", " ")}, such as "${type}_01h455vb4pex5vsknk084sn02q", not "${id.slice(0, 60)}"`;
