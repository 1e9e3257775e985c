import type { Libraries } from "./libraries.js";

/** Slots from the first up to the second. */
export type SlotRange = readonly [from: number, to: number];

/** Blocks side by side whose libraries are in one place. */
interface Neighbourhood {
  readonly placeNumber: number;
  end: number;
}

/**
 * Slots that are given out by library: when all workers are loaded, those of one library stand together, and libraries
 * in one place, so that a search for somebody in a place reads a few ranges. Whoever comes later, or moves to another
 * library, gets a slot behind the blocks.
 */
export class LibraryBlocks {
  private readonly libraries: number[] = [];
  private readonly ends: number[] = [];
  private known: { readonly revision: number; readonly all: readonly Neighbourhood[] } | undefined;

  constructor(private readonly places: Pick<Libraries, "placeNumber" | "revision">) {}

  /** Where the blocks end. */
  get end(): number {
    return this.ends.at(-1) ?? 0;
  }

  /** Appends the block of a library, from the end of the blocks to `end`. */
  append(library: number, end: number): void {
    this.known = undefined;
    this.libraries.push(library);
    this.ends.push(end);
  }

  /**
   * The ranges of those whose place passes, and of all who stand behind the blocks, in ascending order.
   * @param passes told the number of a place
   * @param end of all slots
   */
  ranges(passes: (placeNumber: number) => boolean, end: number): SlotRange[] {
    return rangesOf(
      this.neighbourhoods().map((each) => ({ end: each.end, passes: passes(each.placeNumber) })),
      this.end,
      end,
    );
  }

  /** The ranges of one library and of all who stand behind the blocks. */
  rangesOfLibrary(library: number, end: number): SlotRange[] {
    const parts = this.ends.map((to, block) => ({ end: to, passes: this.libraries[block] === library }));
    return rangesOf(parts, this.end, end);
  }

  private neighbourhoods(): readonly Neighbourhood[] {
    const { revision } = this.places;
    if (this.known?.revision !== revision) {
      const all: Neighbourhood[] = [];
      this.libraries.forEach((library, block) => {
        const placeNumber = this.places.placeNumber(library);
        const last = all.at(-1);
        if (last?.placeNumber === placeNumber) last.end = this.ends[block]!;
        else all.push({ placeNumber, end: this.ends[block]! });
      });
      this.known = { revision, all };
    }
    return this.known.all;
  }
}

function rangesOf(
  parts: readonly { readonly end: number; readonly passes: boolean }[],
  blocksEnd: number,
  end: number,
): SlotRange[] {
  const ranges: [number, number][] = [];
  let from = 0;
  for (const part of [...parts, { end: Math.max(blocksEnd, end), passes: true }]) {
    const last = ranges.at(-1);
    if (part.passes && last && last[1] === from) last[1] = part.end;
    else if (part.passes && from < part.end) ranges.push([from, part.end]);
    from = part.end;
  }
  return ranges;
}
