import { grown } from "./grown.js";

/** Growth is told apart in so many steps. */
export const GROWTH_STEPS = 256;
/** Strengths are counted in these parts of 1, rounded up: 25 goals of priority 3 fit 16 bits. */
export const PARTS = 850;

/** Slots with an upper bound of the growth, sorted from high to low. */
export interface Candidates {
  /** Those of the highest bound first. */
  readonly slots: Uint32Array;
  /** How many have a bound of at least `step / GROWTH_STEPS`, by step. */
  readonly countFrom: Uint32Array;
}

/** The step that a growth of at least 0 lies in; above 1 there is none. */
export const stepOfGrowth = (growth: number): number =>
  Math.min(GROWTH_STEPS - 1, (growth * GROWTH_STEPS) | 0);

/** Slots as a search finds them, each with the step of its bound. */
export class FoundSlots {
  private slots = new Uint32Array(512);
  private steps = new Uint16Array(512);
  private count = 0;

  add(slot: number, step: number): void {
    if (this.count === this.slots.length) {
      this.slots = grown(this.slots, this.count + 1, 4);
      this.steps = grown(this.steps, this.slots.length, 1);
    }
    this.slots[this.count] = slot;
    this.steps[this.count++] = step;
  }

  /** Sorts what was found by counting, and forgets it. */
  take(): Candidates {
    const { slots, steps, count } = this;
    const countFrom = new Uint32Array(GROWTH_STEPS + 1);
    for (let at = 0; at < count; at++) countFrom[steps[at]!]! += 1;
    for (let step = GROWTH_STEPS - 1; step >= 0; step--) countFrom[step]! += countFrom[step + 1]!;
    const next = countFrom.slice(1);
    const sorted = new Uint32Array(count);
    for (let at = 0; at < count; at++) sorted[next[steps[at]!]!++] = slots[at]!;
    this.count = 0;
    return { slots: sorted, countFrom };
  }
}
