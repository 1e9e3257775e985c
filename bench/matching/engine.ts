import type { WorkerCandidate } from "../../src/matching/candidates.js";
import type { Progress } from "../world/load-world.js";
import type { Contender } from "./contender.js";
import type { Scene } from "./section.js";

/** The index in memory, as the bench drives it. */
export interface BenchEngine extends Contender {
  /** What it takes in memory, in bytes. */
  readonly bytes: number;
  /** Takes in changed workers, as a replica does when it is told of them. */
  apply(workers: readonly WorkerCandidate[]): void;
}

export interface EngineSource {
  /** Loads everything from the database. */
  open(scene: Scene, onProgress: Progress): Promise<BenchEngine>;
  /** The queries whose rows it loads. */
  readonly queries: readonly string[];
}
