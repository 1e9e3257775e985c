import { Modality } from "../needs/index.js";
import { type Connection, decodeCursor, PARTS, pageOf } from "../platform/graphql/connection.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import type { NeedCandidate } from "./candidates.js";
import { RANK_ORDERS } from "./engine/rank-order.js";
import type { RankPage } from "./engine/rank-workers.js";
import { precedes } from "./engine/top-list.js";
import type { WorkerFilter } from "./engine/worker-gates.js";
import { speaks } from "./gates.js";
import type { MatchArgs, MatchFilter } from "./match.inputs.js";
import type { Match } from "./match.js";

/** A match with its place in the ranking. */
export interface PlacedMatch {
  readonly match: Match;
  readonly rank: number;
  /** UUID of what is listed: the worker's, or the need's. */
  readonly id: string;
}

/** Which part of which ranking was asked for. */
export interface MatchPage {
  readonly name: string;
  readonly args: MatchArgs;
  /** One more than asked for, which only says that more follow. */
  readonly query: RankPage;
}

/**
 * @param list what is listed, and for whom
 * @throws InvalidInput when the cursor is not of this list in this order
 */
export function matchPage(list: string, args: MatchArgs): MatchPage {
  const name = `${list}:${args.orderBy}`;
  const after = decodeCursor(name, args.after, [PARTS.number, PARTS.id]) as readonly [number, string] | null;
  return {
    name,
    args,
    query: {
      order: RANK_ORDERS[args.orderBy],
      least: args.filter ?? {},
      first: args.first + 1,
      after: after && { rank: after[0], id: after[1] },
    },
  };
}

/** @param placed of one list, or of several that are put together here */
export function pageOfMatches(placed: readonly PlacedMatch[], { name, args }: MatchPage): Connection<Match> {
  const ordered = placed.toSorted((one, other) => (precedes(one, other) ? -1 : 1));
  const { edges, nodes, pageInfo } = pageOf(ordered, name, args, ({ rank, id }) => [rank, id]);
  return {
    edges: edges.map(({ node, cursor }) => ({ node: node.match, cursor })),
    nodes: nodes.map(({ match }) => match),
    pageInfo,
  };
}

/** @throws InvalidInput when the library's id is not one of a library */
export const workerFilter = (
  filter: (Omit<WorkerFilter, "libraryId"> & Pick<MatchFilter, "libraryId">) | null | undefined,
): WorkerFilter => ({
  ...filter,
  libraryId: filter?.libraryId ? uuidOf("library", filter.libraryId, ["filter", "libraryId"]) : null,
});

/** Whether a need is among those that a filter asks for. */
export function needPasses(need: NeedCandidate, filter: MatchFilter | null | undefined): boolean {
  if (!filter) return true;
  const { country, region, remote, language, hoursPerWeek } = filter;
  return (
    (!country || need.country === country) &&
    (!region || need.region === region) &&
    (remote === null || remote === undefined || (need.modality !== Modality.ON_SITE) === remote) &&
    (!language || speaks(need.languages, language)) &&
    (!hoursPerWeek || (need.hoursPerWeek !== null && need.hoursPerWeek <= hoursPerWeek))
  );
}
