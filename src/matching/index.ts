import type { ReferenceResolver } from "../platform/graphql/schema.js";
import { uuidOrNull } from "../platform/graphql/typed-id.js";
import type { Taxonomy } from "../skills/index.js";
import { Match } from "./match.js";
import { MatchResolver, NeedMatchesResolver, WorkerMatchesResolver } from "./match.resolver.js";
import { explanationResolvers } from "./match-explanation.resolver.js";
import type { MatchPool } from "./match-pool.js";
import { Matcher } from "./matcher.js";

export { MatchFeed } from "./match-feed.js";
export { MatchPool } from "./match-pool.js";

/** The resolvers of this domain. */
export const matchingResolvers = (pool: MatchPool, taxonomy: Taxonomy): object[] => {
  const matcher = new Matcher(pool);
  return [
    new MatchResolver(matcher, taxonomy),
    new NeedMatchesResolver(matcher),
    new WorkerMatchesResolver(matcher),
    ...explanationResolvers(taxonomy),
  ];
};

/** Types that other subgraphs may refer to. */
export const matchingTypes = [Match];

/** How other subgraphs' references are found. */
export const matchingReferences = (pool: MatchPool): Record<string, ReferenceResolver> => {
  const matcher = new Matcher(pool);
  return {
    Match: async (reference, { principal }) => {
      const { need, worker } = reference as unknown as { need?: { id?: string }; worker?: { id?: string } };
      const needId = uuidOrNull("need", need?.id ?? "");
      const workerId = uuidOrNull("worker", worker?.id ?? "");
      return needId && workerId && principal.kind === "user"
        ? matcher.pair(principal, needId, workerId)
        : null;
    },
  };
};
