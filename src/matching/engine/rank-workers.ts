import type { NeedPlan } from "./need-plan.js";
import {
  bestFirst,
  type Considering,
  type LeastScores,
  leastGrowthFor,
  type RankOrder,
  ROUNDING,
  reaches,
  type Scores,
  STRETCH,
} from "./rank-order.js";
import { type Sights, sightOn } from "./sights.js";
import type { TeachingPlan } from "./teaching-plan.js";
import { type Ranked, TopList } from "./top-list.js";
import type { WorkerGates } from "./worker-gates.js";
import type { WorkerIndex } from "./worker-index.js";
import { RowView } from "./worker-rows.js";
import { WorkerScorer } from "./worker-scorer.js";
import { WorkerSearch } from "./worker-search.js";

/** A place in a ranking, with the numbers of the pair. */
export interface RankedPair extends Ranked, Scores {}

/** Which part of a ranking. */
export interface RankPage {
  readonly order: RankOrder;
  readonly least: LeastScores;
  /** How many, 1 or more. */
  readonly first: number;
  /** Only what stands behind this place. */
  readonly after: Ranked | null;
}

export interface WorkerQuery extends RankPage {
  readonly plan: NeedPlan;
  /** Of what the need's partner wants to learn; for an order that asks what workers teach. */
  readonly teaching?: TeachingPlan;
  readonly sights: Sights;
  readonly gates: Pick<WorkerGates, "pass" | "ranges">;
  /** Ids of workers whom the viewer finds by their consent, however narrow their discoverability. */
  readonly disclosed?: readonly string[];
}

/**
 * The workers for a need, the best first: the very ones, with the very numbers, that scoring everybody would give.
 * Growth is bounded first, for everybody with a goal that counts; then workers are scored from the highest bound down,
 * until what is left cannot reach the last place any more. The best of each window of workers set the bar for the next.
 * It pauses between windows and while it scores many; who does not change meanwhile is ranked as if nobody had.
 */
export function* rankWorkers(index: WorkerIndex, query: WorkerQuery): Generator<void, readonly RankedPair[]> {
  const { order, sights, plan } = query;
  const top = new TopList<RankedPair>(query.first, query.after);
  const considering = new WorkersConsidered(index, query, top);
  const needed = leastGrowthFor(query.least);
  const least = () => Math.max(needed, order.leastGrowth(top.floor)) - ROUNDING;
  if (sights.self >= 0) considering.consider(sights.self);
  for (const [at, id] of (query.disclosed ?? []).entries()) {
    considering.considerDisclosed(index.ids.slotOf(id));
    if ((at + 1) % STRETCH !== 0) continue;
    yield;
    top.expectRepeats();
  }
  const search = new WorkerSearch(index, plan, sights, query.gates.ranges());
  while (search.isOpen) {
    search.searchWindow(least());
    yield;
    top.expectRepeats();
    // The best of each window raise the bar for the next, where growth bounds the rank at all.
    if (search.isOpen && order.leastGrowth(1) > 0) yield* bestFirst(search.take(), order, top, considering);
  }
  yield* bestFirst(search.take(), order, top, considering);
  return top.entries;
}

/** Scores workers and offers them to the list, if they may be in it. */
class WorkersConsidered implements Considering {
  private readonly scorer: WorkerScorer;
  private readonly row = new RowView();
  /** What `warm` gives, so that it is not left out. */
  warmed = 0;

  constructor(
    private readonly index: WorkerIndex,
    private readonly query: WorkerQuery,
    private readonly top: TopList<RankedPair>,
  ) {
    this.scorer = new WorkerScorer(query.plan);
  }

  prepare(slots: Uint32Array, from: number, to: number): void {
    this.warmed ^= this.index.rows.warm(slots, from, to);
  }

  consider(slot: number): void {
    const { index, row } = this;
    const { sights } = this.query;
    // Somebody who was found may have left since.
    if (!index.rows.open(slot, row)) return;
    const sight = sightOn(sights, slot, row.library);
    if (row.discoverability >= sight) this.weigh(slot, sight);
  }

  /** Considers somebody whom the search does not find; whom it does find is left to it. */
  considerDisclosed(slot: number): void {
    const { index, row } = this;
    const { sights } = this.query;
    if (!index.rows.open(slot, row)) return;
    const sight = sightOn(sights, slot, row.library);
    if (row.discoverability < sight) this.weigh(slot, sight);
  }

  private weigh(slot: number, sight: number): void {
    const { index, scorer, row, top } = this;
    const { gates, order, least, teaching } = this.query;
    if (!gates.pass(slot, row, sight)) return;
    if (!scorer.run(row, sight, order.leastGrowth(top.floor) - ROUNDING)) return;
    const taught = order.asksTeaching ? (teaching?.run(row, sight) ?? 0) : 0;
    const rank = order.rank(scorer, row.introductions, taught);
    if (!top.takes(rank) || !reaches(scorer, least)) return;
    const { score, growth, coverage } = scorer;
    top.offer({ rank, id: index.ids.idOf(slot), score, growth, coverage });
  }
}
