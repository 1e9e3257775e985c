import { roomOf } from "./dual-prices.js";
import { MISSING_WEIGHT, minimumOf, type Slate, weightOf } from "./problem.js";
import type { WorkerChoice } from "./worker-choice.js";

/** What is told before the seats of a need, or those of a worker, change. */
export interface SeatsObserver {
  need(need: number): void;
  worker(worker: number): void;
}

/** Who sits where at some time. */
export interface SavedSeats {
  readonly count: Int32Array;
  readonly offers: Int32Array;
}

/** Who holds the places of which need, at which bid: a slate in the making, over the offers of a `WorkerChoice`. */
export class Seats {
  /** Of each need: places that can be taken at all. */
  readonly room: Int32Array;
  /** Of each need: places taken. */
  readonly count: Int32Array;
  /** Seats of need n: `from[n]` to `from[n] + count[n] - 1`. */
  readonly from: Int32Array;
  /** Of each seat: the offer that holds it, and what was bid. */
  readonly offers: Int32Array;
  readonly bids: Float64Array;
  /** Of each offer: its worker. */
  readonly workers: Int32Array;
  observer: SeatsObserver | undefined;

  constructor(readonly choice: WorkerChoice) {
    const { problem, starts, needs } = choice;
    this.room = roomOf(choice);
    this.count = new Int32Array(this.room.length);
    this.from = new Int32Array(this.room.length + 1);
    for (let need = 0; need < this.room.length; need++)
      this.from[need + 1] = this.from[need]! + this.room[need]!;
    this.offers = new Int32Array(this.from.at(-1)!);
    this.bids = new Float64Array(this.offers.length);
    this.workers = new Int32Array(needs.length);
    for (let worker = 0; worker < problem.caps.length; worker++)
      this.workers.fill(worker, starts[worker], starts[worker + 1]);
  }

  isFull = (need: number): boolean => this.count[need] === this.room[need];

  /**
   * Seats an offer; in a full need, it takes the place of the lowest bid.
   * @returns the worker who lost a place; -1 when nobody did
   */
  seat(offer: number, bid: number): number {
    const { needs, held } = this.choice;
    const need = needs[offer]!;
    this.observer?.need(need);
    this.observer?.worker(this.workers[offer]!);
    let at = this.from[need]! + this.count[need]!;
    let loser = -1;
    if (this.isFull(need)) {
      at = this.lowest(need);
      const out = this.offers[at]!;
      loser = this.workers[out]!;
      this.observer?.worker(loser);
      held[out] = 0;
    } else this.count[need]!++;
    this.offers[at] = offer;
    this.bids[at] = bid;
    held[offer] = 1;
    return loser;
  }

  unseat(offer: number): void {
    const { needs, held } = this.choice;
    const need = needs[offer]!;
    this.observer?.need(need);
    this.observer?.worker(this.workers[offer]!);
    const last = this.from[need]! + --this.count[need]!;
    let at = this.from[need]!;
    while (this.offers[at] !== offer) at++;
    this.offers[at] = this.offers[last]!;
    this.bids[at] = this.bids[last]!;
    held[offer] = 0;
  }

  clear(): void {
    this.count.fill(0);
    this.choice.held.fill(0);
  }

  /** Who sits where now. */
  save = (): SavedSeats => ({ count: this.count.slice(), offers: this.offers.slice() });

  /** Seats everybody as they were when that was saved. */
  restore({ count, offers }: SavedSeats): void {
    const { held } = this.choice;
    this.clear();
    this.count.set(count);
    this.offers.set(offers);
    for (const [need, taken] of count.entries())
      for (let at = this.from[need]!; at < this.from[need]! + taken; at++) held[offers[at]!] = 1;
  }

  /** The lowest bid for a need's places. */
  lowestBid = (need: number): number => this.bids[this.lowest(need)]!;

  /** What a worker's places are worth, less what is missing to the minimum. */
  worthOf(worker: number): number {
    const { problem, starts, held, scores } = this.choice;
    let [rank, worth] = [0, 0];
    const until = starts[worker + 1]!;
    // Those with the highest score come first.
    for (let offer = starts[worker]!; offer < until; offer++)
      if (held[offer] !== 0) worth += weightOf(problem.goal, rank++) * scores[offer]!;
    if (starts[worker] === until) return 0;
    return worth - MISSING_WEIGHT * Math.max(0, minimumOf(problem, worker) - rank);
  }

  slate(): Slate {
    const { held, pairs } = this.choice;
    return pairs.filter((_, offer) => held[offer] !== 0).sort();
  }

  private lowest(need: number): number {
    const until = this.from[need]! + this.room[need]!;
    let low = this.from[need]!;
    for (let at = low + 1; at < until; at++) if (this.bids[at]! < this.bids[low]!) low = at;
    return low;
  }
}
