const PAGE_BITS = 18;
const PAGE = 1 << PAGE_BITS;
const WITHIN_PAGE = PAGE - 1;
/** Rows take whole units, so that the place of one serves the next of about its length. */
const UNIT = 4;
/** Nearly a line of a cache, which has 16 words. */
const APART = 11;

/**
 * Rows of 32-bit words of varying length, in pages: it grows without copying, and the place of a row that is gone is
 * given to the next one of its size, so it needs no cleaning up.
 */
export class RowArena {
  private readonly pages: Uint32Array[] = [];
  private used = 0;
  /** Places that are free, by their units. */
  private readonly free: number[][] = [];

  /** The page in which a row lies, and where it begins there. */
  page(row: number): Uint32Array {
    return this.pages[row >>> PAGE_BITS]!;
  }

  start(row: number): number {
    return row & WITHIN_PAGE;
  }

  /** Reads two words of a row some way apart, or of what stands near its end: see `WorkerRows.warm`. */
  touch(row: number): number {
    const page = this.page(row);
    const start = this.start(row);
    return page[start]! ^ page[(start + APART) & WITHIN_PAGE]!;
  }

  /**
   * Finds a place.
   * @param length words, at most 262,144
   * @returns the row
   */
  take(length: number): number {
    const units = unitsOf(length);
    const row = this.free[units]?.pop();
    if (row !== undefined) return row;
    const words = units * UNIT;
    // A row does not cross pages.
    if ((this.used & WITHIN_PAGE) + words > PAGE) this.used = (this.used | WITHIN_PAGE) + 1;
    const taken = this.used;
    this.used += words;
    while (this.pages.length << PAGE_BITS < this.used) this.pages.push(new Uint32Array(PAGE));
    return taken;
  }

  /** Gives back the place of a row. */
  release(row: number, length: number): void {
    const units = unitsOf(length);
    this.free[units] ??= [];
    this.free[units].push(row);
  }

  /** Whether a row of one length fits where one of another length is, without waste; nothing fits where nothing is. */
  static fits(length: number, other: number): boolean {
    return other > 0 && unitsOf(length) === unitsOf(other);
  }

  get bytes(): number {
    return this.pages.length * PAGE * Uint32Array.BYTES_PER_ELEMENT;
  }
}

const unitsOf = (length: number) => Math.max(1, Math.ceil(length / UNIT));
