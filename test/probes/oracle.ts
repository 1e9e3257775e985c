import type { Principal, User } from "../../src/platform/auth/principal.js";
import type { ConnectionPart, ProfileField, Secret } from "./canaries.js";
import {
  type FieldSteps,
  type Owned,
  type ProbeAudit,
  type ProbeConnection,
  type ProbeConsent,
  type ProbeNeed,
  type ProbeWorker,
  type ProbeWorld,
  STEPS,
  type Step,
} from "./world.js";

type Disclosure = ProbeConsent["discloses"][number];

/** Which part of a profile a field belongs to, and what discloses that part to a partner. */
const PARTS: Readonly<Record<ProfileField, readonly [keyof FieldSteps, Disclosure | null]>> = {
  name: ["name", "IDENTITY"],
  email: ["email", "CONTACT"],
  jobTitle: ["jobTitle", "IDENTITY"],
  summary: ["summary", "IDENTITY"],
  hoursPerWeek: ["availability", null],
  languages: ["availability", null],
};

/**
 * Says who may come to know what of a world. Written from SECURITY's table and docs/security.md, and from nothing else:
 * it must not call the code that it judges.
 */
export class Oracle {
  constructor(private readonly world: ProbeWorld) {}

  mayKnow(viewer: Principal, secret: Secret): boolean {
    switch (secret.kind) {
      case "nobody":
        return false;
      case "externalId":
        return isSelf(viewer, secret.worker);
      case "audit":
        return this.maySeeAudit(viewer, secret.entry, secret.part);
      case "worker":
        return this.maySee(viewer, secret.worker);
      case "profile":
        return this.maySeeField(viewer, secret.worker, secret.field);
      case "entry":
        return this.maySeeEntry(viewer, secret.worker, secret.entry);
      case "consent":
        return this.maySeeConsent(viewer, secret.consent);
      case "connection":
        return this.maySeeOfConnection(viewer, secret.connection, secret.part);
      case "need":
        return this.maySeeNeed(viewer, secret.need);
    }
  }

  /** Whether a viewer may know that there is such a worker. */
  maySee(viewer: Principal, worker: ProbeWorker): boolean {
    const open = this.openStep(viewer, worker);
    // Somebody who has left is remembered within the consortium only.
    if (worker.isArchived && (open === "PARTNERS" || open === "PUBLIC")) return false;
    return reaches(worker.discoverability, open) || this.disclosures(viewer, worker).length > 0;
  }

  maySeeField(viewer: Principal, worker: ProbeWorker, field: ProfileField): boolean {
    const [part, disclosedBy] = PARTS[field];
    return this.maySeePart(viewer, worker, part, disclosedBy);
  }

  /** Which library it is. */
  maySeeLibrary(viewer: Principal, worker: ProbeWorker): boolean {
    return this.maySeePart(viewer, worker, "library", "IDENTITY");
  }

  maySeeEntry(viewer: Principal, worker: ProbeWorker, entry: Owned): boolean {
    // What was taken out of a profile is told to the worker alone, in an export.
    if (entry.isArchived) return isSelf(viewer, worker);
    if (!this.maySee(viewer, worker)) return false;
    const open = this.openStep(viewer, worker);
    const isFound = reaches(worker.discoverability, open);
    const hasProfile = isFound || this.disclosures(viewer, worker).includes("DISCOVERY");
    return hasProfile && reaches(entry.visibility, open);
  }

  maySeeConsent(viewer: Principal, { workerId, partnerId, state }: ProbeConsent): boolean {
    if (viewer.kind === "anonymous") return false;
    const isOpenToAdmin = this.isGlassBroken(viewer, workerId);
    return (
      viewer.workerId === workerId || isOpenToAdmin || (viewer.partnerId === partnerId && state === "VALID")
    );
  }

  /**
   * A connection is known to the worker, the partner's members, and the managers of the worker's library where it was asked
   * or introduced them. What the two write to each other is theirs alone; how they reach each other they learn once both
   * said yes, and the partner only while the consent holds by which it does.
   */
  maySeeOfConnection(viewer: Principal, connection: ProbeConnection, part: ConnectionPart): boolean {
    if (viewer.kind === "anonymous") return false;
    const isWorker = viewer.workerId === connection.workerId;
    const isPartner = viewer.role === "PARTNER" && viewer.partnerId === connection.partnerId;
    const isMet = ["CONNECTED", "COLLABORATING", "COMPLETED"].includes(connection.status);
    if (part === "letter") return isWorker || isPartner;
    if (part === "partnerChannel") return isPartner ? false : isWorker && isMet;
    if (part === "workerChannel") {
      const consent = this.world.consents.find(({ id }) => id === connection.consentId);
      const holds = consent?.state === "VALID" && consent.discloses.includes("CONTACT");
      return isWorker || (isPartner && isMet && holds);
    }
    const hasSay = connection.libraryConsent !== "NOT_REQUIRED" || connection.initiator === "LIBRARY";
    const isManager = viewer.role === "MANAGER" && viewer.libraryId === connection.libraryId;
    return isWorker || isPartner || (isManager && hasSay);
  }

  /** Administrators read all of their consortium's log; workers what is about them, but not who a partner's people are. */
  maySeeAudit(viewer: Principal, entry: ProbeAudit, part: "actor" | "reason"): boolean {
    if (viewer.kind === "anonymous") return false;
    if (viewer.role === "ADMIN") return viewer.consortiumId === entry.consortiumId;
    return viewer.workerId === entry.workerId && (part === "reason" || entry.role !== "PARTNER");
  }

  /** What else the log tells an administrator: whose data it was. */
  mayReadInLog(viewer: Principal, secret: Secret): boolean {
    const isTheirs = viewer.kind === "user" && viewer.role === "ADMIN" && secret.kind === "worker";
    return (isTheirs && secret.worker.consortiumId === viewer.consortiumId) || this.mayKnow(viewer, secret);
  }

  /** Open needs are public, drafts their partner's and the consortium's administrators', the rest the consortium's. */
  maySeeNeed(viewer: Principal, need: ProbeNeed): boolean {
    if (need.status === "OPEN") return true;
    if (viewer.kind === "anonymous") return false;
    if (viewer.partnerId === need.partnerId) return true;
    return viewer.consortiumId === need.consortiumId && (need.status !== "DRAFT" || viewer.role === "ADMIN");
  }

  /**
   * The narrowest step that is open to a viewer of a person; null when the person is none of their business. Anonymous
   * callers learn nothing about a person, nor do analysts; administrators of those for whom they broke the glass.
   */
  private openStep(viewer: Principal, worker: ProbeWorker): Step | null {
    if (viewer.kind === "anonymous") return null;
    if (viewer.role === "ANALYST") return null;
    if (viewer.role === "ADMIN") return this.isGlassBroken(viewer, worker.id) ? "PRIVATE" : null;
    if (viewer.workerId === worker.id) return "PRIVATE";
    if (viewer.consortiumId !== worker.consortiumId)
      return this.haveFoundEachOther(viewer, worker) ? "PUBLIC" : null;
    if (viewer.role === "PARTNER") return "PARTNERS";
    return viewer.libraryId === worker.libraryId ? "LIBRARY" : "CONSORTIUM";
  }

  private isGlassBroken(viewer: User, workerId: string): boolean {
    return this.world.glass.some(
      (glass) => glass.workerId === workerId && glass.admin === viewer.subject && glass.state === "OPEN",
    );
  }

  private haveFoundEachOther({ consortiumId }: User, worker: ProbeWorker): boolean {
    const isOpen = (from: string, to: string) =>
      this.world.openings.some(([one, other]) => one === from && other === to);
    return isOpen(consortiumId, worker.consortiumId) && isOpen(worker.consortiumId, consortiumId);
  }

  private maySeePart(
    viewer: Principal,
    worker: ProbeWorker,
    part: keyof FieldSteps,
    disclosedBy: Disclosure | null,
  ): boolean {
    if (!this.maySee(viewer, worker)) return false;
    if (reaches(worker.fields[part], this.openStep(viewer, worker))) return true;
    return disclosedBy !== null && this.disclosures(viewer, worker).includes(disclosedBy);
  }

  /** What a worker has disclosed to the organisation of a viewer, whatever need it is bound to. */
  private disclosures(viewer: Principal, worker: ProbeWorker): Disclosure[] {
    if (viewer.kind === "anonymous" || viewer.role !== "PARTNER") return [];
    return this.world.consents
      .filter(({ workerId, partnerId }) => workerId === worker.id && partnerId === viewer.partnerId)
      .filter(({ state }) => state === "VALID")
      .flatMap(({ discloses }) => discloses);
  }
}

const isSelf = (viewer: Principal, { id }: ProbeWorker): boolean =>
  viewer.kind === "user" && viewer.workerId === id;

const reaches = (visibility: Step, open: Step | null): boolean =>
  open !== null && STEPS.indexOf(visibility) >= STEPS.indexOf(open);
