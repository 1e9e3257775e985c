import { MET } from "../formula.js";
import type { NeedPlan } from "./need-plan.js";
import { type LeastScores, leastGrowthFor, ROUNDING, reaches, STRETCH } from "./rank-order.js";
import { type Sights, sightOn } from "./sights.js";
import { TopList } from "./top-list.js";
import type { WorkerGates } from "./worker-gates.js";
import type { WorkerIndex } from "./worker-index.js";
import { RowView } from "./worker-rows.js";
import { WorkerScorer } from "./worker-scorer.js";
import { WorkerSearch } from "./worker-search.js";

/** A worker who covers some must-haves of a need. */
export interface Coverer {
  readonly workerId: string;
  /** Which: the bit of a skill is its place among the need's MUST skills, the lowest for the first. Never 0. */
  readonly musts: number;
  /** Of the pair, in whole billionths above 0: sums of them are exact. */
  readonly score: number;
}

export interface CoverQuery {
  readonly plan: NeedPlan;
  readonly sights: Sights;
  readonly gates: Pick<WorkerGates, "pass" | "ranges">;
  /** Ids of workers whom the viewer finds by their consent, however narrow their discoverability. */
  readonly disclosed: readonly string[];
  readonly least: LeastScores;
  /** How many who cover the same are kept, 1 or more: those of the highest score, equal ones by id. */
  readonly keep: number;
}

/** Who is kept of those who cover the same. */
interface Kept {
  readonly rank: number;
  readonly id: string;
}

const BILLION = 1e9;
/** A row is read ahead of its turn; see `WorkerRows.warm`. */
const PREPARED = 32;

/**
 * All workers whom `rankWorkers` would list for a need and who cover one of its must-haves, but of those who cover
 * exactly the same only the first few. Nobody is left out for a low score: a specialist may be the only one for a skill.
 * So everybody with a goal that counts is scored, as in a ranking by coverage. It pauses between windows, and while it
 * scores many; who does not change meanwhile is found as if nobody had.
 */
export function* coverWorkers(index: WorkerIndex, query: CoverQuery): Generator<void, readonly Coverer[]> {
  const { plan, sights, gates, disclosed, least } = query;
  const found = new CoverersFound(index, query);
  if (sights.self >= 0) found.consider(sights.self);
  for (const [at, id] of disclosed.entries()) {
    found.considerDisclosed(index.ids.slotOf(id));
    if ((at + 1) % STRETCH === 0) yield;
  }
  const search = new WorkerSearch(index, plan, sights, gates.ranges());
  const needed = Math.max(0, leastGrowthFor(least) - ROUNDING);
  while (search.isOpen) {
    search.searchWindow(needed);
    yield;
    const { slots } = search.take();
    for (let at = 0; at < slots.length; at++) {
      if (at % PREPARED === 0) found.prepare(slots, at);
      found.consider(slots[at]!);
      if ((at + 1) % STRETCH === 0) yield;
    }
  }
  return found.coverers();
}

class CoverersFound {
  private readonly scorer: WorkerScorer;
  private readonly row = new RowView();
  /** By what they cover. */
  private readonly kept = new Map<number, TopList<Kept>>();
  /** Places of the must-haves among the need's skills. */
  private readonly musts: readonly number[];
  /** What `warm` gives, so that it is not left out. */
  warmed = 0;

  constructor(
    private readonly index: WorkerIndex,
    private readonly query: CoverQuery,
  ) {
    const { skills } = query.plan;
    this.scorer = new WorkerScorer(query.plan);
    this.musts = [...skills.keys()].filter((place) => skills[place]!.importance === "MUST");
  }

  prepare(slots: Uint32Array, from: number): void {
    this.warmed ^= this.index.rows.warm(slots, from, Math.min(slots.length, from + PREPARED));
  }

  consider(slot: number): void {
    const sight = this.sightOn(slot);
    if (sight !== null && this.row.discoverability >= sight) this.weigh(slot, sight);
  }

  /** Considers somebody whom the search does not find; whom it does find is left to it. */
  considerDisclosed(slot: number): void {
    const sight = this.sightOn(slot);
    if (sight !== null && this.row.discoverability < sight) this.weigh(slot, sight);
  }

  /** Those who were kept; whoever changed during a pause and was found twice counts as they were first. */
  coverers(): Coverer[] {
    const all = new Map<string, Coverer>();
    for (const [musts, { entries }] of this.kept)
      for (const { id, rank } of entries) if (!all.has(id)) all.set(id, { workerId: id, musts, score: rank });
    return [...all.values()];
  }

  /** The sight on whom a slot holds, whose row is open then; null for nobody: somebody who was found may have left. */
  private sightOn(slot: number): number | null {
    const { index, row, query } = this;
    return index.rows.open(slot, row) ? sightOn(query.sights, slot, row.library) : null;
  }

  private weigh(slot: number, sight: number): void {
    const { scorer, row, index, query } = this;
    if (!query.gates.pass(slot, row, sight)) return;
    if (!scorer.run(row, sight, 0) || !reaches(scorer, query.least)) return;
    const musts = this.covered();
    if (musts === 0) return;
    let top = this.kept.get(musts);
    if (!top) {
      top = new TopList<Kept>(query.keep, null);
      top.expectRepeats();
      this.kept.set(musts, top);
    }
    const rank = Math.max(1, Math.round(scorer.score * BILLION));
    if (top.takes(rank)) top.offer({ rank, id: index.ids.idOf(slot) });
  }

  /** Which must-haves the worker scored last covers. */
  private covered(): number {
    const { covered } = this.scorer;
    let bits = 0;
    for (let place = 0; place < this.musts.length; place++)
      if (covered[this.musts[place]!]! >= MET) bits |= 1 << place;
    return bits;
  }
}
