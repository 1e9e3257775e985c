import { type Candidates, FoundSlots, PARTS, stepOfGrowth } from "./candidates.js";
import type { NeedPlan } from "./need-plan.js";
import { classOf, STEP_COUNT } from "./packed-entries.js";
import { shiftOf } from "./priority-sums.js";
import { type Sights, widestSight } from "./sights.js";
import type { WorkerIndex } from "./worker-index.js";

/** Workers are added up in windows of so many, whose sums stay in the cache of a core. */
const WINDOW_BITS = 16;
const WINDOW = 1 << WINDOW_BITS;
const WITHIN = WINDOW - 1;
/** One more than the sum of the priorities that count can be. */
const SUMS = 16;

/** By slot within a window: the sum of priority times strength in parts. All 0 between windows; shared by all searches. */
const sums = new Uint16Array(WINDOW);
/** The slots of the window that were added to. One more, because a slot is written before it is known to be a new one. */
const touched = new Uint32Array(WINDOW + 1);
/** By the sum of somebody's priorities: what one part is of their growth. */
const growthOfPart = Float64Array.from({ length: SUMS }, (_, sum) => (sum === 0 ? 0 : 1 / (sum * PARTS)));

/** A run of a posting list, and how far it has been read. */
interface Reading {
  readonly entries: Uint32Array;
  readonly length: number;
  /** What an entry is worth, by its class, in parts times priority. */
  readonly worth: Uint16Array;
  at: number;
}

/**
 * Finds everybody with a goal that a need serves, with an upper bound of their growth: term by term over the postings,
 * one window of workers after the other. The viewer's own profile is not found, because more of it counts.
 */
export class WorkerSearch {
  private readonly readings: Reading[];
  private readonly found = new FoundSlots();
  private window = 0;

  /** @param sights what the viewer sees of whom */
  constructor(
    private readonly index: WorkerIndex,
    plan: NeedPlan,
    private readonly sights: Sights,
  ) {
    this.readings = readingsOf(index, plan, widestSight(sights));
  }

  /** Whether some windows are left. */
  get isOpen(): boolean {
    return this.window << WINDOW_BITS < this.index.ids.end;
  }

  /**
   * Searches the next window.
   * @param least growth below which nobody is of interest
   */
  searchWindow(least: number): void {
    const end = (this.window + 1) << WINDOW_BITS;
    let count = 0;
    for (const reading of this.readings) count = addUp(reading, end, count);
    this.collect(count, this.window << WINDOW_BITS, least);
    this.window += 1;
  }

  /** What the windows searched since the last time had, from high to low. */
  take(): Candidates {
    return this.found.take();
  }

  /**
   * Keeps who may be of interest. On workers of the viewer's own library the viewer sees more: as which of the two a
   * worker counts, the row would tell, but the higher of both bounds does as well.
   */
  private collect(count: number, start: number, least: number): void {
    const { found, sights } = this;
    const { packed } = this.index.prioritySums;
    const [wide, narrow] = [shiftOf(widestSight(sights)), shiftOf(sights.general)];
    const leastSums = growthOfPart.map((growth) => (growth === 0 ? 0 : least / growth));
    const smallest = leastSums[1]!;
    for (let at = 0; at < count; at++) {
      const place = touched[at]!;
      const sum = sums[place]!;
      sums[place] = 0;
      if (sum < smallest) continue;
      const totals = packed[start + place]!;
      const total = (totals >>> narrow) & 15 || (totals >>> wide) & 15;
      if (sum < leastSums[total]! || start + place === sights.self) continue;
      found.add(start + place, stepOfGrowth(sum * growthOfPart[total]!));
    }
  }
}

function readingsOf(index: WorkerIndex, plan: NeedPlan, sight: number): Reading[] {
  const readings: Reading[] = [];
  plan.bearing.forEach((skill, place) => {
    let worth: Uint16Array | undefined;
    for (let visibility = sight; visibility < 5; visibility++) {
      const list = index.postings.of(skill, visibility);
      if (!list) continue;
      worth ??= worthOf(plan, place);
      for (const { entries, length } of list.runs()) readings.push({ entries, length, worth, at: 0 });
    }
  });
  return readings;
}

/** What a goal in a skill that bears on the need is worth, by its class, which has 8 bits; nothing in one that is gone. */
function worthOf(plan: NeedPlan, place: number): Uint16Array {
  const worth = new Uint16Array(256);
  for (let step = 0; step < STEP_COUNT; step++)
    for (let priority = 1; priority <= 3; priority++)
      worth[classOf(step, priority)] = Math.ceil(plan.best[place * STEP_COUNT + step]! * priority * PARTS);
  return worth;
}

/**
 * Adds up a run as far as the window goes.
 * @param end of the window
 * @param known how many slots have been touched before
 * @returns how many have been now
 */
function addUp(reading: Reading, end: number, known: number): number {
  const { entries, length, worth } = reading;
  let { at } = reading;
  let count = known;
  for (; at < length; at++) {
    const entry = entries[at]!;
    if (entry >>> 8 >= end) break;
    const value = worth[entry & 255]!;
    const place = (entry >>> 8) & WITHIN;
    const before = sums[place]!;
    sums[place] = before + value;
    touched[count] = place;
    // One more if it was 0 and is not any more; in signs, because a branch would be mispredicted half of the time.
    count += ((before - 1) >>> 31) & (-value >>> 31);
  }
  reading.at = at;
  return count;
}
