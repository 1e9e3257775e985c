import { grown } from "./grown.js";
import { priorityOfGoal, visibilityOfGoal } from "./packed-entries.js";

/** Of the goals that a viewer may see, so many count, the most important first. */
export const COUNTING_GOALS = 5;
const SIGHTS = 5;
/** Five goals of priority 3 are 15. */
const BITS = 4;

/** By slot, the sum of the priorities of the goals that count at each sight, four bits each. */
export class PrioritySums {
  packed = new Uint16Array(0);

  /** @param goals packed, in the order in which they count */
  set(slot: number, goals: Uint32Array): void {
    this.packed = grown(this.packed, slot + 1);
    let packed = 0;
    for (let sight = 1; sight < SIGHTS; sight++) {
      let sum = 0;
      let count = 0;
      for (let at = 0; at < goals.length && count < COUNTING_GOALS; at++) {
        if (visibilityOfGoal(goals[at]!) < sight) continue;
        sum += priorityOfGoal(goals[at]!);
        count += 1;
      }
      packed |= sum << shiftOf(sight);
    }
    this.packed[slot] = packed;
  }

  get bytes(): number {
    return this.packed.byteLength;
  }
}

/** How far the sum for a sight of 1 (LIBRARY) to 5 (nothing: a sum of 0) is to be shifted down. */
export const shiftOf = (sight: number): number => (sight - 1) * BITS;
