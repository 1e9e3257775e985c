import { grown } from "./grown.js";
import { visibilityOfSkill } from "./packed-entries.js";
import { RowArena } from "./row-arena.js";

/** What is known of a worker besides skills and goals. */
export interface WorkerAttributes {
  /** Number of the library; 0 for none. */
  readonly library: number;
  /** Number of the set of languages, below 524,288. */
  readonly languageSet: number;
  readonly remote: boolean;
  /** Visibilities, 0 to 4. */
  readonly discoverability: number;
  /** Of languages, remote work and hours a week. */
  readonly availabilityVisibility: number;
  /** Of which library it is; where it is, all may see. */
  readonly libraryVisibility: number;
  /** In the last 30 days; beyond 5 they change no rank. */
  readonly introductions: number;
}

/** Words before the goals: the library, the terms, and how many goals and skills follow. */
const HEADER = 3;
const REMOTE = 1 << 3;
const MOST_INTRODUCTIONS = 7;
const MOST_LANGUAGE_SETS = 2 ** 19;
const NO_ROW = 0;

/**
 * Everything but the library, in one word: languages 19 bits | visibility of the library 3 | of the availability 3 |
 * introductions 3 | remote 1 | discoverability 3.
 * @throws RangeError beyond 524,288 sets of languages
 */
export function packTerms(worker: Omit<WorkerAttributes, "library">): number {
  if (worker.languageSet >= MOST_LANGUAGE_SETS)
    throw new RangeError(`The index can number ${MOST_LANGUAGE_SETS} sets of languages at most.`);
  return (
    ((worker.languageSet << 13) |
      (worker.libraryVisibility << 10) |
      (worker.availabilityVisibility << 7) |
      (Math.min(MOST_INTRODUCTIONS, worker.introductions) << 4) |
      (worker.remote ? REMOTE : 0) |
      worker.discoverability) >>>
    0
  );
}

/** A look at one row after the other, without making an object for each. */
export class RowView {
  page: Uint32Array = new Uint32Array(HEADER);
  /** Where the row begins in the page. */
  start = 0;

  get library(): number {
    return this.page[this.start]!;
  }

  get languageSet(): number {
    return this.page[this.start + 1]! >>> 13;
  }

  get libraryVisibility(): number {
    return (this.page[this.start + 1]! >>> 10) & 7;
  }

  get availabilityVisibility(): number {
    return (this.page[this.start + 1]! >>> 7) & 7;
  }

  get introductions(): number {
    return (this.page[this.start + 1]! >>> 4) & 7;
  }

  get isRemote(): boolean {
    return (this.page[this.start + 1]! & REMOTE) !== 0;
  }

  get discoverability(): number {
    return this.page[this.start + 1]! & 7;
  }

  /** Where the goals begin in the page: in the order in which they count. */
  get firstGoal(): number {
    return this.start + HEADER;
  }

  /** Where the goals end and the skills begin: those that most may see come first. */
  get firstSkill(): number {
    return this.start + HEADER + (this.page[this.start + 2]! & 255);
  }

  /** Where the skills end. */
  get end(): number {
    return this.firstSkill + (this.page[this.start + 2]! >>> 8);
  }
}

/** A row for each worker, by slot: all that scoring and the gates need stands together, in one or two lines of a cache. */
export class WorkerRows {
  /** Place of the row in the arena + 1, or 0. */
  private places = new Uint32Array(0);

  /** @param arena may be shared with others */
  constructor(private readonly arena: RowArena) {}

  /** Points a view at the row of a slot. @returns false when there is none */
  open(slot: number, view: RowView): boolean {
    const place = this.places[slot];
    if (!place) return false;
    view.page = this.arena.page(place - 1);
    view.start = this.arena.start(place - 1);
    return true;
  }

  /**
   * Reads something of each of some rows. Scattered rows come from memory one by one where each is looked at in full, and
   * many at a time where next to nothing is done with them; afterwards they are at hand.
   * @returns nothing of interest; but what is not used would not be read
   */
  warm(slots: Uint32Array, from: number, to: number): number {
    let sum = 0;
    for (let at = from; at < to; at++) {
      const place = this.places[slots[at]!]! - 1;
      if (place >= 0) sum ^= this.arena.touch(place);
    }
    return sum;
  }

  /**
   * @param terms see `packTerms`
   * @param goals packed, at most 255
   * @param skills packed
   */
  write(
    slot: number,
    library: number,
    terms: number,
    goals: ArrayLike<number>,
    skills: ArrayLike<number>,
  ): void {
    const length = HEADER + goals.length + skills.length;
    this.places = grown(this.places, slot + 1);
    const old = this.lengthOf(slot);
    if (!RowArena.fits(length, old)) {
      this.release(slot, old);
      this.places[slot] = this.arena.take(length) + 1;
    }
    const page = this.arena.page(this.places[slot]! - 1);
    const start = this.arena.start(this.places[slot]! - 1);
    page[start] = library;
    page[start + 1] = terms;
    page[start + 2] = (skills.length << 8) | goals.length;
    // Entry by entry: `set` takes longer for so few.
    let at = start + HEADER;
    for (let goal = 0; goal < goals.length; goal++) page[at++] = goals[goal]!;
    for (let skill = 0; skill < skills.length; skill++) insertByVisibility(page, at, skill, skills[skill]!);
  }

  erase(slot: number): void {
    this.release(slot, this.lengthOf(slot));
  }

  get bytes(): number {
    return this.places.byteLength;
  }

  private release(slot: number, length: number): void {
    if (length > 0) this.arena.release(this.places[slot]! - 1, length);
    this.places[slot] = NO_ROW;
  }

  /** 0 where there is no row. */
  private lengthOf(slot: number): number {
    return this.open(slot, looking) ? looking.end - looking.start : 0;
  }
}

const looking = new RowView();

/** Puts a skill among the `count` from `start`: what most may see comes first, so that a search stops at what it may not. */
function insertByVisibility(page: Uint32Array, start: number, count: number, skill: number): void {
  let at = start + count;
  for (; at > start && visibilityOfSkill(page[at - 1]!) < visibilityOfSkill(skill); at--)
    page[at] = page[at - 1]!;
  page[at] = skill;
}
