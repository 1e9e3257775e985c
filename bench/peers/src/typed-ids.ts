import { fromString, TypeID, toUUID } from "typeid-js";

/** The id that clients see, such as `need_01h...`. */
export const typedId = (type: string, uuid: string): string => TypeID.fromUUID(type, uuid).toString();

/** @throws Error when `id` is not one of that type */
export const uuidOf = (type: string, id: string): string => toUUID(fromString(id, type));

/** What a worker is called by whoever may not see the name, as the service makes it. */
export const pseudonymOf = (workerId: string): string =>
  `Candidate ${typedId("worker", workerId).slice(-6).toUpperCase()}`;

/** A score of 0 to 1 as the service shows it: 0 to 100 with one decimal. */
export const shownScore = (score: number): number => Math.round(score * 1000) / 10;

/** Today's date as YYYY-MM-DD. */
export const today = (): string => new Date().toISOString().slice(0, 10);
