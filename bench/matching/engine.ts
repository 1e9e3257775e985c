import type { WorkerCandidate } from "../../src/matching/candidates.js";
import type { Coverer } from "../../src/matching/engine/cover-workers.js";
import type { RANK_ORDERS } from "../../src/matching/engine/rank-order.js";
import type { Progress } from "../world/load-world.js";
import type { Contender, Ranked } from "./contender.js";
import type { Scene } from "./section.js";

export type OrderName = keyof typeof RANK_ORDERS;

/** The index in memory, as the bench drives it. */
export interface BenchEngine extends Contender {
  /** What it takes in memory, in bytes. */
  readonly bytes: number;
  /** @param order by score when left out */
  rank(need: number, first: number, order?: OrderName): Promise<readonly Ranked[]>;
  /**
   * Who covers which must-haves.
   * @param needs asked for as one; of several, every skill is a must-have
   * @param keep how many of those who cover the same
   */
  coverers(needs: readonly number[], keep: number): Promise<readonly Coverer[]>;
  /** Takes in changed workers, as a replica does when it is told of them. */
  apply(workers: readonly WorkerCandidate[]): void;
}

export interface EngineSource {
  /** Loads everything from the database. */
  open(scene: Scene, onProgress: Progress): Promise<BenchEngine>;
  /** The queries whose rows it loads. */
  readonly queries: readonly string[];
}
