import { TypeID } from "typeid-js";

/** A new UUIDv7: sorts by the moment it was made. */
export const newId = (): string => new TypeID("").toUUID();
