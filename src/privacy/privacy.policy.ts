import type { User } from "../platform/auth/principal.js";
import { glassBroken } from "../platform/auth/visibility.js";

/** Only an administrator breaks the glass, and only for somebody of the own consortium. */
export const mayBreakGlass = ({ role }: User): boolean => role === "ADMIN";

/** Erasing oneself is a worker's right; of others there is no profile. */
export const mayEraseThemselves = ({ role }: User): boolean => role === "WORKER";

/** Erasing somebody on their behalf takes broken glass. */
export const mayErase = (user: User, workerId: string): boolean => glassBroken(user).includes(workerId);

/** Who acted is told to administrators, and to a worker of those who work for libraries; partners' people stay unnamed. */
export const mayKnowActor = (user: User, entry: { readonly actor: string; readonly role: string }): boolean =>
  user.role === "ADMIN" || entry.actor === user.subject || entry.role !== "PARTNER";
