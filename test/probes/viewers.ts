import { ANONYMOUS, type Principal, type Role, type User } from "../../src/platform/auth/principal.js";
import type { Dice } from "../matching/engine/dice.js";
import type { ProbeWorld } from "./world.js";

export type ViewerRole = Role | "ANONYMOUS";

/** Everybody who may ask in a world, by role. */
export type Viewers = Readonly<Record<ViewerRole, readonly Principal[]>>;

const user = (role: Role, consortiumId: string, more: Partial<User> = {}): User => ({
  ...{ kind: "user", subject: `${role} ${Object.values(more)[0] ?? consortiumId}`, role, consortiumId },
  ...more,
});

export const adminOf = (consortiumId: string): User => user("ADMIN", consortiumId);

/** Everybody in a world who can ask something, each once; what more they are entitled to, the service has to find. */
export function viewersOf({ consortia, libraries, partners, workers }: ProbeWorld): Viewers {
  return {
    ANONYMOUS: [ANONYMOUS],
    WORKER: workers
      .filter(({ isArchived }) => !isArchived)
      .map(({ id, consortiumId, libraryId }) => user("WORKER", consortiumId, { workerId: id, libraryId })),
    MANAGER: libraries.map(({ id, consortiumId }) => user("MANAGER", consortiumId, { libraryId: id })),
    PARTNER: partners.map(({ id, consortiumId }) => user("PARTNER", consortiumId, { partnerId: id })),
    ANALYST: consortia.map((id) => user("ANALYST", id)),
    ADMIN: [...consortia.map(adminOf), { ...adminOf(consortia[0]!), subject: "ADMIN with whole glass" }],
  };
}

/** Every role as often as any other, be it held by one or by many. */
export function drawViewer(dice: Dice, viewers: Viewers): { role: ViewerRole; viewer: Principal } {
  const role = dice.pick(Object.keys(viewers) as ViewerRole[]);
  return { role, viewer: dice.pick(viewers[role]) };
}

export const nameOf = (viewer: Principal): string =>
  viewer.kind === "anonymous" ? "anonymous" : viewer.subject;
