import { AffinitySteps } from "./affinity-steps.js";
import { bm25, countOfShared, Frequencies, idfContainment, ours, type Scoring } from "./contenders.js";
import { Contest, type Result } from "./contest.js";
import { drawRound, type Round } from "./draw.js";
import type { Occupation, OccupationData } from "./occupations.js";
import { OtherProfiles } from "./other-profiles.js";

/** What everything is compared with. */
export const BASELINE = "idf containment";

/** Whose profiles are not learned from: those of the need's own occupation, or of its whole unit group. */
export type HeldOut = "occupation" | "unit group";

/** What a contender was called and, where it learned, from how much. */
export interface Contender {
  readonly name: string;
  readonly learning?: { readonly profiles: number; readonly heldOut: HeldOut };
  readonly scoring: Scoring;
}

/** A contender's results, one for each round. */
export interface Results extends Omit<Contender, "scoring"> {
  readonly rounds: readonly Result[];
}

/**
 * Lets all contenders rank the same workers for the same needs.
 * @param seeds how many rounds are drawn
 * @param profiles from how many profiles of each occupation is learned, a contender each
 */
export async function playRounds(
  { concepts, occupations }: OccupationData,
  seeds: number,
  profiles: readonly number[],
  onProgress: (done: number, total: number) => void,
): Promise<Results[]> {
  const steps = await AffinitySteps.of(concepts);
  const contest = new Contest(occupations);
  const results = new Map<string, Results & { readonly rounds: Result[] }>();
  for (let seed = 1; seed <= seeds; seed++) {
    const contenders = contendersOf({ occupations, contest, steps, seed, profiles });
    for (const [index, { scoring, ...contender }] of contenders.entries()) {
      onProgress((seed - 1) * contenders.length + index, seeds * contenders.length);
      const so = results.get(contender.name) ?? { ...contender, rounds: [] };
      so.rounds.push(contest.result(scoring));
      results.set(contender.name, so);
    }
  }
  onProgress(1, 1);
  return [...results.values()];
}

interface RoundOptions {
  readonly occupations: readonly Occupation[];
  readonly contest: Contest;
  readonly steps: AffinitySteps;
  readonly seed: number;
  readonly profiles: readonly number[];
}

function contendersOf(options: RoundOptions): Contender[] {
  const round = drawRound(options.occupations, options.seed);
  const frequencies = new Frequencies(round);
  return [
    { name: "count of shared skills", scoring: countOfShared(round) },
    { name: BASELINE, scoring: idfContainment(round, frequencies) },
    { name: "BM25", scoring: bm25(round, frequencies) },
    { name: "coverage with rarity", scoring: ours(round, frequencies, () => []) },
    { name: "+ taxonomy", scoring: ours(round, frequencies, options.steps.taxonomy) },
    { name: "+ lexical", scoring: ours(round, frequencies, options.steps.lexical) },
    ...options.profiles.flatMap((each) => learners(options, each, round, frequencies)),
  ];
}

/** Ours in full, with either held out. */
function learners(
  { occupations, contest, steps, seed }: RoundOptions,
  each: number,
  round: Round,
  frequencies: Frequencies,
): Contender[] {
  const others = new OtherProfiles(occupations, seed, each);
  const learner = (heldOut: HeldOut, without: (need: number) => ReadonlySet<number>): Contender => ({
    name: `+ learned from ${each}, ${heldOut} held out`,
    learning: { profiles: each, heldOut },
    scoring: ours(round, frequencies, (required, need) =>
      steps.learned(required, others.learned(required, without(need))),
    ),
  });
  return [
    learner("occupation", (need) => new Set([need])),
    learner("unit group", (need) => contest.unitGroupOf(need)),
  ];
}
