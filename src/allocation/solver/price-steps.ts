import type { WorkerChoice } from "./worker-choice.js";

/** How much the newest subgradient counts in the direction of a step. */
const NEWEST = 0.5;

/** Deflected subgradient steps of the prices: dearer becomes what too many want, cheaper what too few do. */
export class PriceSteps {
  /** Of each need: how many workers want it; counted by whoever lets them choose. */
  readonly demand: Int32Array;
  private readonly direction: Float64Array;

  /** @param room of each need, the places that are to be had; no price changes where there are none */
  constructor(
    private readonly choice: WorkerChoice,
    private readonly room: Int32Array,
  ) {
    this.demand = new Int32Array(room.length);
    this.direction = new Float64Array(room.length);
  }

  /** Lets a worker choose at the present prices, and counts what they want. */
  ask(worker: number): void {
    const { choice, demand } = this;
    choice.choose(worker);
    for (let i = 0; i < choice.count; i++) demand[choice.needs[choice.chosen[i]!]!]!++;
  }

  /**
   * Turns to where what was asked for since the last step says.
   * @returns the square of a step of length 1, over all places; 0 when every place is wanted as often as it is there
   */
  turn(): number {
    const { demand, direction, room } = this;
    let square = 0;
    for (let need = 0; need < room.length; need++) {
      if (room[need] === 0) continue;
      const excess = (room[need]! - demand[need]!) / room[need]!;
      direction[need] = NEWEST * excess + (1 - NEWEST) * direction[need]!;
      square += room[need]! * direction[need]! ** 2;
    }
    demand.fill(0);
    return square;
  }

  /** @param length in score for a place too many or too few of a need's one */
  move(length: number): void {
    const { direction, room } = this;
    const { prices } = this.choice;
    for (let need = 0; need < prices.length; need++)
      if (room[need]! > 0) prices[need] = Math.max(0, prices[need]! - length * direction[need]!);
  }

  /** Forgets which way the last steps went. */
  halt(): void {
    this.direction.fill(0);
  }
}
