/** What tells a row of the outbox, as it was seen by the statement that read it. */
export interface Passed {
  readonly id: string;
  readonly xid: string;
  /** Older than every transaction that still runs: nothing can be committed in front of it any more. */
  readonly settled: boolean;
}

/**
 * Which rows of the outbox this process has applied: every one up to a point, and some beyond it. It outlives the
 * connection it was gained over.
 */
export class OutboxPosition {
  private xid = "0";
  private id = "0";
  private readonly ahead = new Set<string>();

  /** @param oldest every transaction before this one counts as applied; none since does */
  startAt(oldest: string): void {
    this.xid = oldest;
    this.id = "0";
    this.ahead.clear();
  }

  /** Whether a row beyond the point has been applied. */
  has(id: string): boolean {
    return this.ahead.has(id);
  }

  /**
   * Notes that a row has been applied, in the order of the outbox. The point moves over settled rows only: whatever
   * commits later stands behind it.
   */
  pass({ id, xid, settled }: Passed): void {
    if (settled) {
      this.xid = xid;
      this.id = id;
      this.ahead.delete(id);
    } else {
      this.ahead.add(id);
    }
  }

  /** Whether rows have been applied that the point has not passed. */
  get isHeldBack(): boolean {
    return this.ahead.size > 0;
  }

  /** For SQL: transaction and id of the last row before the point, and the ids beyond. */
  get parameters(): [xid: string, id: string, ahead: string[]] {
    return [this.xid, this.id, [...this.ahead]];
  }
}
