import { networkOf } from "../graphql/budget/caller-network.js";
import type { Metrics } from "../observability/metrics.js";

/** How many connections of one process stay open for whatever comes; each takes some 50 kB. */
export const MOST_CONNECTIONS = 2000;
/** How many of them one network may hold: a quarter, so that nobody takes all the places. */
const MOST_OF_A_NETWORK = MOST_CONNECTIONS / 4;

/** Counts the connections that stay open, and says when there are enough. */
export class Connections {
  private open = 0;
  private readonly ofNetwork = new Map<string, number>();

  constructor(
    metrics: Metrics,
    private readonly most = MOST_CONNECTIONS,
    private readonly mostOfANetwork = MOST_OF_A_NETWORK,
  ) {
    metrics.gauge("live_connections", "WebSockets and event streams that are open.", () => this.open);
  }

  /**
   * Takes a place.
   * @param address IP address of the caller, behind the proxies that are trusted
   * @returns what gives it back, or null when there is none
   */
  enter(address: string): (() => void) | null {
    const network = networkOf(address);
    const neighbours = this.ofNetwork.get(network) ?? 0;
    if (this.open >= this.most || neighbours >= this.mostOfANetwork) return null;
    this.open += 1;
    this.ofNetwork.set(network, neighbours + 1);
    let here = true;
    return () => {
      if (here) this.leave(network);
      here = false;
    };
  }

  private leave(network: string): void {
    this.open -= 1;
    const left = this.ofNetwork.get(network)! - 1;
    if (left === 0) this.ofNetwork.delete(network);
    else this.ofNetwork.set(network, left);
  }
}
