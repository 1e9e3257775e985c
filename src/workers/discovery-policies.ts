import type { Principal } from "../platform/auth/principal.js";
import { seesNobody } from "../platform/auth/visibility.js";
import type { Reads } from "../platform/database/reads.js";
import { readDiscovery } from "./discovery.reads.js";

/** Which consortia find each other's people, in memory; there are few. */
export class DiscoveryPolicies {
  private open: ReadonlyMap<string, readonly string[]> = new Map();

  constructor(private readonly reads: Reads) {}

  async reload(): Promise<void> {
    const open = new Map<string, string[]>();
    for (const { consortiumId, otherConsortiumId } of await readDiscovery(this.reads))
      open.set(consortiumId, [...(open.get(consortiumId) ?? []), otherConsortiumId]);
    this.open = open;
  }

  /** Adds to a principal the consortia whose people they may find. */
  entitle(principal: Principal): Principal {
    if (principal.kind === "anonymous" || seesNobody(principal)) return principal;
    const discovers = this.open.get(principal.consortiumId);
    return discovers ? { ...principal, discovers } : principal;
  }
}
