import type { ExplainingContext } from "../explain.js";

/** What ranking has to know of the skills. */
export interface SkillModel extends ExplainingContext {
  /** The other skills that stand in for a required one, with their affinities above 0. */
  neighbours(required: string): Iterable<readonly [from: string, value: number]>;
  /** The other skills that one stands in for when a need asks for them: the same pairs, seen from the other side. */
  bearsOn(from: string): Iterable<readonly [required: string, value: number]>;
}
