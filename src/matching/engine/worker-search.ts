import { type Candidates, FoundSlots, PARTS, stepOfGrowth } from "./candidates.js";
import type { SlotRange } from "./library-blocks.js";
import type { NeedPlan } from "./need-plan.js";
import { classOf, STEP_COUNT } from "./packed-entries.js";
import { CLASSES, firstFrom, GONE, type Run } from "./posting-list.js";
import { shiftOf } from "./priority-sums.js";
import { type Sights, widestSight } from "./sights.js";
import type { WorkerIndex } from "./worker-index.js";

/** Workers are added up in windows of so many, whose sums stay in the cache of a core. */
const WINDOW = 1 << 16;
const FIRST_WINDOW = 1 << 13;
/** One more than the sum of the priorities that count can be. */
const SUMS = 16;

/** By slot within a window: the sum of priority times strength in parts. All 0 between windows; shared by all searches. */
const sums = new Uint16Array(WINDOW);
/** The slots of the window that were added to. One more, because a slot is written before it is known to be a new one. */
const touched = new Uint32Array(WINDOW + 1);
/** By the sum of somebody's priorities: what one part is of their growth. */
const growthOfPart = Float64Array.from({ length: SUMS }, (_, sum) => (sum === 0 ? 0 : 1 / (sum * PARTS)));

/** A run of a posting list, and how far it has been read. */
interface Reading extends Run {
  /** Where in `worth` the classes of its skill begin. */
  readonly base: number;
  at: number;
}

/**
 * Finds everybody with a goal that a need serves, with an upper bound of their growth: term by term over the postings,
 * one window of workers after the other. The viewer's own profile is not found, because more of it counts.
 */
export class WorkerSearch {
  private readings: Reading[];
  /** Of the index when `readings` were made. */
  private revision: number;
  /** By bearing skill and class: what a goal is worth, in parts times priority; nothing if it is gone. */
  private readonly worth: Uint16Array;
  private readonly found = new FoundSlots();
  private readonly windows: SlotRange[];

  /**
   * @param sights what the viewer sees of whom
   * @param ranges where to search, in ascending order
   */
  constructor(
    private readonly index: WorkerIndex,
    private readonly plan: NeedPlan,
    private readonly sights: Sights,
    ranges: readonly SlotRange[],
  ) {
    this.readings = readingsOf(index, plan, widestSight(sights));
    this.revision = index.revision;
    this.worth = worthOf(plan);
    this.windows = windowsOf(ranges).reverse();
  }

  /** Whether some windows are left. */
  get isOpen(): boolean {
    return this.windows.length > 0;
  }

  /**
   * Searches the next window, in the postings as they are now.
   * @param least growth below which nobody is of interest
   */
  searchWindow(least: number): void {
    if (this.index.revision !== this.revision) {
      this.readings = readingsOf(this.index, this.plan, widestSight(this.sights));
      this.revision = this.index.revision;
    }
    const [start, end] = this.windows.pop()!;
    let count = 0;
    for (const reading of this.readings) count = addUp(reading, this.worth, start, end, count);
    this.collect(count, start, least);
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

/** Windows grow: the best of the first, small ones set a bar under which most of the others are not even kept. */
function windowsOf(ranges: readonly SlotRange[]): SlotRange[] {
  const windows: SlotRange[] = [];
  let length = FIRST_WINDOW;
  for (const [from, to] of ranges)
    for (let start = from; start < to; start = windows.at(-1)![1]) {
      windows.push([start, Math.min(to, start + length)]);
      length = Math.min(WINDOW, length * 4);
    }
  return windows;
}

function readingsOf(index: WorkerIndex, plan: NeedPlan, sight: number): Reading[] {
  const readings: Reading[] = [];
  plan.bearing.forEach((skill, place) => {
    const base = place * CLASSES;
    for (let visibility = sight; visibility < 5; visibility++)
      for (const { entries, length } of index.postings.of(skill, visibility)?.runs() ?? [])
        readings.push({ entries, length, base, at: 0 });
  });
  return readings;
}

function worthOf(plan: NeedPlan): Uint16Array {
  const worth = new Uint16Array(plan.bearing.length * CLASSES);
  for (let place = 0; place < plan.bearing.length; place++)
    for (let step = 0; step < STEP_COUNT; step++) {
      const most = plan.best[place * STEP_COUNT + step]! * PARTS;
      for (let priority = 1; priority <= 3; priority++)
        worth[place * CLASSES + classOf(step, priority)] = Math.ceil(most * priority);
    }
  return worth;
}

/**
 * Adds up the part of a run that lies in a window.
 * @param known how many slots have been touched before
 * @returns how many have been now
 */
function addUp(reading: Reading, worth: Uint16Array, start: number, end: number, known: number): number {
  const { entries, length, base } = reading;
  let { at } = reading;
  if (at === length) return known;
  // What lies before the window is in none.
  if (entries[at]! >>> 8 < start) at = firstFrom(entries, length, start, at);
  let count = known;
  for (; at < length; at++) {
    const entry = entries[at]!;
    const slot = entry >>> 8;
    if (slot >= end) break;
    const value = worth[base + (entry & GONE)]!;
    const place = slot - start;
    const before = sums[place]!;
    sums[place] = before + value;
    touched[count] = place;
    // One more if it was 0 and is not any more; in signs, because a branch would be mispredicted half of the time.
    count += ((before - 1) >>> 31) & (-value >>> 31);
  }
  reading.at = at;
  return count;
}
