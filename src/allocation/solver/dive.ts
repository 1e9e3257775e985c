import { PriceSteps } from "./price-steps.js";
import type { Seats } from "./seats.js";

/** Each round makes so many price steps, in score for a place too many or too few, of falling length. */
const STEPS = 30;
const FIRST_STEP = 0.02;
const LAST_STEP = 0.004;
/** Who has chosen the same so many times in a row is seated. */
const ENOUGH_TIMES = 20;
/** If those are fewer than this share of the workers left, so many are seated who come nearest to it. */
const LEAST_SEATED = 0.1;

/**
 * Seats everybody by diving into the dual: prices are moved on in small steps around those of the bound; workers who choose
 * the same at all of them are seated with that, and prices settle anew for the workers and places left, until nobody is left.
 * How often something is chosen on the way approximates how much of it the best mix of choices has (F. Barahona, R. Anbil,
 * "The Volume Algorithm", Mathematical Programming 87, 2000), so the clear cases are settled before the close ones.
 */
export class Dive {
  /** Of each need: places left. */
  private readonly room: Int32Array;
  private readonly steps: PriceSteps;
  /** Of each worker: what they chose last, `chosen.length` numbers of offers or -1, and how often in a row before. */
  private readonly last: Int32Array;
  private readonly width: number;
  private readonly times: Int32Array;
  private left: Int32Array;

  /**
   * @param seats with nobody seated; the prices of its choice are those of the bound, and are changed
   * @param pace how fast prices move, 1 as a rule: another pace ends at another slate
   */
  constructor(
    private readonly seats: Seats,
    private readonly pace: number,
  ) {
    const { problem, starts, chosen } = seats.choice;
    this.room = seats.room.slice();
    this.steps = new PriceSteps(seats.choice, this.room);
    this.width = chosen.length;
    this.last = new Int32Array(problem.caps.length * this.width).fill(NONE);
    this.times = new Int32Array(problem.caps.length);
    this.left = Int32Array.from(problem.caps.keys()).filter(
      (worker) => problem.caps[worker]! > 0 && starts[worker]! < starts[worker + 1]!,
    );
  }

  /** @param onProgress told how far it is, from 0 to 1 */
  run(onProgress: (share: number) => void): void {
    const all = this.left.length;
    while (this.left.length > 0) {
      this.settlePrices();
      this.seatTheSure();
      onProgress(1 - this.left.length / all);
    }
  }

  private settlePrices(): void {
    this.steps.halt();
    for (let step = 0; step < STEPS; step++) {
      for (const worker of this.left) {
        this.steps.ask(worker);
        this.times[worker] = this.noteChoice(worker) ? this.times[worker]! + 1 : 0;
      }
      this.steps.turn();
      this.steps.move(this.pace * FIRST_STEP * (LAST_STEP / FIRST_STEP) ** (step / STEPS));
    }
  }

  /** @returns whether it is what the worker chose the last time */
  private noteChoice(worker: number): boolean {
    const { last, width } = this;
    const { chosen, count } = this.seats.choice;
    let isSame = true;
    for (let i = 0, at = worker * width; i < width; i++, at++) {
      const offer = i < count ? chosen[i]! : NONE;
      if (last[at] === offer) continue;
      last[at] = offer;
      isSame = false;
    }
    return isSame;
  }

  private seatTheSure(): void {
    const { left, times } = this;
    const atLeast = Math.ceil(left.length * LEAST_SEATED);
    const done = new Set<number>();
    for (const worker of left.slice().sort((one, other) => times[other]! - times[one]! || one - other)) {
      if (times[worker]! < ENOUGH_TIMES && done.size >= atLeast) break;
      if (this.seat(worker)) done.add(worker);
    }
    this.left = left.filter((worker) => !done.has(worker));
  }

  /** Seats a worker with what they chose last. @returns whether all of that was to be had */
  private seat(worker: number): boolean {
    const { room, seats, width } = this;
    const { needs, prices } = seats.choice;
    const offers = this.last.subarray(worker * width, (worker + 1) * width).filter((offer) => offer !== NONE);
    if (offers.some((offer) => room[needs[offer]!] === 0)) return false;
    for (const offer of offers) {
      const need = needs[offer]!;
      seats.seat(offer, prices[need]!);
      // What has no place left is not to be had at any price.
      if (--room[need]! === 0) prices[need] = Number.POSITIVE_INFINITY;
    }
    return true;
  }
}

const NONE = -1;
