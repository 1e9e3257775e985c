/** Slots from the first up to the second. */
export type SlotRange = readonly [from: number, to: number];

/**
 * Slots that are given out by library: when all workers are loaded, those of one library stand together, and libraries
 * in one place, so that a search for somebody in a place reads a few ranges. Whoever comes later, or moves to another
 * library, gets a slot behind the blocks.
 */
export class LibraryBlocks {
  private readonly libraries: number[] = [];
  private readonly ends: number[] = [];

  /** Where the blocks end. */
  get end(): number {
    return this.ends.at(-1) ?? 0;
  }

  /** Appends the block of a library, from the end of the blocks to `end`. */
  append(library: number, end: number): void {
    this.libraries.push(library);
    this.ends.push(end);
  }

  /**
   * The ranges of those whose library passes, and of all who stand behind the blocks, in ascending order.
   * @param end of all slots
   */
  ranges(passes: (library: number) => boolean, end: number): SlotRange[] {
    const ranges: [number, number][] = [];
    const add = (from: number, to: number) => {
      const last = ranges.at(-1);
      if (last && last[1] === from) last[1] = to;
      else if (from < to) ranges.push([from, to]);
    };
    let from = 0;
    for (let block = 0; block < this.ends.length; block++) {
      const to = this.ends[block]!;
      if (passes(this.libraries[block]!)) add(from, to);
      from = to;
    }
    add(from, end);
    return ranges;
  }
}
