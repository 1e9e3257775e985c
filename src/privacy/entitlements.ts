import type { Entitle, Principal, User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { glassOpenTo } from "./break-glass.reads.js";

/** Whether a worker is known to be in use without asking the database; false where that is not certain. */
export type IsInUse = (workerId: string, consortiumId: string) => boolean;

/** No consortium has this id. */
const NOWHERE = "00000000-0000-0000-0000-000000000000";
/** Whatever such a token still does is put on record without the name that it carries. */
const ERASED = "erased";

const workerThere = { name: "entitle.worker", text: "select 1 from worker where id = $1::uuid" };

/**
 * Adds to an administrator whose glass they have broken, and takes from a worker who was erased everything that the token
 * still says: it is then a token of somebody who belongs nowhere.
 */
export const entitlePeople =
  (reads: Reads, isInUse: IsInUse): Entitle =>
  async (principal: Principal) => {
    if (principal.kind === "anonymous") return principal;
    if (principal.role === "ADMIN") return await withGlass(reads, principal);
    const { workerId, consortiumId } = principal;
    if (workerId === undefined || isInUse(workerId, consortiumId)) return principal;
    const found = await reads.asSystem().run(workerThere, [workerId]);
    if (found.length > 0) return principal;
    return { kind: "user", role: principal.role, subject: ERASED, consortiumId: NOWHERE };
  };

async function withGlass(reads: Reads, user: User): Promise<User> {
  const breakGlass = await glassOpenTo(reads, user);
  return breakGlass.length > 0 ? { ...user, breakGlass } : user;
}
