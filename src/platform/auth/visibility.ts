import { registerEnumType } from "type-graphql";
import type { Principal } from "./principal.js";

/** How far a skill, a goal or a profile may be seen, from nobody else to everybody; PostgreSQL keeps the same order. */
export enum Visibility {
  PRIVATE = "PRIVATE",
  LIBRARY = "LIBRARY",
  CONSORTIUM = "CONSORTIUM",
  PARTNERS = "PARTNERS",
  PUBLIC = "PUBLIC",
}

registerEnumType(Visibility, {
  name: "Visibility",
  description: "How far something about a worker may be seen. Each step includes the ones before it.",
  valuesConfig: {
    PRIVATE: { description: "Only the worker." },
    LIBRARY: { description: "Also the worker's own library." },
    CONSORTIUM: { description: "Also the other libraries of the consortium." },
    PARTNERS: { description: "Also community partners." },
    PUBLIC: { description: "Everybody." },
  },
});

/** From the narrowest to the widest. */
export const VISIBILITIES = Object.values(Visibility);

/** Whom something about a worker belongs to. */
export interface Owner {
  readonly workerId: string;
  readonly libraryId: string | null;
  readonly consortiumId: string;
}

/**
 * The narrowest visibility that `principal` may see of `owner`; whatever is marked narrower is hidden from them.
 * Null when they may see nothing about a person at all.
 */
export function sightOf(principal: Principal, owner: Owner): Visibility | null {
  if (principal.kind === "anonymous") return null;
  if (principal.workerId === owner.workerId) return Visibility.PRIVATE;
  if (principal.role === "PARTNER") return Visibility.PARTNERS;
  if (principal.role === "ANALYST") return Visibility.PUBLIC;
  if (principal.consortiumId !== owner.consortiumId) return Visibility.PUBLIC;
  if (principal.libraryId !== undefined && principal.libraryId === owner.libraryId) return Visibility.LIBRARY;
  return Visibility.CONSORTIUM;
}

/** Whether something marked `visibility` is open to a viewer whose sight is `sight`. */
export function isVisible(visibility: Visibility, sight: Visibility | null): boolean {
  return sight !== null && VISIBILITIES.indexOf(visibility) >= VISIBILITIES.indexOf(sight);
}
