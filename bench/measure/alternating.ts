import type { Contender } from "../matching/contender.js";
import { Durations } from "./quantiles.js";

export interface Round {
  /** Numbers of the needs, each asked of each contender in every round. */
  readonly needs: readonly number[];
  readonly rounds: number;
  /** How many workers to ask for. */
  readonly first: number;
  onProgress(stage: string, done: number, total: number): void;
}

/**
 * Asks the contenders in turn, A B A B, so that whatever else the machine does meets all of them: each answers all needs
 * of a round before the next has its turn, because a service answers one query after another, too. A round that is not
 * counted goes first.
 * @returns how long each took per need
 */
export async function alternate(
  contenders: readonly Contender[],
  { needs, rounds, first, onProgress }: Round,
): Promise<Durations[]> {
  const taken = contenders.map(() => new Durations());
  const total = (rounds + 1) * contenders.length * needs.length;
  let done = 0;
  for (let round = 0; round <= rounds; round++)
    for (const [index, contender] of contenders.entries())
      for (const need of needs) {
        const begin = performance.now();
        await contender.rank(need, first);
        if (round > 0) taken[index]!.add(performance.now() - begin);
        onProgress("Ranking", ++done, total);
      }
  return taken;
}
