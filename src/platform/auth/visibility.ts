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

/** The narrowest visibility that a viewer may see; null sees nothing, not even what is public. */
export type Sight = Visibility | null;

/** A sight as a number: 0 (PRIVATE: everything) to 4 (PUBLIC), and 5, beyond every visibility, for nothing. */
export const sightNumber = (sight: Sight): number =>
  sight === null ? VISIBILITIES.length : VISIBILITIES.indexOf(sight);

/**
 * What `user` may see of what belongs to `owner`; whatever is marked narrower is hidden. People who work for libraries
 * see more of their own one; partners see what is open to partners; other consortia see what is public where both sides'
 * policies say so. Analysts see aggregates only, and administrators nobody but those of their consortium for whom they
 * broke the glass. `sightSql` says the same to PostgreSQL.
 */
export function sightOf(user: User, owner: Owner): Sight {
  if (user.workerId === owner.workerId) return Visibility.PRIVATE;
  const isOwn = user.consortiumId === owner.consortiumId;
  if (seesNobody(user))
    return isOwn && glassBroken(user).includes(owner.workerId) ? Visibility.PRIVATE : null;
  if (!isOwn) return user.discovers?.includes(owner.consortiumId) ? Visibility.PUBLIC : null;
  if (user.role === "PARTNER") return Visibility.PARTNERS;
  return user.libraryId !== undefined && user.libraryId === owner.libraryId
    ? Visibility.LIBRARY
    : Visibility.CONSORTIUM;
}

/** Those who run or measure a consortium: its people are none of their business. */
export const seesNobody = ({ role }: User): boolean => role === "ADMIN" || role === "ANALYST";

/** The workers whose data a user may see, and correct, for a short time. */
export const glassBroken = ({ role, breakGlass }: User): readonly string[] =>
  role === "ADMIN" ? (breakGlass ?? []) : [];

/**
 * `sightOf` as an SQL expression over a row of `worker`; null, with which nothing compares, for nothing.
 * @param worker the alias of the table
 */
export function sightSql(conditions: Conditions, user: User, worker: string): string {
  // A constant, so that PostgreSQL does not read through a table of which nothing can be seen.
  if (seesNobody(user) && !user.workerId && glassBroken(user).length === 0) return "null::visibility";
  const isOwn = () => `${worker}.consortium_id = ${conditions.value(user.consortiumId)}::uuid`;
  const cases: [condition: string, sight: Visibility][] = [];
  if (user.workerId)
    cases.push([`${worker}.id = ${conditions.value(user.workerId)}::uuid`, Visibility.PRIVATE]);
  if (seesNobody(user)) {
    const broken = glassBroken(user);
    if (broken.length > 0)
      cases.push([
        `${isOwn()} and ${worker}.id = any(${conditions.value(broken)}::uuid[])`,
        Visibility.PRIVATE,
      ]);
    return firstOf(cases);
  }
  const own = isOwn();
  if (user.role !== "PARTNER" && user.libraryId)
    cases.push([
      `${own} and ${worker}.library_id = ${conditions.value(user.libraryId)}::uuid`,
      Visibility.LIBRARY,
    ]);
  cases.push([own, user.role === "PARTNER" ? Visibility.PARTNERS : Visibility.CONSORTIUM]);
  if (user.discovers?.length)
    cases.push([
      `${worker}.consortium_id = any(${conditions.value(user.discovers)}::uuid[])`,
      Visibility.PUBLIC,
    ]);
  return firstOf(cases);
}

/** Only the cases that are there for the viewer, as it stands in the statement many times. */
const firstOf = (cases: readonly (readonly [condition: string, sight: Visibility])[]) =>
  `(case ${cases.map(([condition, sight]) => `when ${condition} then '${sight}'::visibility`).join(" ")} end)`;

/** Whether something marked `visibility` is open to a viewer whose sight is `sight`. */
export const isVisible = (visibility: Visibility, sight: Sight): boolean =>
  VISIBILITIES.indexOf(visibility) >= sightNumber(sight);
