import { Auction } from "./auction.js";
import { Chains } from "./chains.js";
import { MISSING_WEIGHT, minimumOf } from "./problem.js";
import { randomFrom } from "./random.js";
import type { SavedSeats, Seats } from "./seats.js";
import { Undo } from "./undo.js";

/** Workers who give back their places in one try. */
const FEWEST = 1;
const MOST = 9;
const EPSILON = 0.0003;
/** A try that takes more turns is given up. */
const MOST_TURNS = 60;
/** How near a place must come to what a worker has, in score after prices, to be looked at. */
const NEAR = 0.05;
/** How far prices are shaken in a try. */
const SHAKEN = 0.003;
/** What falls short by less is not looked at. */
const LEAST_LOSS = 1e-4;
/** A round that brings less of what is missing is in vain; so many may be in a row. */
const WORTHWHILE = 0.005;
const MOST_IN_VAIN = 12;
const ROUNDS_BETWEEN_CHAINS = 4;
/** A try may make the slate worse by at most so much, mostly by far less, so that it leaves dead ends. */
const TOLERANCE = 0.08;

/** Where the bound is not reached: a place that is free though it has a price, or a worker who would rather have others. */
interface Shortfall {
  readonly need: number;
  readonly worker: number;
  readonly loss: number;
}

export interface ImproveOptions {
  /** The objective of no slate is higher. */
  readonly bound: number;
  /** It is good enough once it is this near to the bound. */
  readonly enough: number;
  readonly isOver: () => boolean;
  readonly onProgress: (share: number) => void;
}

/**
 * Betters a slate by large neighbourhood search (P. Shaw, "Using Constraint Programming and Local Search Methods to Solve
 * Vehicle Routing Problems", 1998): around each place where it falls short of the bound, a few workers give back what they
 * have and a small auction seats them anew; what is much worse is taken back (as in G. Dueck, T. Scheuer, "Threshold
 * Accepting", Journal of Computational Physics 90, 1990), and the best of all is kept.
 */
export class Improvement {
  private readonly undo: Undo;
  private readonly auction: Auction;
  private readonly chains: Chains;
  private readonly random = randomFrom(1);
  private readonly offersOf: readonly Int32Array[];
  private readonly dual: Float64Array;
  private objective = 0;
  private best = Number.NEGATIVE_INFINITY;
  private bestSeats: SavedSeats | undefined;

  /** @param seats a slate; the prices of its choice are those of the bound */
  constructor(
    private readonly seats: Seats,
    prices: Float64Array,
  ) {
    this.dual = prices.slice();
    this.undo = new Undo(seats);
    this.auction = new Auction(seats);
    const { choice } = seats;
    const lists: number[][] = Array.from(this.dual, () => []);
    for (const [offer, need] of choice.needs.entries()) lists[need]!.push(offer);
    this.offersOf = lists.map((list) => Int32Array.from(list));
    this.chains = new Chains(seats, this.dual, this.offersOf);
    choice.prices.set(this.dual);
    for (let need = 0; need < this.dual.length; need++) this.settleBids(need);
    for (let worker = 0; worker < choice.problem.caps.length; worker++)
      this.objective += seats.worthOf(worker);
  }

  run({ bound, enough, isOver, onProgress }: ImproveOptions): void {
    this.seats.observer = this.undo;
    this.keepBest();
    const first = bound - this.best;
    const isDone = () => isOver() || bound - this.objective <= enough;
    // Chains keep minima where nothing else does. Otherwise they are for now and then: what they fill leaves less to move.
    this.fillWhere(MISSING_WEIGHT / 2, isDone);
    for (let round = 1, inVain = 0; inVain < MOST_IN_VAIN && !isDone(); round++) {
      const before = bound - this.best;
      if (round % ROUNDS_BETWEEN_CHAINS === 0) this.fillWhere(LEAST_LOSS, isDone);
      for (const { need, worker } of this.shortfalls()) {
        if (isDone()) break;
        this.attempt(need, worker);
      }
      this.keepBest();
      const gap = bound - this.best;
      inVain = before - gap > before * WORTHWHILE ? 0 : inVain + 1;
      onProgress(Math.min(1, (first - gap) / Math.max(first - enough, enough)));
    }
    this.keepBest();
    this.seats.observer = undefined;
    if (this.bestSeats) this.seats.restore(this.bestSeats);
  }

  private keepBest(): void {
    if (this.objective <= this.best) return;
    this.best = this.objective;
    this.bestSeats = this.seats.save();
  }

  /** Tries to fill by chains the free places that the bound loses more than `least` by. */
  private fillWhere(least: number, isDone: () => boolean): void {
    for (const { need, loss } of this.shortfalls()) {
      if (need < 0 || loss <= least || this.seats.isFull(need)) continue;
      if (isDone()) return;
      this.objective += this.chains.fill(need);
      this.undo.settle();
    }
  }

  /** Where the bound is missed, and by how much; the greatest first. Together they make up all that is missed. */
  private shortfalls(): Shortfall[] {
    const { dual, seats } = this;
    const { caps } = seats.choice.problem;
    const found: Shortfall[] = [];
    for (let need = 0; need < dual.length; need++)
      if (!seats.isFull(need) && dual[need]! > LEAST_LOSS)
        found.push({ need, worker: -1, loss: dual[need]! * (seats.room[need]! - seats.count[need]!) });
    for (let worker = 0; worker < caps.length; worker++) {
      const loss = this.regretOf(worker);
      if (loss > LEAST_LOSS) found.push({ need: -1, worker, loss });
    }
    return found.sort((one, other) => other.loss - one.loss);
  }

  /** How much better a worker would be off with free choice at the prices of the bound. */
  private regretOf(worker: number): number {
    const { choice } = this.seats;
    const { starts, held, needs, problem } = choice;
    if (starts[worker] === starts[worker + 1]) return 0;
    choice.choose(worker);
    let have = this.seats.worthOf(worker) + MISSING_WEIGHT * minimumOf(problem, worker);
    for (let offer = starts[worker]!; offer < starts[worker + 1]!; offer++)
      if (held[offer] !== 0) have -= this.dual[needs[offer]!]!;
    return choice.bound - have;
  }

  /** Seats a few workers anew around a need or a worker; -1 for the other. */
  private attempt(need: number, worker: number): void {
    const { seats, undo, dual } = this;
    const { prices } = seats.choice;
    const workers = this.around(need, worker);
    this.emptySeats(workers);
    this.shakePrices(workers, need);
    for (const each of this.shuffled(workers)) this.auction.call(each);
    const isDone = this.auction.run(EPSILON, MOST_TURNS);
    const difference = undo.difference();
    if (isDone && difference >= -TOLERANCE * this.random() ** 2) this.objective += difference;
    else undo.undo();
    for (const touched of undo.settle()) {
      prices[touched] = dual[touched]!;
      this.settleBids(touched);
    }
  }

  /** A few workers who may do better among themselves: those near a need, near what these have, and so on. */
  private around(need: number, worker: number): number[] {
    const { starts, held, needs, scores, problem } = this.seats.choice;
    const { dual, random } = this;
    const wanted = FEWEST + Math.floor(random() * (MOST - FEWEST));
    const found = new Set<number>();
    const open: number[] = need >= 0 ? [need] : [];
    const add = (who: number) => {
      if (problem.caps[who] === 0 || found.has(who)) return;
      found.add(who);
      let least = Number.POSITIVE_INFINITY;
      for (let offer = starts[who]!; offer < starts[who + 1]!; offer++)
        if (held[offer] !== 0) {
          open.push(needs[offer]!);
          least = Math.min(least, scores[offer]! - dual[needs[offer]!]!);
        }
      const near = (least === Number.POSITIVE_INFINITY ? 0 : least) - NEAR * random();
      for (let offer = starts[who]!; offer < starts[who + 1]!; offer++)
        if (held[offer] === 0 && scores[offer]! - dual[needs[offer]!]! > near) open.push(needs[offer]!);
    };
    if (worker >= 0) add(worker);
    for (let tries = 0; tries < 60 && found.size < wanted && open.length > 0; tries++) {
      const at = Math.floor(random() * open.length);
      const of = open[at]!;
      open[at] = open.at(-1)!;
      open.pop();
      const near = this.offersOf[of]!.filter(
        (offer) => held[offer] !== 0 || scores[offer]! - dual[of]! > -NEAR,
      );
      for (let i = 0; i < 4 && i < near.length; i++)
        add(this.seats.workers[near[Math.floor(random() * near.length)]!]!);
    }
    return [...found];
  }

  private emptySeats(workers: readonly number[]): void {
    const { starts, held } = this.seats.choice;
    for (const worker of workers)
      for (let offer = starts[worker]!; offer < starts[worker + 1]!; offer++)
        if (held[offer] !== 0) this.seats.unseat(offer);
  }

  /** Free places cost about what the bound says; the one that nobody took may be cheaper. */
  private shakePrices(workers: readonly number[], forgotten: number): void {
    const { dual, random, seats, undo } = this;
    const { starts, needs, scores, prices } = seats.choice;
    const shaken = new Set<number>(forgotten >= 0 ? [forgotten] : []);
    for (const worker of workers)
      for (let offer = starts[worker]!; offer < starts[worker + 1]!; offer++) {
        const need = needs[offer]!;
        if (!seats.isFull(need) && scores[offer]! - dual[need]! > -NEAR * 6) shaken.add(need);
      }
    for (const need of shaken) {
      const cheaper = need === forgotten ? random() * random() * dual[need]! : 0;
      undo.need(need);
      prices[need] = Math.max(0, dual[need]! + SHAKEN * (random() - 0.5) - cheaper);
    }
  }

  /** As far as the auction is concerned, everybody has bid what the bound says. */
  private settleBids(need: number): void {
    const { bids, from, count } = this.seats;
    bids.fill(this.dual[need]!, from[need]!, from[need]! + count[need]!);
  }

  private shuffled(workers: number[]): number[] {
    for (let i = workers.length - 1; i > 0; i--) {
      const j = Math.floor(this.random() * (i + 1));
      [workers[i], workers[j]] = [workers[j]!, workers[i]!];
    }
    return workers;
  }
}
