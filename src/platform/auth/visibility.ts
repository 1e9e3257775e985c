import { registerEnumType } from "type-graphql";
import type { Conditions } from "../database/statement.js";
import type { User } from "./principal.js";

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
 * The narrowest visibility that `principal` may see of what belongs to `owner`; whatever is marked narrower is hidden.
 * `sightSql` says the same to PostgreSQL.
 */
export function sightOf(principal: User, owner: Owner): Visibility {
  if (principal.workerId === owner.workerId) return Visibility.PRIVATE;
  if (principal.consortiumId !== owner.consortiumId) return Visibility.PUBLIC;
  if (principal.libraryId !== undefined && principal.libraryId === owner.libraryId) return Visibility.LIBRARY;
  return sightWithin(principal);
}

/** What a user may see of people of their own consortium who are not of their library. */
const sightWithin = ({ role }: User): Visibility =>
  role === "PARTNER" ? Visibility.PARTNERS : role === "ANALYST" ? Visibility.PUBLIC : Visibility.CONSORTIUM;

/**
 * `sightOf` as an SQL expression over a row of `worker`.
 * @param worker the alias of the table
 */
export function sightSql(conditions: Conditions, principal: User, worker: string): string {
  const me = conditions.value(principal.workerId ?? null);
  const library = conditions.value(principal.libraryId ?? null);
  const consortium = conditions.value(principal.consortiumId);
  const within = conditions.value(sightWithin(principal));
  return `(case when ${worker}.id = ${me}::uuid then 'PRIVATE' when ${worker}.consortium_id <> ${consortium}::uuid then 'PUBLIC'
    when ${worker}.library_id = ${library}::uuid then 'LIBRARY' else ${within} end)::visibility`;
}

/** Whether something marked `visibility` is open to a viewer whose sight is `sight`. */
export const isVisible = (visibility: Visibility, sight: Visibility): boolean =>
  VISIBILITIES.indexOf(visibility) >= VISIBILITIES.indexOf(sight);
