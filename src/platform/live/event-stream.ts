import type { ExecutionResult } from "graphql";

/** What an event amounts to. */
export interface Answer {
  readonly result: ExecutionResult;
  /** Nothing comes after it. */
  readonly isLast: boolean;
}

/**
 * The results of a subscription: one for each event of its source. It ends when the source does, after a result that is
 * the last, or by `return`, which also ends a `next` that is waiting.
 */
export class EventStream implements AsyncGenerator<ExecutionResult, void, void> {
  private ended = false;
  private farewell: ExecutionResult | undefined;

  /** @param onEnd called once, however it ends */
  constructor(
    private readonly source: AsyncIterator<unknown>,
    private readonly answer: (event: unknown) => Promise<Answer>,
    private readonly onEnd: () => void,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult, void>> {
    if (!this.ended) {
      const event = await this.source.next();
      if (event.done) await this.end();
      else {
        const { result, isLast } = await this.answer(event.value);
        // Who left meanwhile, or whose token expired, does not get it.
        if (!this.ended) {
          if (isLast) await this.end();
          return { done: false, value: result };
        }
      }
    }
    const last = this.farewell;
    this.farewell = undefined;
    return last ? { done: false, value: last } : { done: true, value: undefined };
  }

  /** Ends it with something to say. */
  async endWith(result: ExecutionResult): Promise<void> {
    if (this.ended) return;
    this.farewell = result;
    await this.end();
  }

  async return(): Promise<IteratorResult<ExecutionResult, void>> {
    this.farewell = undefined;
    await this.end();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<ExecutionResult, void>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  private async end(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.onEnd();
    await this.source.return?.();
  }
}
