import { ANONYMOUS, type Principal, type Role, type User } from "../../src/platform/auth/principal.js";
import type { Dice } from "../matching/engine/dice.js";
import type { ProbeWorld } from "./world.js";

export type ViewerRole = Role | "ANONYMOUS";

/** Everybody who may ask in a world, by role. */
export type Viewers = Readonly<Record<ViewerRole, readonly Principal[]>>;

/** Everybody in a world who can ask something, each once. */
export function viewersOf({ consortia, libraries, partners, workers, openings }: ProbeWorld): Viewers {
  const opened = (from: string, to: string) => openings.some(([one, other]) => one === from && other === to);
  const user = (role: Role, consortiumId: string, more: Partial<User> = {}): User => ({
    ...{ kind: "user", subject: `${role} ${Object.values(more)[0] ?? consortiumId}`, role, consortiumId },
    ...more,
    // What the service adds by itself, for whoever judges the answers.
    discovers: consortia.filter((other) => opened(consortiumId, other) && opened(other, consortiumId)),
  });
  return {
    ANONYMOUS: [ANONYMOUS],
    WORKER: workers
      .filter(({ isArchived }) => !isArchived)
      .map(({ id, consortiumId, libraryId }) => user("WORKER", consortiumId, { workerId: id, libraryId })),
    MANAGER: libraries.map(({ id, consortiumId }) => user("MANAGER", consortiumId, { libraryId: id })),
    PARTNER: partners.map(({ id, consortiumId }) => user("PARTNER", consortiumId, { partnerId: id })),
    ANALYST: consortia.map((id) => user("ANALYST", id)),
    ADMIN: consortia.map((id) => user("ADMIN", id)),
  };
}

/** Every role as often as any other, be it held by one or by many. */
export function drawViewer(dice: Dice, viewers: Viewers): { role: ViewerRole; viewer: Principal } {
  const role = dice.pick(Object.keys(viewers) as ViewerRole[]);
  return { role, viewer: dice.pick(viewers[role]) };
}

export const nameOf = (viewer: Principal): string =>
  viewer.kind === "anonymous" ? "anonymous" : viewer.subject;
