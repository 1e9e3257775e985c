import type { NeedCandidate } from "../candidates.js";
import type { NeedIndex } from "./need-index.js";
import { searchNeeds } from "./need-search.js";
import { bestFirst, reaches, type Scores } from "./rank-order.js";
import type { RankedPair, RankPage } from "./rank-workers.js";
import type { SkillModel } from "./skill-model.js";
import { TopList } from "./top-list.js";
import type { WorkerPlan } from "./worker-plan.js";

export interface NeedQuery extends RankPage {
  readonly plan: WorkerPlan;
  readonly model: Pick<SkillModel, "bearsOn">;
  /** Of the worker in the last 30 days. */
  readonly introductions: number;
  /** What the worker teaches the partner of a need, 0 to 1; for an order that asks. */
  teaching?(need: NeedCandidate): number;
  /** Whether the viewer may see the need, and the worker can take it on. */
  passes(need: NeedCandidate): boolean;
}

/** The open needs for a worker, the best first: the mirror image of `rankWorkers`. */
export function* rankNeeds(index: NeedIndex, query: NeedQuery): Generator<void, readonly RankedPair[]> {
  const { order, plan, model, introductions, least } = query;
  const top = new TopList<RankedPair>(query.first, query.after);
  const consider = (slot: number) => {
    const need = index.at(slot);
    if (!need || !query.passes(need)) return;
    const { score, growth, coverage } = plan.score(need);
    if (!score) return;
    const scores: Scores = { score, growth: growth!, coverage: coverage! };
    const taught = order.asksTeaching ? (query.teaching?.(need) ?? 0) : 0;
    const rank = order.rank(scores, introductions, taught);
    if (top.takes(rank) && reaches(scores, least)) top.offer({ ...scores, rank, id: need.id });
  };
  yield* bestFirst(searchNeeds(index, plan, model), order, top, { prepare: () => {}, consider });
  return top.entries;
}
