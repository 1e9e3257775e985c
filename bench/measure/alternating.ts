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
 * Asks the contenders in turn, A B A B, so that whatever else the machine does meets all of them. A round that is not
 * counted goes first.
 * @returns how long each took per need
 */
export async function alternate(
  contenders: readonly Contender[],
  { needs, rounds, first, onProgress }: Round,
): Promise<Durations[]> {
  const taken = contenders.map(() => new Durations());
  for (let round = 0; round <= rounds; round++)
    for (const [place, need] of needs.entries()) {
      for (const [index, contender] of contenders.entries()) {
        const begin = performance.now();
        await contender.rank(need, first);
        if (round > 0) taken[index]!.add(performance.now() - begin);
      }
      onProgress("Ranking", round * needs.length + place + 1, (rounds + 1) * needs.length);
    }
  return taken;
}
