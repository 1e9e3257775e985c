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
  set(slot: number, goals: readonly number[]): void {
    this.packed = grown(this.packed, slot + 1);
    let packed = 0;
    for (let sight = 1; sight < SIGHTS; sight++) {
      let [sum, count] = [0, 0];
      for (const goal of goals)
        if (visibilityOfGoal(goal) >= sight && count++ < COUNTING_GOALS) sum += priorityOfGoal(goal);
      packed |= sum << shiftOf(sight);
    }
    this.packed[slot] = packed;
  }

  get bytes(): number {
    return this.packed.byteLength;
  }
}

/** How far the sum for a sight of 1 (LIBRARY) to 4 (PUBLIC) is to be shifted down. */
export const shiftOf = (sight: number): number => (sight - 1) * BITS;
