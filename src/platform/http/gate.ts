import { performance } from "node:perf_hooks";
import { GraphQLError } from "graphql";
import type { ErrorCode } from "../graphql/errors.js";
import { Metrics } from "../observability/metrics.js";

/** Seconds after which one that was turned away may come again. */
export const RETRY_AFTER_SECONDS = 1;
/** So many may wait for each place. */
const WAITING_FOR_EACH = 8;
/** So many places there are at the least, where more would only make each slower. */
const LEAST_PLACES = 4;
/** The event loop has no time to spare when it was busy for more than this part of the time. */
const SATURATED = 0.9;
const ADJUST_MS = 50;
/** A line that has stood for this long does not shorten by itself: more comes in than can be done. */
const STANDING_MS = 100;
/** Whoever waits for longer in a line that stands, and for longer than work takes, is late. */
const FRESH_MS = 10;
/** How much the latest work counts in what work takes. */
const LATEST = 0.05;

/** After so many milliseconds one is turned away. Not all after the same: they would all come back together. */
export const patience = () => 250 + Math.floor(Math.random() * 150);

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
}

/** Which part of the time the event loop was busy since this was asked last, 0 to 1. */
export function eventLoopLoad(): () => number {
  let before = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  };
}

/**
 * Lets so much work in at a time and turns away what would have to wait too long, so that what is let in is done at
 * nearly the usual speed however much more is asked for. Every transport asks it once for each operation.
 *
 * How much that is depends on what it waits for: while it is the database, up to `atOnce`; when the event loop has no time
 * to spare, step by step fewer, because then everybody is as slow as there are others.
 *
 * A burst is served in its order. In a line that stands, the newest goes first and who is late is turned away: with
 * everybody in turn, every answer would be late. After "adaptive LIFO" and "controlled delay" in Maurer, "Fail at Scale",
 * ACM Queue 13(8), 2015. Being turned away takes a moment, which holds back clients that come again at once.
 */
export class Gate {
  private executing = 0;
  /** Who waits, the oldest first. */
  private readonly line: Waiting[] = [];
  private emptyAt = performance.now();
  /** What work takes, in milliseconds, averaged over the latest. */
  private duration = 0;
  private places: number;
  private adjustedAt = performance.now();
  private readonly turnedAway: ReturnType<typeof counterIn>;

  /**
   * @param atOnce how much work is done at a time, 1 or more
   * @param load which part of the time the event loop was busy since it was asked last
   */
  constructor(
    private readonly atOnce: number,
    metrics = new Metrics(),
    private readonly load = eventLoopLoad(),
  ) {
    this.places = atOnce;
    this.turnedAway = counterIn(metrics);
    metrics.gauge("operations_executing", "Operations that are executed now.", () => this.executing);
    metrics.gauge("operations_places", "Operations that may be executed at a time now.", () => this.places);
    metrics.gauge("operations_waiting", "Operations that wait to be executed.", () => this.line.length);
  }

  /**
   * Does the work when it is its turn.
   * @throws Overloaded when its turn does not come, before anything of it was begun
   */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    this.adjust();
    if (this.executing < this.places) this.executing += 1;
    else await this.turn();
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.duration += (performance.now() - began - this.duration) * LATEST;
      this.letNextIn();
    }
  }

  /**
   * Whether work that comes now would be turned away. For a look before anything is spent on it.
   * @throws Overloaded when it would
   */
  refuseIfFull(): void {
    if (this.executing >= this.places && this.line.length >= this.atOnce * WAITING_FOR_EACH)
      throw this.refusal("full");
  }

  /** Resolves when the place of another is handed over. */
  private turn(): Promise<void> {
    this.refuseIfFull();
    const since = performance.now();
    if (this.line.length === 0) this.emptyAt = since;
    return new Promise((resolve, reject) => {
      const turnAway = () => {
        this.line.splice(this.line.indexOf(waiting), 1);
        reject(this.refusal("waited"));
      };
      const timer = setTimeout(turnAway, patience());
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const waiting = { since, enter };
      this.line.push(waiting);
    });
  }

  private letNextIn(): void {
    this.executing -= 1;
    this.adjust();
    while (this.executing < this.places) {
      const next = this.next();
      if (!next) return;
      this.executing += 1;
      next.enter();
    }
  }

  private adjust(): void {
    const now = performance.now();
    if (now - this.adjustedAt < ADJUST_MS) return;
    this.adjustedAt = now;
    if (this.load() > SATURATED) this.places = Math.max(LEAST_PLACES, Math.floor(this.places * 0.7));
    else if (this.line.length > 0 || this.executing < this.places / 2) this.places += 2;
    this.places = Math.min(this.places, this.atOnce);
  }

  private next(): Waiting | undefined {
    const now = performance.now();
    if (now - this.emptyAt <= STANDING_MS) return this.line.shift();
    const newest = this.line.at(-1);
    if (!newest) return undefined;
    const isFresh = now - newest.since <= Math.max(FRESH_MS, this.duration);
    // With places to spare, late is better than not at all.
    return isFresh || this.executing < Math.floor(this.places / 2) ? this.line.pop() : undefined;
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
