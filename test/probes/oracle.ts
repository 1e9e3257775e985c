import type { Principal, User } from "../../src/platform/auth/principal.js";
import type { ProfileField, Secret } from "./canaries.js";
import {
  type Owned,
  type ProbeConsent,
  type ProbeNeed,
  type ProbeWorker,
  STEPS,
  type Step,
} from "./world.js";

/**
 * Who may come to know what, written from SECURITY's table and from nothing else: it must not call the code it judges.
 */
export function mayKnow(viewer: Principal, secret: Secret): boolean {
  switch (secret.kind) {
    case "nobody":
      return false;
    case "worker":
      return maySee(viewer, secret.worker);
    case "profile":
      return maySeeField(viewer, secret.worker, secret.field);
    case "entry":
      return maySeeEntry(viewer, secret.worker, secret.entry);
    case "consent":
      return maySeeConsent(viewer, secret.worker, secret.consent);
    case "need":
      return maySeeNeed(viewer, secret.need);
  }
}

/**
 * The narrowest step that is open to a viewer of a person; null when the person is none of their business.
 * Anonymous callers learn nothing about a person, nor do analysts; administrators those for whom they broke the glass.
 */
export function openStep(viewer: Principal, worker: ProbeWorker): Step | null {
  if (viewer.kind === "anonymous") return null;
  if (viewer.role === "ANALYST") return null;
  if (viewer.role === "ADMIN") return hasBrokenGlass(viewer, worker) ? "PRIVATE" : null;
  if (viewer.workerId === worker.id) return "PRIVATE";
  if (viewer.consortiumId !== worker.consortiumId)
    return viewer.discovers?.includes(worker.consortiumId) ? "PUBLIC" : null;
  if (viewer.role === "PARTNER") return "PARTNERS";
  return viewer.libraryId === worker.libraryId ? "LIBRARY" : "CONSORTIUM";
}

const hasBrokenGlass = (viewer: User, worker: ProbeWorker): boolean =>
  viewer.consortiumId === worker.consortiumId && (viewer.breakGlass?.includes(worker.id) ?? false);

const reaches = (visibility: Step, open: Step | null): boolean =>
  open !== null && STEPS.indexOf(visibility) >= STEPS.indexOf(open);

/** Whether a viewer may know that there is such a worker. */
export function maySee(viewer: Principal, worker: ProbeWorker): boolean {
  const open = openStep(viewer, worker);
  // Somebody who has left is remembered within the consortium only.
  if (worker.isArchived && (open === "PARTNERS" || open === "PUBLIC")) return false;
  return reaches(worker.discoverability, open) || consentsTo(viewer, worker).length > 0;
}

/** The consents that a worker has given to a viewer's organisation and that are valid. */
const consentsTo = (viewer: Principal, worker: ProbeWorker): readonly ProbeConsent[] =>
  viewer.kind === "user" && viewer.role === "PARTNER"
    ? worker.consents.filter(({ partnerId, state }) => partnerId === viewer.partnerId && state === "VALID")
    : [];

const hasDisclosed = (viewer: Principal, worker: ProbeWorker, what: ProbeConsent["discloses"][number]) =>
  consentsTo(viewer, worker).some(({ discloses }) => discloses.includes(what));

/** Workers know all of their own consents; partners those to them that are valid. */
export const maySeeConsent = (viewer: Principal, worker: ProbeWorker, consent: ProbeConsent): boolean =>
  (viewer.kind === "user" && viewer.workerId === worker.id) ||
  (maySee(viewer, worker) && consentsTo(viewer, worker).includes(consent));

export function maySeeField(viewer: Principal, worker: ProbeWorker, field: ProfileField): boolean {
  if (!maySee(viewer, worker)) return false;
  const isAvailability = field === "hoursPerWeek" || field === "languages" || field === "remote";
  const stepped = isAvailability ? "availability" : field;
  if (reaches(worker.fieldVisibility[stepped], openStep(viewer, worker))) return true;
  return !isAvailability && hasDisclosed(viewer, worker, field === "email" ? "CONTACT" : "IDENTITY");
}

/** Skills and goals are shown of whom the viewer finds at all, or who disclosed themselves. */
export const maySeeEntry = (viewer: Principal, worker: ProbeWorker, entry: Owned): boolean =>
  !entry.isArchived &&
  maySee(viewer, worker) &&
  (reaches(worker.discoverability, openStep(viewer, worker)) || hasDisclosed(viewer, worker, "DISCOVERY")) &&
  reaches(entry.visibility, openStep(viewer, worker));

/** Open needs are public, drafts are their partner's and the consortium's administrators', the rest the consortium's. */
export function maySeeNeed(viewer: Principal, need: ProbeNeed): boolean {
  if (need.status === "OPEN") return true;
  if (viewer.kind === "anonymous") return false;
  if (viewer.partnerId === need.partnerId) return true;
  return viewer.consortiumId === need.consortiumId && (need.status !== "DRAFT" || viewer.role === "ADMIN");
}
