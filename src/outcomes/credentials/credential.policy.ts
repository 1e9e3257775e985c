import type { User } from "../../platform/auth/principal.js";
import type { Credential } from "./credential.js";

/** Those who answer for what was issued: managers of the library that did, and the consortium's administrators. */
export const answersFor = (
  user: User,
  { consortiumId, libraryId }: Pick<Credential, "consortiumId" | "libraryId">,
): boolean =>
  user.consortiumId === consortiumId &&
  (user.role === "ADMIN" || (user.role === "MANAGER" && libraryId !== null && user.libraryId === libraryId));

/** Whose credential it is; only they say who sees it. */
export const holds = (user: User, { workerId }: Pick<Credential, "workerId">): boolean =>
  user.workerId === workerId;
