import { fairRank, shownScore } from "../score.js";
import { exchangeOf, exchangeRank, leastScoreOfExchangeRank } from "../teaching.js";
import { type Candidates, GROWTH_STEPS } from "./candidates.js";
import type { Ranked, TopList } from "./top-list.js";

/** The numbers of a pair; the score is above 0. */
export interface Scores {
  readonly score: number;
  readonly growth: number;
  readonly coverage: number;
}

/** What a ranking goes by. */
export interface RankOrder {
  /** Whether `rank` asks what the worker teaches. */
  readonly asksTeaching?: boolean;
  /**
   * @param introductions of the worker in the last 30 days
   * @param teaching what the worker teaches the need's partner, 0 to 1; 0 unless it is asked
   */
  rank(scores: Scores, introductions: number, teaching: number): number;
  /** The highest rank that a pair of this growth can have. */
  bound(growth: number): number;
  /** The least growth with which a pair can have this rank; 0 where growth does not bound it. */
  leastGrowth(rank: number): number;
}

/** No coverage is above 1, so no score of a growth A is above 2A / (1 + A). */
const scoreBound = (growth: number) => (2 * growth) / (1 + growth);
const leastGrowthOfScore = (score: number) => score / (2 - score);

export const RANK_ORDERS = {
  SCORE: { rank: ({ score }: Scores) => score, bound: scoreBound, leastGrowth: leastGrowthOfScore },
  FAIR: {
    rank: ({ score }: Scores, introductions: number) => fairRank(score, introductions),
    bound: scoreBound,
    leastGrowth: leastGrowthOfScore,
  },
  GROWTH: {
    rank: ({ growth }: Scores) => growth,
    bound: (growth: number) => growth,
    leastGrowth: (rank: number) => rank,
  },
  EXCHANGE: {
    asksTeaching: true,
    rank: ({ score, growth }: Scores, _introductions: number, teaching: number) =>
      exchangeRank(score, exchangeOf(growth, teaching)),
    // Nobody teaches more than all, so what holds for the score holds for the exchange.
    bound: (growth: number) => exchangeRank(scoreBound(growth), scoreBound(growth)),
    leastGrowth: (rank: number) => leastGrowthOfScore(leastScoreOfExchangeRank(rank)),
  },
  COVERAGE: { rank: ({ coverage }: Scores) => coverage, bound: () => 1, leastGrowth: () => 0 },
} as const satisfies Record<string, RankOrder>;

/** The least numbers that are listed, as shown: 0 to 100. */
export interface LeastScores {
  readonly minScore?: number | null;
  readonly minGrowth?: number | null;
  readonly minCoverage?: number | null;
}

export const reaches = ({ score, growth, coverage }: Scores, least: LeastScores): boolean =>
  shownScore(score)! >= (least.minScore ?? 0) &&
  shownScore(growth)! >= (least.minGrowth ?? 0) &&
  shownScore(coverage)! >= (least.minCoverage ?? 0);

/** The least growth with which a pair can reach these; what is shown is rounded to tenths. */
export const leastGrowthFor = ({ minScore, minGrowth }: LeastScores): number =>
  Math.max(0, (minGrowth ?? 0) / 100 - TENTH, leastGrowthOfScore(Math.max(0, (minScore ?? 0) / 100 - TENTH)));
const TENTH = 0.001;

/** Bounds are computed otherwise than scores, so they may differ in the last bits. */
export const ROUNDING = 1e-9;
/** So many candidates are considered at a stretch, some tenths of a millisecond. */
export const STRETCH = 2048;
const PREPARED = 32;

/** Looks at candidates. */
export interface Considering {
  /** Told which candidates are next. */
  prepare(slots: Uint32Array, from: number, to: number): void;
  consider(slot: number): void;
}

/**
 * Considers candidates from the highest bound down, until what is left cannot reach the last place of the list any more.
 * Yields now and then, so that whoever drives it can let others have a turn.
 */
export function* bestFirst(
  { slots, countFrom }: Candidates,
  order: RankOrder,
  top: TopList<Ranked>,
  considering: Considering,
): Generator<void, void> {
  let [at, prepared] = [0, 0];
  for (let step = GROWTH_STEPS - 1; step >= 0 && at < slots.length; step--) {
    const end = countFrom[step]!;
    if (at === end) continue;
    if (order.bound((step + 1) / GROWTH_STEPS) + ROUNDING < top.floor) return;
    while (at < end) {
      if (at === prepared) {
        prepared = Math.min(slots.length, at + PREPARED);
        considering.prepare(slots, at, prepared);
      }
      considering.consider(slots[at++]!);
      if (at % STRETCH !== 0) continue;
      yield;
      top.expectRepeats();
    }
  }
}
