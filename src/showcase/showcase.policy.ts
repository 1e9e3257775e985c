import type { User } from "../platform/auth/principal.js";

/** Whose a card is, and whose managers decide on it. */
export interface CardOwner {
  readonly workerId: string | null;
  readonly libraryId: string | null;
  /** The card's library, or its worker's; null where the worker has none. */
  readonly moderatingLibraryId: string | null;
}

const manages = (user: User, libraryId: string | null) =>
  user.role === "MANAGER" && user.libraryId !== undefined && user.libraryId === libraryId;

/** A worker's card is the worker's alone, a library's that of its managers. */
export const mayWriteCard = (user: User, { workerId, libraryId }: Omit<CardOwner, "moderatingLibraryId">) =>
  workerId === null ? manages(user, libraryId) : user.workerId === workerId;

/** What its staff and itself show is decided by the managers of a library. */
export const mayModerateCard = (user: User, { moderatingLibraryId }: CardOwner) =>
  manages(user, moderatingLibraryId);

/** How the exposure of whose cards may be looked at: a manager's library, or the whole consortium; null for others. */
export function exposureScope(user: User): { readonly libraryId: string | null } | null {
  if (user.role === "ANALYST" || user.role === "ADMIN") return { libraryId: null };
  return user.role === "MANAGER" && user.libraryId ? { libraryId: user.libraryId } : null;
}
