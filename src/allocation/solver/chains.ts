import { HOURS_TOLERANCE, MISSING_WEIGHT, minimumOf, weightOf } from "./problem.js";
import type { Seats } from "./seats.js";

/** So many needs are looked at for one free place. */
const MOST_LOOKED_AT = 100;
/** Gains that are smaller are none. */
const LEAST_GAIN = 1e-9;

/** How a free place came to a need: a worker took an offer of the need before it, and gave this one back. */
interface Move {
  readonly before: number;
  readonly taken: number;
  readonly given: number;
  readonly length: number;
}

/**
 * Fills free places by chains: somebody takes the place and leaves another, which somebody else takes, and so on, until a
 * worker takes one without leaving any. The chain with the most gain is found by Dijkstra's algorithm over needs, with what
 * each step loses against the prices of the bound as lengths, as in the method of successive shortest paths for minimum
 * cost flows (R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows", 1993, section 9.7).
 */
export class Chains {
  private readonly distance: Float64Array;
  private readonly moves = new Map<number, Move>();
  private readonly have: Int32Array;
  private haveCount = 0;

  /** @param offersOf the offers of each need */
  constructor(
    private readonly seats: Seats,
    private readonly dual: Float64Array,
    private readonly offersOf: readonly Int32Array[],
  ) {
    this.distance = new Float64Array(dual.length).fill(Number.POSITIVE_INFINITY);
    this.have = new Int32Array(seats.choice.chosen.length);
  }

  /**
   * Fills a free place of a need by the best chain, if one gains anything.
   * @returns what all together gain
   */
  fill(need: number): number {
    const { distance, moves, dual } = this;
    const open = new Heap();
    let [best, end, last] = [dual[need]! - LEAST_GAIN, need, -1];
    distance[need] = 0;
    open.push(need, 0);
    for (let looked = 0; looked < MOST_LOOKED_AT; looked++) {
      const at = open.pop();
      if (at < 0 || open.popped >= best) break;
      if (open.popped > distance[at]!) continue;
      for (const offer of this.offersOf[at]!) {
        if (this.seats.choice.held[offer] !== 0 || this.isMoved(this.seats.workers[offer]!, at)) continue;
        const loss = this.look(at, offer, open);
        if (distance[at]! + loss < best) [best, end, last] = [distance[at]! + loss, at, offer];
      }
      // It may end here, too, and leave this place free.
      if (at !== need && distance[at]! + dual[at]! < best)
        [best, end, last] = [distance[at]! + dual[at]!, at, -1];
    }
    const gain = end === need && last < 0 ? 0 : this.apply(end, last);
    distance.fill(Number.POSITIVE_INFINITY);
    moves.clear();
    return gain;
  }

  /** What somebody loses who takes an offer and gives nothing back; notes what would come of giving one back. */
  private look(at: number, offer: number, open: Heap): number {
    const { seats, dual, distance, moves, have } = this;
    const { choice, workers } = seats;
    const { problem, needs } = choice;
    const worker = workers[offer]!;
    if (problem.caps[worker] === 0) return Number.POSITIVE_INFINITY;
    this.gather(worker);
    let left = problem.hours[worker]! + HOURS_TOLERANCE - problem.effort[needs[offer]!]!;
    for (let i = 0; i < this.haveCount; i++) left -= problem.effort[needs[have[i]!]!]!;
    const worth = this.worth(worker, -1, -1);
    for (let i = 0; i < this.haveCount; i++) {
      const given = have[i]!;
      const to = needs[given]!;
      if (left + problem.effort[to]! < 0) continue;
      const loss = dual[at]! - dual[to]! - (this.worth(worker, given, offer) - worth);
      const reached = distance[at]! + loss;
      if (reached >= distance[to]! - LEAST_GAIN) continue;
      distance[to] = reached;
      moves.set(to, { before: at, taken: offer, given, length: (moves.get(at)?.length ?? 0) + 1 });
      open.push(to, reached);
    }
    const isFree = this.haveCount < problem.caps[worker]! && left >= 0;
    return isFree ? dual[at]! - (this.worth(worker, -1, offer) - worth) : Number.POSITIVE_INFINITY;
  }

  /** Whether a worker moves already on the way to a need: what they would have then is not what they have now. */
  private isMoved(worker: number, at: number): boolean {
    for (let move = this.moves.get(at), steps = 0; move; move = this.moves.get(move.before)) {
      if (this.seats.workers[move.taken] === worker || ++steps > MOST_LOOKED_AT) return true;
    }
    return false;
  }

  /** Makes the moves to a need, and lets an offer be taken there; what turns out not to gain is left. */
  private apply(end: number, last: number): number {
    const chain: { readonly taken: number; readonly given: number }[] = [];
    if (last >= 0) chain.push({ taken: last, given: -1 });
    for (let move = this.moves.get(end), steps = 0; move; move = this.moves.get(move.before)) {
      if (++steps > MOST_LOOKED_AT) return 0;
      chain.push(move);
    }
    const workers = chain.map(({ taken }) => this.seats.workers[taken]!);
    if (new Set(workers).size < workers.length) return 0;
    let gain = 0;
    for (const [i, { taken, given }] of chain.entries()) {
      this.gather(workers[i]!);
      gain += this.worth(workers[i]!, given, taken) - this.worth(workers[i]!, -1, -1);
    }
    if (gain < LEAST_GAIN) return 0;
    for (const { given } of chain) if (given >= 0) this.seats.unseat(given);
    for (const { taken } of chain) this.seats.seat(taken, this.dual[this.seats.choice.needs[taken]!]!);
    return gain;
  }

  private gather(worker: number): void {
    const { starts, held } = this.seats.choice;
    this.haveCount = 0;
    for (let offer = starts[worker]!; offer < starts[worker + 1]!; offer++)
      if (held[offer] !== 0) this.have[this.haveCount++] = offer;
  }

  /** What the places of the worker who was gathered are worth, with one less and one more; -1 for none. */
  private worth(worker: number, without: number, more: number): number {
    const { problem, scores } = this.seats.choice;
    let [rank, worth, added] = [0, 0, more < 0];
    for (let i = 0; i < this.haveCount; i++) {
      const offer = this.have[i]!;
      // Those with the highest score come first.
      if (!added && more < offer) {
        worth += weightOf(problem.goal, rank++) * scores[more]!;
        added = true;
      }
      if (offer !== without) worth += weightOf(problem.goal, rank++) * scores[offer]!;
    }
    if (!added) worth += weightOf(problem.goal, rank++) * scores[more]!;
    return worth - MISSING_WEIGHT * Math.max(0, minimumOf(problem, worker) - rank);
  }
}

/** Needs by distance, the nearest first. */
class Heap {
  private readonly needs: number[] = [];
  private readonly keys: number[] = [];
  /** The distance of what was popped last. */
  popped = 0;

  push(need: number, key: number): void {
    let at = this.needs.length;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.keys[up]! <= key) break;
      this.needs[at] = this.needs[up]!;
      this.keys[at] = this.keys[up]!;
      at = up;
    }
    this.needs[at] = need;
    this.keys[at] = key;
  }

  /** -1 when there is none. */
  pop(): number {
    if (this.needs.length === 0) return -1;
    const first = this.needs[0]!;
    this.popped = this.keys[0]!;
    const need = this.needs.pop()!;
    const key = this.keys.pop()!;
    const size = this.needs.length;
    for (let at = 0; size > 0; ) {
      let down = 2 * at + 1;
      if (down + 1 < size && this.keys[down + 1]! < this.keys[down]!) down++;
      if (down >= size || this.keys[down]! >= key) {
        this.needs[at] = need;
        this.keys[at] = key;
        break;
      }
      this.needs[at] = this.needs[down]!;
      this.keys[at] = this.keys[down]!;
      at = down;
    }
    return first;
  }
}
