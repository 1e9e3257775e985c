import type { Metrics } from "../observability/metrics.js";

/** How many connections of one process stay open for whatever comes; each takes some 50 kB. */
export const MOST_CONNECTIONS = 2000;

/** Counts the connections that stay open, and says when there are enough. */
export class Connections {
  private open = 0;

  constructor(
    metrics: Metrics,
    private readonly most = MOST_CONNECTIONS,
  ) {
    metrics.gauge("live_connections", "WebSockets and event streams that are open.", () => this.open);
  }

  /**
   * Takes a place.
   * @returns what gives it back, or null when there is none
   */
  enter(): (() => void) | null {
    if (this.open >= this.most) return null;
    this.open += 1;
    let here = true;
    return () => {
      if (here) this.open -= 1;
      here = false;
    };
  }
}
