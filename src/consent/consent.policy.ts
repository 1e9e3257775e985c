import type { User } from "../platform/auth/principal.js";

/** Consents are given and revoked by the worker alone. @returns the worker's id; null for whoever is none */
export const consentingWorker = (user: User): string | null => user.workerId ?? null;

/** Who may see that consents of a worker exist: the worker, and partners as far as they are theirs. */
export const maySeeConsents = (user: User, workerId: string): boolean =>
  user.workerId === workerId || user.role === "PARTNER";

/** A year; leap years have a day more. */
const MOST_MS = 366 * 86_400_000;

/** What is wrong with the end of a consent that is given now; null if nothing. */
export function expiryFault(expiresAt: Date, now: Date): string | null {
  const ahead = expiresAt.getTime() - now.getTime();
  if (Number.isNaN(ahead) || ahead <= 0) return "must be in the future";
  return ahead > MOST_MS ? "must be at most a year ahead" : null;
}
