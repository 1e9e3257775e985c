/**
 * Lets so much work be done at a time; the rest waits, however long. For events, of which each subscription has at most
 * one waiting: turning one away would end a subscription whenever something happens that many have subscribed to.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private busy = 0;

  /** @param atOnce 1 or more */
  constructor(private readonly atOnce: number) {}

  /** Does the work when it is its turn. Rejects as `work` does. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.busy < this.atOnce) this.busy += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }
}
