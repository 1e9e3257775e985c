import { randomUUID } from "node:crypto";

/**
 * What marks the rows of the outbox that this process wrote: it has applied them itself, and its follower passes over
 * them. Where it is not known whether a commit was done, the follower has to see: from then on the process marks its rows
 * with another origin, and what it marked before is applied like another's, which does no harm where that was done already.
 */
export class Origin {
  private current: string = randomUUID();

  /** For the rows that are written now. */
  get id(): string {
    return this.current;
  }

  isOwn(id: string | undefined): boolean {
    return id === this.current;
  }

  /** Lets the follower apply whatever this process has begun to commit. */
  renew(): void {
    this.current = randomUUID();
  }
}
