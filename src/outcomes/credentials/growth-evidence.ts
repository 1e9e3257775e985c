import type { EntityManager } from "typeorm";
import type { Proficiency } from "../../skills/index.js";

/** How a partner rated a skill after a collaboration, and what was done. */
export interface ShownGrowth {
  /** The partner's rating. */
  readonly proficiency: Proficiency;
  /** The level that the agreement names. */
  readonly targetProficiency: Proficiency;
  /** Hours that were logged. */
  readonly hours: number;
  readonly partnerName: string;
  /** First and last day, as YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

/** Where credentials learn what was shown in a collaboration. */
export interface GrowthEvidence {
  /**
   * What a completed collaboration showed about a skill, as the transaction sees it; null where the partner did not rate it.
   * @param connectionId UUID
   * @param skillId UUID
   */
  evidenceFor(manager: EntityManager, connectionId: string, skillId: string): Promise<ShownGrowth | null>;
}
