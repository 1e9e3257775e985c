/** Dreyfus proficiency, NOVICE to EXPERT. */
export type Level = 1 | 2 | 3 | 4 | 5;

export type Visibility = "PRIVATE" | "LIBRARY" | "CONSORTIUM" | "PARTNERS" | "PUBLIC";

export type Sector =
  | "ARTS_AND_CULTURE"
  | "CIVIC"
  | "EDUCATION"
  | "EMPLOYMENT"
  | "ENVIRONMENT"
  | "HEALTH"
  | "HOUSING"
  | "IMMIGRATION"
  | "LEGAL"
  | "SENIORS"
  | "TECHNOLOGY"
  | "YOUTH";

export interface DemoConsortium {
  key: string;
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

export interface DemoLibrary {
  key: string;
  /** Shaped like an ISIL (ISO 15511) but assigned to nobody. */
  isil: string;
  name: string;
  country: string;
  region: string;
}

export interface DemoWorkerSkill {
  /** Slug of the starter taxonomy. */
  skill: string;
  level: Level;
  evidence?: string;
  /** Months ago; 0 means this month. */
  lastUsed?: number;
  /** Who rated it; SELF when absent. */
  source?: "SELF" | "MANAGER" | "PARTNER";
  /** The discoverability of the worker when absent. */
  visibility?: Visibility;
}

export interface DemoGrowthGoal {
  /** Slug of the starter taxonomy. */
  skill: string;
  /** The level held, or 0 where the skill is not held yet. */
  current: 0 | Level;
  target: Level;
  priority: 1 | 2 | 3;
  /** Months from the day of seeding; absent means no date. */
  byMonths?: number;
  why: string;
  /** The discoverability of the worker when absent. */
  visibility?: Visibility;
}

export interface DemoWorker {
  key: string;
  library: string;
  name: string;
  email: string;
  jobTitle: string;
  summary: string;
  /** Hours a week the worker can give to collaborations. */
  hoursPerWeek: number;
  remote: boolean;
  /** BCP 47. */
  languages: string[];
  discoverability: Visibility;
  skills: readonly DemoWorkerSkill[];
  goals: readonly DemoGrowthGoal[];
}

export interface DemoCommunityGoal {
  key: string;
  title: string;
  description: string;
  indicator: string;
  unit: string;
  baseline: number;
  /** Below the baseline where less is better. */
  target: number;
  current: number;
  byMonths: number;
}

export interface DemoPartner {
  key: string;
  name: string;
  description: string;
  url: string;
  sector: Sector;
  country: string;
  region: string;
  goals: readonly DemoCommunityGoal[];
}

export interface DemoLearningGoal {
  /** Key of the partner whose people want to learn. */
  partner: string;
  /** Slug of the starter taxonomy. */
  skill: string;
  /** 0 where they are not yet novices. */
  current: 0 | Level;
  target: Level;
  priority: 1 | 2 | 3;
  learners: number;
  note: string;
  /** Months from the day of seeding; absent means no date. */
  byMonths?: number;
}

export interface DemoNeedSkill {
  /** Slug of the starter taxonomy. */
  skill: string;
  importance: "MUST" | "NICE";
  level: Level;
  /** The partner or a colleague helps the worker grow into it. */
  mentored: boolean;
}

export interface DemoNeed {
  key: string;
  partner: string;
  /** Key of one of the partner's own community goals. */
  goal?: string;
  title: string;
  description: string;
  status: "DRAFT" | "OPEN" | "FILLED" | "CLOSED";
  capacity: number;
  hoursPerWeek: number;
  modality: "ON_SITE" | "REMOTE" | "HYBRID";
  /** Absent, like the region, where the work is not tied to a place. */
  country?: string;
  region?: string;
  /** BCP 47; only those the work cannot do without. */
  languages: string[];
  /** Days from the day of seeding; negative is in the past. */
  startsInDays: number;
  lastsDays: number;
  skills: readonly DemoNeedSkill[];
}

/** A card of the showcase: of a worker, with skills that the worker has, or of a library, with levels of its own. */
export type DemoCard = {
  key: string;
  title: string;
  summary: string;
  modality: "ON_SITE" | "REMOTE" | "HYBRID";
  /** BCP 47. */
  languages: string[];
  /** PUBLISHED when absent. */
  status?: "DRAFT" | "SUBMITTED";
  /** Whether the worker's name stands on it; a pseudonym does when absent. */
  showName?: true;
} & (
  | { worker: string; library?: undefined; skills: readonly string[] }
  | { library: string; worker?: undefined; skills: readonly { skill: string; level: Level }[] }
);

export interface Demonstration {
  consortium: DemoConsortium;
  libraries: readonly DemoLibrary[];
  workers: readonly DemoWorker[];
  partners: readonly DemoPartner[];
  learningGoals: readonly DemoLearningGoal[];
  needs: readonly DemoNeed[];
  cards: readonly DemoCard[];
}
