/** How to answer what the other process asks, by what is asked. */
export type Answers = Readonly<Record<string, (argument: never) => unknown>>;

/** The other end, as `fork` gives it to both sides. */
export interface Peer {
  readonly connected?: boolean;
  send?(message: object, callback?: (error: Error | null) => void): boolean;
  on(event: "message", listener: (message: unknown) => void): unknown;
}

type Message =
  | { readonly ask: string; readonly id: number; readonly argument: unknown }
  | { readonly answered: number; readonly answer?: unknown; readonly fault?: string };

interface Open {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Questions and answers between two processes of one service. Both sides may ask; what they say must be JSON. */
export class Channel {
  private readonly open = new Map<number, Open>();
  private lastId = 0;

  constructor(
    private readonly peer: Peer,
    private readonly answers: Answers,
  ) {
    peer.on("message", (message) => void this.take(message as Message));
  }

  /**
   * @param ms how long to wait for the answer; for as long as the other process lives when left out
   * @throws Error with what the other side says is wrong, or that it does not answer
   */
  async ask<Answer>(ask: string, argument?: unknown, ms?: number): Promise<Answer> {
    const id = ++this.lastId;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.open.set(id, { resolve, reject });
        const late = () => reject(new Error("It does not answer."));
        if (ms !== undefined) timer = setTimeout(late, ms);
        this.send({ ask, id, argument }, reject);
      });
    } finally {
      clearTimeout(timer);
      this.open.delete(id);
    }
  }

  private async take(message: Message): Promise<void> {
    if ("ask" in message) {
      const { id, ask, argument } = message;
      try {
        this.send({ answered: id, answer: await this.answers[ask]?.(argument as never) });
      } catch (error) {
        this.send({ answered: id, fault: (error as Error).message });
      }
    } else if ("answered" in message) {
      const asked = this.open.get(message.answered);
      if (message.fault === undefined) asked?.resolve(message.answer as never);
      else asked?.reject(new Error(message.fault));
    }
  }

  /** Who is gone needs no answer. */
  private send(message: Message, failed: (error: Error) => void = () => {}): void {
    if (!this.peer.connected || !this.peer.send) failed(new Error("It is gone."));
    else this.peer.send(message, (error) => error && failed(error));
  }
}
