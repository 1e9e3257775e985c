import { GraphQLError } from "graphql";
import type { ErrorCode } from "../graphql/errors.js";
import { Metrics } from "../observability/metrics.js";

/** Seconds after which one that was turned away may come again. */
export const RETRY_AFTER_SECONDS = 1;
/** So many may wait for each place. */
const WAITING_FOR_EACH = 16;

/**
 * After so many milliseconds, 350 to 450, one is turned away: half a second is promised, and the answer takes its time too.
 * Not all after the same: they would all come back together.
 */
export const patience = () => 350 + 10 * Math.floor(Math.random() * 11);

/** Work that was turned away because there is too much of it. Nothing of it was begun, so it may be sent again. */
export class Overloaded extends GraphQLError {
  constructor() {
    super("The service is busy. Try again in a moment.", {
      extensions: { code: "SERVICE_UNAVAILABLE" satisfies ErrorCode, http: { status: 503 } },
    });
  }
}

/**
 * Lets so much work in at a time; the rest waits for its turn, in the order in which it came, and is turned away when that
 * does not come in time. Every transport asks it once for each operation.
 *
 * Turned away is only what cannot be done in time, so clients that wait for their answers are all served as long as there
 * are fewer than what is done in 350 ms. To serve the newest first, or to drop early from a line that stands, makes the
 * answers faster that are given, but turns such clients away although each could have had its turn. Being turned away takes
 * a moment, which holds back clients that come again at once: refusing takes time from answering.
 */
export class Gate {
  private executing = 0;
  /** Who waits, the oldest first. */
  private readonly line = new Set<() => void>();
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
    if (this.line.size >= this.atOnce * WAITING_FOR_EACH) throw this.refusal("full");
  }

  /** Resolves when the place of another is handed over. */
  private turn(): Promise<void> {
    this.refuseIfFull();
    return new Promise((resolve, reject) => {
      const turnAway = () => {
        this.line.delete(enter);
        reject(this.refusal("waited"));
      };
      const timer = setTimeout(turnAway, patience());
      const enter = () => {
        this.line.delete(enter);
        clearTimeout(timer);
        resolve();
      };
      this.line.add(enter);
    });
  }

  private letNextIn(): void {
    const [next] = this.line;
    if (next) next();
    else this.executing -= 1;
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
