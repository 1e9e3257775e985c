import { GraphQLError } from "graphql";
import type { ErrorCode } from "../graphql/errors.js";
import { Metrics } from "../observability/metrics.js";

/** Seconds after which one that was turned away may come again. */
export const RETRY_AFTER_SECONDS = 1;
/** So many may wait for each place. */
const WAITING_FOR_EACH = 16;

/** Whoever has waited for so long is turned away: half a second is promised, and to say so takes its time too. */
const PATIENCE_MS = 400;
const LOOK_MS = 10;
/** So many are turned away at each look at the most. */
const MOST_AT_A_LOOK = 16;

/** So long is held who comes when the line is full. Not all for the same time: they would all come back together. */
export const patience = () => PATIENCE_MS - 50 + Math.floor(Math.random() * 100);

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
  readonly enter: () => void;
  readonly turnAway: (reason: Overloaded) => void;
}

/**
 * Lets so much work in at a time; the rest waits for its turn, in the order in which it came, and is turned away when that
 * does not come in time. Every transport asks it once for each operation.
 *
 * Clients that wait for their answers are so all served, as long as there are not more of them than what is done in that
 * time. To serve the newest first, or to drop early from a line that stands, makes the answers faster that are given, but
 * turns such clients away although each could have had its turn.
 *
 * Who is turned away often comes again at once, and that takes time from answering. So it takes a moment, and happens to
 * a few at a time only: otherwise everybody would be turned away whenever the process was held up for that long, would
 * come again at once, and hold it up again.
 */
export class Gate {
  private executing = 0;
  /** Who waits, the oldest first. */
  private readonly line: Waiting[] = [];
  private looking: NodeJS.Timeout | undefined;
  private readonly turnedAway: ReturnType<typeof counterIn>;

  /** @param atOnce how much work is done at a time, 1 or more */
  constructor(
    private readonly atOnce: number,
    metrics = new Metrics(),
  ) {
    this.turnedAway = counterIn(metrics);
    metrics.gauge("operations_executing", "Operations that are executed now.", () => this.executing);
    metrics.gauge("operations_waiting", "Operations that wait to be executed.", () => this.line.length);
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
    if (this.line.length >= this.atOnce * WAITING_FOR_EACH) throw this.refusal("full");
  }

  /** Resolves when the place of another is handed over. */
  private turn(): Promise<void> {
    this.refuseIfFull();
    return new Promise((enter, turnAway) => {
      this.line.push({ since: performance.now(), enter, turnAway });
      this.looking ??= setTimeout(() => this.look(), LOOK_MS);
    });
  }

  private letNextIn(): void {
    const next = this.line.shift();
    if (next) next.enter();
    else this.executing -= 1;
  }

  /** Turns away who has waited too long, and looks again as long as somebody waits. */
  private look(): void {
    const latest = performance.now() - PATIENCE_MS;
    for (let most = MOST_AT_A_LOOK; most > 0 && this.line[0] && this.line[0].since <= latest; most--)
      this.line.shift()!.turnAway(this.refusal("waited"));
    this.looking = this.line.length > 0 ? setTimeout(() => this.look(), LOOK_MS) : undefined;
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
