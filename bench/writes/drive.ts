import { Durations } from "../measure/quantiles.js";
import type { Slot } from "./mutation.js";

/** What came of a turn. */
export interface Driven {
  /** Milliseconds that each took. */
  readonly taken: readonly number[];
  readonly seconds: number;
  /** CPU time of the contender's process, in milliseconds. */
  readonly cpu: number;
  /** How often somebody was turned away and had to come again. */
  readonly turnedAway?: number;
}

/** Before a turn counts, so that connections are there and pages are warm. */
const WARM_UP_SECONDS = 0.3;

/**
 * Lets each slot send one after the other for so long.
 * @param cpu CPU time that the contender has taken so far, in milliseconds
 */
export async function drive(
  slots: readonly Slot[],
  seconds: number,
  send: (slot: Slot) => Promise<unknown>,
  cpu: () => number | Promise<number>,
): Promise<Driven> {
  await sendFor(WARM_UP_SECONDS, slots, send);
  const before = await cpu();
  const begin = performance.now();
  const taken = await sendFor(seconds, slots, send);
  const lasted = (performance.now() - begin) / 1000;
  return { taken, seconds: lasted, cpu: (await cpu()) - before };
}

async function sendFor(
  seconds: number,
  slots: readonly Slot[],
  send: (slot: Slot) => Promise<unknown>,
): Promise<number[]> {
  const end = performance.now() + seconds * 1000;
  const taken: number[] = [];
  const one = async (slot: Slot) => {
    while (performance.now() < end) {
      const begin = performance.now();
      await send(slot);
      taken.push(performance.now() - begin);
    }
  };
  await Promise.all(slots.map(one));
  return taken;
}

/** All turns of a contender together. */
export class Total {
  readonly taken = new Durations();
  private seconds = 0;
  private cpu = 0;
  turnedAway = 0;

  add({ taken, seconds, cpu, turnedAway = 0 }: Driven): void {
    for (const one of taken) this.taken.add(one);
    this.seconds += seconds;
    this.cpu += cpu;
    this.turnedAway += turnedAway;
  }

  get perSecond(): number {
    return this.taken.count / this.seconds;
  }

  /** In milliseconds. */
  get cpuEach(): number {
    return this.cpu / this.taken.count;
  }
}
