import { GraphQLError } from "graphql";
import type { ErrorCode } from "../graphql/errors.js";
import { Metrics } from "../observability/metrics.js";

/** Seconds after which one that was turned away may come again. */
export const RETRY_AFTER_SECONDS = 1;
/** So many may wait for each one that is let in. */
const WAITING_FOR_EACH = 4;
/** How long one waits while the line gets empty now and then: a burst is served, a little later. */
const BURST_PATIENCE_MS = 250;
/** A line that has stood for this long does not shorten by itself: more comes in than can be done. */
const STANDING_MS = 100;
/** How long one waits in such a line: those who are let in are answered soon, and the others told so at once. */
const STANDING_PATIENCE_MS = 5;

/** Work that was turned away because there is too much of it. Nothing of it was begun, so it may be sent again. */
export class Overloaded extends GraphQLError {
  constructor() {
    super("The service is busy. Try again in a moment.", {
      extensions: { code: "SERVICE_UNAVAILABLE" satisfies ErrorCode, http: { status: 503 } },
    });
  }
}

interface Waiting {
  readonly since: number;
  readonly patience: number;
  readonly enter: () => void;
  readonly turnAway: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Lets so much work in at a time and turns away what would have to wait too long, so that what is let in is done at the
 * usual speed however much more is asked for. Every transport asks it once for each operation.
 *
 * How long work may wait depends on whether the line stands, after "controlled delay" in Maurer, "Fail at Scale",
 * ACM Queue 13(8), 2015. An answer, even that there is none, comes within half a second.
 */
export class Gate {
  private executing = 0;
  private readonly line = new Set<Waiting>();
  private emptyAt = performance.now();
  private readonly turnedAway: ReturnType<typeof counterIn>;

  /** @param atOnce how much work is done at a time, 1 or more */
  constructor(
    private readonly atOnce: number,
    metrics = new Metrics(),
  ) {
    this.turnedAway = counterIn(metrics);
    metrics.gauge("operations_executing", "Operations that are executed now.", () => this.executing);
    metrics.gauge("operations_waiting", "Operations that wait to be executed.", () => this.line.size);
  }

  /**
   * Does the work when it is its turn.
   * @throws Overloaded when its turn does not come, before anything of it was begun
   */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.executing < this.atOnce) this.executing += 1;
    else await this.turn();
    try {
      return await work();
    } finally {
      this.letNextIn();
    }
  }

  /**
   * Whether work that comes now would be turned away. For a look before anything is spent on it.
   * @throws Overloaded when it would
   */
  refuseIfFull(): void {
    if (this.executing >= this.atOnce && this.line.size >= this.atOnce * WAITING_FOR_EACH)
      throw this.refusal("full");
  }

  /** Resolves when the place of another is handed over. */
  private turn(): Promise<void> {
    this.refuseIfFull();
    const since = performance.now();
    if (this.line.size === 0) this.emptyAt = since;
    const patience = since - this.emptyAt > STANDING_MS ? STANDING_PATIENCE_MS : BURST_PATIENCE_MS;
    return new Promise((resolve, reject) => {
      const turnAway = () => {
        clearTimeout(waiting.timer);
        this.line.delete(waiting);
        reject(this.refusal("waited"));
      };
      const enter = () => {
        clearTimeout(waiting.timer);
        this.line.delete(waiting);
        resolve();
      };
      const waiting = { since, patience, enter, turnAway, timer: setTimeout(turnAway, patience) };
      this.line.add(waiting);
    });
  }

  private letNextIn(): void {
    const now = performance.now();
    for (const waiting of this.line) {
      // A timer comes late where there is much to do.
      if (now - waiting.since <= waiting.patience) return waiting.enter();
      waiting.turnAway();
    }
    this.executing -= 1;
  }

  private refusal(reason: "full" | "waited"): Overloaded {
    this.turnedAway.inc({ reason });
    return new Overloaded();
  }
}

function counterIn(metrics: Metrics) {
  const counter = metrics.counter(
    "operations_turned_away_total",
    "Operations that were not begun because there were too many: the line was full, or their turn did not come.",
    ["reason"],
  );
  for (const reason of ["full", "waited"] as const) counter.inc({ reason }, 0);
  return counter;
}
