import { obstaclesOf } from "../../src/matching/gates.js";
import { prepareNeed, type ScoringContext, scorePrepared } from "../../src/matching/score.js";
import type { Progress } from "../world/load-world.js";
import type { World } from "../world/world.js";
import type { Contender, Ranked } from "./contender.js";
import { NeedCandidates, type SeenWorker, seenWorker, skillIdsOf } from "./partner-view.js";

/** Scores every pair by the definition, sorts them all, and takes the first: right by construction. */
export class BruteForce implements Contender {
  readonly name = "brute force";
  private readonly workers: SeenWorker[] = [];
  private readonly needs: NeedCandidates;

  constructor(
    world: World,
    private readonly context: ScoringContext,
    private readonly today: string,
    onProgress: Progress,
  ) {
    const skillIds = skillIdsOf(world);
    this.needs = new NeedCandidates(world, skillIds);
    const { workers } = world.spec;
    for (let number = 0; number < workers; number++) {
      const seen = seenWorker(world, number, skillIds);
      if (seen) this.workers.push(seen);
      if (number % 4096 === 0) onProgress("Workers for brute force", number, workers);
    }
    onProgress("Workers for brute force", workers, workers);
  }

  rank(number: number, first: number): readonly Ranked[] {
    const need = this.needs.get(number);
    const prepared = prepareNeed(need, this.context);
    const found: Ranked[] = [];
    for (const { candidate, profile } of this.workers) {
      if (candidate.consortiumId !== need.consortiumId) continue;
      if (obstaclesOf(candidate, need, this.today).length > 0) continue;
      const { score } = scorePrepared(profile, prepared);
      if (score) found.push({ workerId: candidate.id, score });
    }
    return found.sort((a, b) => b.score - a.score || (a.workerId < b.workerId ? -1 : 1)).slice(0, first);
  }
}
