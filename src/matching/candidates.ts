import type { Modality } from "../needs/index.js";
import type { Visibility } from "../platform/auth/visibility.js";
import type { RequiredSkill } from "./score.js";

/** A skill or goal of a worker, with who may see it. */
export interface CandidateSkill {
  readonly skillId: string;
  /** 1 to 5 */
  readonly level: number;
  readonly visibility: Visibility;
}

export interface CandidateGoal {
  readonly skillId: string;
  /** 0 to 4 */
  readonly current: number;
  /** 1 to 5 */
  readonly target: number;
  /** 1 to 3 */
  readonly priority: number;
  readonly visibility: Visibility;
}

/** What matching knows of a worker in use. */
export interface WorkerCandidate {
  readonly id: string;
  readonly consortiumId: string;
  readonly libraryId: string | null;
  /** Place of the library; null when not said. */
  readonly country: string | null;
  readonly region: string | null;
  readonly remote: boolean;
  readonly languages: readonly string[];
  readonly hoursPerWeek: number | null;
  readonly discoverability: Visibility;
  /** Of languages, remote work and hours a week. */
  readonly availabilityVisibility: Visibility;
  /** Of which library it is; where it is, all may see. */
  readonly libraryVisibility: Visibility;
  /** In the last 30 days. */
  readonly introductions: number;
  readonly skills: readonly CandidateSkill[];
  readonly goals: readonly CandidateGoal[];
}

/** What matching knows of an open need. */
export interface NeedCandidate {
  readonly id: string;
  readonly consortiumId: string;
  readonly partnerId: string;
  readonly modality: Modality;
  readonly country: string | null;
  readonly region: string | null;
  readonly languages: readonly string[];
  readonly hoursPerWeek: number | null;
  /** YYYY-MM-DD */
  readonly endsOn: string | null;
  readonly skills: readonly RequiredSkill[];
}
