import type { Reads } from "../platform/database/reads.js";
import type { Position } from "../platform/graphql/connection.js";

/** Two consortia of which each has opened itself to the other. */
export interface DiscoveryPair {
  readonly consortiumId: string;
  readonly otherConsortiumId: string;
}

const openOnBothSides = {
  name: "discovery.both-sides",
  text: `select p.consortium_id as "consortiumId", p.other_consortium_id as "otherConsortiumId"
    from discovery_policy p
    join discovery_policy q on q.consortium_id = p.other_consortium_id and q.other_consortium_id = p.consortium_id
    order by p.consortium_id, p.other_consortium_id`,
};

/** Every pair whose policies agree, once from each side. */
export const readDiscovery = (reads: Reads): Promise<DiscoveryPair[]> => reads.run(openOnBothSides);

/** How a consortium stands to another one. */
export interface DiscoveryRow {
  readonly consortiumId: string;
  readonly otherId: string;
  readonly isOpen: boolean;
  readonly isOpenThere: boolean;
}

/** $1: a consortium, $2: the other one behind which to begin or null, $3: how many */
const ofConsortium = {
  name: "discovery.by-consortium",
  text: `select $1::uuid as "consortiumId", o.id as "otherId",
      exists (select from discovery_policy p where p.consortium_id = $1 and p.other_consortium_id = o.id) as "isOpen",
      exists (select from discovery_policy p where p.consortium_id = o.id and p.other_consortium_id = $1) as "isOpenThere"
    from (select other_consortium_id as id from discovery_policy where consortium_id = $1
      union select consortium_id from discovery_policy where other_consortium_id = $1) o
    where $2::uuid is null or o.id > $2 order by o.id limit $3`,
};

/** The other consortia with which one has an opening on either side, by id. */
export const discoveryOf = (
  reads: Reads,
  consortiumId: string,
  limit: number,
  after: Position | null,
): Promise<DiscoveryRow[]> => reads.run(ofConsortium, [consortiumId, after?.[0] ?? null, limit]);
