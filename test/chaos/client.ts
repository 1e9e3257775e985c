import { setTimeout as delay } from "node:timers/promises";
import type { Write } from "./writes.js";

const PATIENCE_MS = 20_000;
const PAUSE_MS = 30;

/** What a client is told. */
type Outcome =
  | { readonly is: "acknowledged"; readonly id: string }
  | { readonly is: "doubtful" }
  | { readonly is: "in progress" };

/** Sends writes to the service, over and over where an answer does not come. */
export class Client {
  /** Requests that were answered neither well nor badly for 20 seconds. */
  silences = 0;
  /** Answers that must not be, in words. */
  readonly wrong: string[] = [];
  /** Called at each acknowledgement. */
  onAcknowledged: () => void = () => {};

  constructor(
    private readonly origin: string,
    private readonly token: string,
  ) {}

  /**
   * Sends a write until it is acknowledged.
   * @param abandons whether it is given up at the first doubt
   */
  async insist(write: Write, abandons = false): Promise<void> {
    for (let repeated = false; ; repeated = true) {
      const outcome = await this.send(write);
      if (outcome.is === "acknowledged") {
        if (write.acknowledged && write.acknowledged !== outcome.id)
          this.wrong.push(`${write.kind} ${write.key}: first ${write.acknowledged}, then ${outcome.id}`);
        write.acknowledged ??= outcome.id;
        this.onAcknowledged();
        return;
      }
      write.doubtful ||= outcome.is === "doubtful";
      if (write.doubtful && abandons && !repeated) {
        write.abandoned = true;
        return;
      }
      await delay(PAUSE_MS);
    }
  }

  private async send(write: Write): Promise<Outcome> {
    try {
      const answer = await fetch(`${this.origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${this.token}` },
        body: JSON.stringify({ query: write.query, variables: { input: write.input } }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return this.outcomeOf(write, answer.status, await answer.json());
    } catch (error) {
      if ((error as Error).name === "TimeoutError") this.silences += 1;
      return { is: "doubtful" };
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: what was answered is judged here
  private outcomeOf(write: Write, status: number, body: any): Outcome {
    if (
      body.errors?.every(
        (error: { extensions: { code: string } }) => error.extensions.code === "SERVICE_UNAVAILABLE",
      )
    )
      return { is: "doubtful" };
    const [payload] = Object.values<{ userErrors: { code: string }[] }>(body.data ?? {});
    const codes = payload?.userErrors?.map(({ code }) => code) ?? [];
    if (codes.includes("IDEMPOTENCY_IN_PROGRESS")) return { is: "in progress" };
    const record = Object.entries(payload ?? {}).find(([name]) => name !== "userErrors")?.[1] as
      | { id?: string }
      | undefined;
    if (status === 200 && !body.errors && codes.length === 0 && record?.id)
      return { is: "acknowledged", id: record.id };
    this.wrong.push(`${write.kind} ${write.key}: ${status} ${JSON.stringify(body)}`);
    return { is: "doubtful" };
  }
}
