/** What a person, or a machine, may be in this service. */
export const ROLES = ["WORKER", "MANAGER", "PARTNER", "ANALYST", "ADMIN"] as const;
export type Role = (typeof ROLES)[number];

/** A caller without a token: may read what is public, and nothing about a person. */
export interface Anonymous {
  readonly kind: "anonymous";
}

/** A caller with a verified token. Ids are UUIDs. */
export interface User {
  readonly kind: "user";
  /** The token's `sub`, unique within the issuer. */
  readonly subject: string;
  readonly role: Role;
  readonly consortiumId: string;
  /** The library of a WORKER or MANAGER. */
  readonly libraryId?: string;
  /** The own profile of a WORKER. */
  readonly workerId?: string;
  /** The organisation of a PARTNER. */
  readonly partnerId?: string;
  /** Other consortia whose people the user may find, because both sides have said so. */
  readonly discovers?: readonly string[];
  /** Workers whose data an ADMIN may see for a short time, for a reason that is on record. */
  readonly breakGlass?: readonly string[];
  /** The request in which they ask, for what is put on record. */
  readonly requestId?: string;
}

/** Who is asking: the first argument of every use case. */
export type Principal = Anonymous | User;

/** Adds to a principal what a token does not tell: what the database entitles them to now. */
export type Entitle = (principal: Principal) => Promise<Principal>;

export const ANONYMOUS: Anonymous = Object.freeze({ kind: "anonymous" });
