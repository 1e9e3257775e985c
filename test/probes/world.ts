import type { Proficiency } from "../../src/skills/index.js";
import type { Canaries } from "./canaries.js";

/** How far something may be seen, from nobody else to everybody; written out here, not taken from the code under test. */
export const STEPS = ["PRIVATE", "LIBRARY", "CONSORTIUM", "PARTNERS", "PUBLIC"] as const;
export type Step = (typeof STEPS)[number];

export interface Owned {
  readonly id: string;
  readonly visibility: Step;
  readonly isArchived: boolean;
}

export interface ProbeSkill extends Owned {
  readonly skillId: string;
  readonly proficiency: Proficiency;
  readonly evidence: string;
  readonly lastUsedOn: string;
}

export interface ProbeGoal extends Owned {
  readonly skillId: string;
  readonly current: Proficiency | null;
  readonly target: Proficiency;
  readonly priority: number;
  readonly by: string;
  readonly why: string;
  readonly status: "ACTIVE" | "ACHIEVED" | "ABANDONED";
}

/** How far each part of a profile may be seen. */
export type FieldSteps = Readonly<
  Record<"name" | "email" | "jobTitle" | "summary" | "availability" | "library", Step>
>;

/** What a worker disclosed to a partner. */
export interface ProbeConsent {
  readonly id: string;
  readonly workerId: string;
  readonly partnerId: string;
  readonly needId: string | null;
  readonly discloses: readonly ("DISCOVERY" | "IDENTITY" | "CONTACT")[];
  readonly state: "VALID" | "EXPIRED" | "REVOKED";
}

/** An introduction, or what became of it. Its texts are by those of whom they are named. */
export interface ProbeConnection {
  readonly id: string;
  readonly consortiumId: string;
  readonly workerId: string;
  readonly needId: string;
  readonly partnerId: string;
  readonly libraryId: string;
  readonly initiator: "WORKER" | "PARTNER" | "LIBRARY";
  readonly status: (typeof CONNECTION_STATUSES)[number];
  readonly libraryConsent: "NOT_REQUIRED" | "PENDING" | "GIVEN" | "REFUSED";
  /** By which the partner knows the worker; whether it still holds, the consent says. */
  readonly consentId: string | null;
  readonly message: string;
  readonly endNote: string;
  readonly workerChannel: string;
  readonly partnerChannel: string;
  readonly partnerContact: string;
  /** What they write to each other, and what they agreed on and did. */
  readonly letter: string;
  readonly scope: string;
}

export const CONNECTION_STATUSES = [
  "PROPOSED",
  "ACCEPTED_BY_ONE",
  "CONNECTED",
  "COLLABORATING",
  "COMPLETED",
  "DECLINED",
  "WITHDRAWN",
  "EXPIRED",
  "ENDED_EARLY",
] as const;

/** That somebody did something with a worker's data. */
export interface ProbeAudit {
  readonly id: string;
  readonly consortiumId: string;
  readonly workerId: string;
  readonly role: "MANAGER" | "PARTNER";
  readonly actor: string;
  readonly reason: string;
}

/** That an administrator broke the glass for a worker. */
export interface ProbeGlass {
  readonly id: string;
  readonly consortiumId: string;
  readonly workerId: string;
  /** Subject of the administrator's token. */
  readonly admin: string;
  readonly state: "OPEN" | "EXPIRED" | "ENDED";
}

export interface ProbeWorker {
  readonly id: string;
  readonly consortiumId: string;
  readonly libraryId: string;
  readonly isArchived: boolean;
  readonly discoverability: Step;
  readonly fields: FieldSteps;
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly summary: string;
  readonly hoursPerWeek: number;
  readonly remote: boolean;
  readonly languages: readonly string[];
  readonly skills: readonly ProbeSkill[];
  readonly goals: readonly ProbeGoal[];
}

export interface ProbeNeed {
  readonly id: string;
  readonly consortiumId: string;
  readonly partnerId: string;
  readonly communityGoalId: string;
  readonly status: "DRAFT" | "OPEN" | "FILLED" | "CLOSED" | "EXPIRED";
  readonly isArchived: boolean;
  readonly externalId: string;
  readonly title: string;
  readonly description: string;
  readonly languages: readonly string[];
  readonly modality: "ON_SITE" | "REMOTE" | "HYBRID";
  readonly region: "North" | "South";
  readonly hoursPerWeek: number;
  readonly skills: readonly {
    readonly skillId: string;
    readonly importance: "MUST" | "NICE";
    readonly proficiency: Proficiency;
    readonly mentored: boolean;
  }[];
}

export interface Place {
  readonly id: string;
  readonly consortiumId: string;
}

/** A world whose every private place holds a canary. */
export interface ProbeWorld {
  readonly consortia: readonly string[];
  readonly libraries: readonly Place[];
  readonly partners: readonly Place[];
  readonly communityGoals: readonly { readonly id: string; readonly partnerId: string }[];
  readonly skills: readonly { readonly id: string; readonly broaderId: string | null }[];
  readonly workers: readonly ProbeWorker[];
  readonly needs: readonly ProbeNeed[];
  readonly consents: readonly ProbeConsent[];
  readonly connections: readonly ProbeConnection[];
  readonly audits: readonly ProbeAudit[];
  readonly glass: readonly ProbeGlass[];
  /** Who opened themselves to whom: a consortium and another one. */
  readonly openings: readonly (readonly [string, string])[];
  readonly canaries: Canaries;
}

const KINDS = [
  "consortium",
  "library",
  "partner",
  "communityGoal",
  "skill",
  "worker",
  "need",
  "entry",
  "consent",
  "audit",
  "glass",
  "connection",
  "message",
  "agreement",
  "milestone",
  "hours",
  "learningGoal",
] as const;

/** The n-th id of a kind: the same in every run, so that answers can be compared byte by byte. */
export function probeId(kind: (typeof KINDS)[number], n: number): string {
  const group = (KINDS.indexOf(kind) + 1).toString(16).padStart(3, "0");
  return `01900000-0000-7${group}-8000-${(n * 7919).toString(16).padStart(12, "0")}`;
}
