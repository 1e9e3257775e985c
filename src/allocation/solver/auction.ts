import type { Seats } from "./seats.js";

/**
 * Workers bid for places, each for what serves them best at the present prices, until nobody wants anything else
 * (D. P. Bertsekas, "Auction Algorithms for Network Flow Problems: A Tutorial Introduction", Computational Optimization
 * and Applications 1, 1992). A bid raises the price by what the worker would lose without the place, and by epsilon.
 */
export class Auction {
  private readonly queue: Int32Array;
  private readonly isQueued: Uint8Array;
  private head = 0;
  private waiting = 0;
  private readonly fresh: Int32Array;
  private readonly bids: Float64Array;

  constructor(private readonly seats: Seats) {
    const { caps } = seats.choice.problem;
    this.queue = new Int32Array(caps.length);
    this.isQueued = new Uint8Array(caps.length);
    this.fresh = new Int32Array(seats.choice.chosen.length);
    this.bids = new Float64Array(seats.choice.chosen.length);
  }

  /** Lets a worker have a turn. */
  call(worker: number): void {
    if (this.isQueued[worker]) return;
    this.isQueued[worker] = 1;
    this.queue[(this.head + this.waiting++) % this.queue.length] = worker;
  }

  /**
   * Lets those who were called bid, and whoever loses a place by that.
   * @param epsilon in score; what nobody gives up a place for
   * @returns whether all had their turn within `mostTurns`; the others are sent away
   */
  run(epsilon: number, mostTurns: number): boolean {
    const { choice } = this.seats;
    choice.discount = epsilon;
    let turns = 0;
    while (this.waiting > 0 && turns++ < mostTurns) this.turn(this.next(), epsilon);
    choice.discount = 0;
    const isDone = this.waiting === 0;
    while (this.waiting > 0) this.next();
    return isDone;
  }

  private turn(worker: number, epsilon: number): void {
    const { seats, fresh, bids } = this;
    const { choice } = seats;
    const { prices, needs, held, chosen, starts } = choice;
    choice.choose(worker);
    const worth = choice.value;
    let count = 0;
    for (let i = 0; i < choice.count; i++) {
      const offer = chosen[i]!;
      if (held[offer] === 1) held[offer] = KEPT;
      else fresh[count++] = offer;
    }
    for (let offer = starts[worker]!; offer < starts[worker + 1]!; offer++)
      if (held[offer] === KEPT) held[offer] = 1;
      else if (held[offer] === 1) seats.unseat(offer);
    for (let i = 0; i < count; i++) {
      choice.choose(worker, fresh[i]!);
      bids[i] = prices[needs[fresh[i]!]!]! + worth - choice.value + epsilon;
    }
    for (let i = 0; i < count; i++) {
      const need = needs[fresh[i]!]!;
      const loser = seats.seat(fresh[i]!, bids[i]!);
      if (loser >= 0) this.call(loser);
      if (seats.isFull(need)) prices[need] = seats.lowestBid(need);
    }
  }

  private next(): number {
    const worker = this.queue[this.head]!;
    this.head = (this.head + 1) % this.queue.length;
    this.waiting--;
    this.isQueued[worker] = 0;
    return worker;
  }
}

/** Marks what a worker has and keeps, while the rest is given back. */
const KEPT = 2;
