/** A place in a ranking: from high to low, equal ones by id, so that the order is total. */
export interface Ranked {
  readonly rank: number;
  readonly id: string;
}

/** Whether one stands before another. */
export const precedes = (one: Ranked, other: Ranked): boolean =>
  one.rank > other.rank || (one.rank === other.rank && one.id < other.id);

/** Keeps the first so many of what is offered to it. */
export class TopList<Entry extends Ranked> {
  private readonly kept: Entry[] = [];
  private mayRepeat = false;

  /**
   * @param length how many are kept, 1 or more
   * @param after only what stands behind this place is kept
   */
  constructor(
    private readonly length: number,
    private readonly after: Ranked | null,
  ) {}

  /** A rank below this is not kept any more; one equal to it may be. */
  get floor(): number {
    return this.kept.length < this.length ? 0 : this.kept[this.length - 1]!.rank;
  }

  /** Whether something of this rank may be kept; it is then worth finding out its id. */
  takes(rank: number): boolean {
    return rank >= this.floor && (this.after === null || rank <= this.after.rank);
  }

  /**
   * Told that what is ranked may have changed meanwhile: somebody may have moved to where they are found again. What was
   * known of them first counts, because others may have been left out for it.
   */
  expectRepeats(): void {
    this.mayRepeat = true;
  }

  offer(entry: Entry): void {
    const { kept } = this;
    if (this.mayRepeat && kept.some(({ id }) => id === entry.id)) return;
    if (this.after !== null && !precedes(this.after, entry)) return;
    if (kept.length === this.length) {
      if (!precedes(entry, kept[this.length - 1]!)) return;
      kept.pop();
    }
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (precedes(kept[middle]!, entry)) low = middle + 1;
      else high = middle;
    }
    kept.splice(low, 0, entry);
  }

  /** What was kept, the first first. */
  get entries(): readonly Entry[] {
    return this.kept;
  }
}
