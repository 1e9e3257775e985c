import type { Seats, SeatsObserver } from "./seats.js";

interface NeedBefore {
  readonly count: number;
  readonly offers: Int32Array;
}

/** Remembers what a try changes, so that it can be weighed and taken back. */
export class Undo implements SeatsObserver {
  private readonly needs = new Map<number, NeedBefore>();
  private readonly workers = new Map<number, number>();

  constructor(private readonly seats: Seats) {}

  need(need: number): void {
    if (this.needs.has(need)) return;
    const { count, from, offers } = this.seats;
    this.needs.set(need, {
      count: count[need]!,
      offers: offers.slice(from[need], from[need]! + count[need]!),
    });
  }

  worker(worker: number): void {
    if (!this.workers.has(worker)) this.workers.set(worker, this.seats.worthOf(worker));
  }

  /** How much better or worse all those are off who were touched. */
  difference(): number {
    let difference = 0;
    for (const [worker, before] of this.workers) difference += this.seats.worthOf(worker) - before;
    return difference;
  }

  /** Puts everybody back where they were. */
  undo(): void {
    const { choice, count, from, offers } = this.seats;
    for (const need of this.needs.keys())
      for (let at = from[need]!; at < from[need]! + count[need]!; at++) choice.held[offers[at]!] = 0;
    for (const [need, before] of this.needs) {
      count[need] = before.count;
      offers.set(before.offers, from[need]);
      for (const offer of before.offers) choice.held[offer] = 1;
    }
  }

  /** Forgets what was, and says which needs were touched. */
  settle(): number[] {
    const touched = [...this.needs.keys()];
    this.needs.clear();
    this.workers.clear();
    return touched;
  }
}
