import type { ReferenceResolver } from "../platform/graphql/schema.js";
import { uuidOrNull } from "../platform/graphql/typed-id.js";
import type { Taxonomy } from "../skills/index.js";
import { Match } from "./match.js";
import {
  GoalContributionResolver,
  MatchResolver,
  NeedMatchesResolver,
  SkillContributionResolver,
  SkillLinkResolver,
  WorkerMatchesResolver,
} from "./match.resolver.js";
import type { MatchPool } from "./match-pool.js";
import { Matcher } from "./matcher.js";

export { affinityEntities } from "./affinity/affinity.entities.js";
export { AffinityFeed } from "./affinity/affinity-feed.js";
export {
  type AffinityJob,
  affinityJobs,
  REBUILD_AFFINITIES,
  REFRESH_AFFINITIES,
} from "./affinity/affinity-jobs.js";
export {
  type BuildOptions,
  type BuildReport,
  rebuildAffinities,
  rebuildAffinitiesWithin,
} from "./affinity/build-affinities.js";
export { LEAST_WORKERS } from "./affinity/learned.js";
export { type RefreshReport, refreshAffinities } from "./affinity/refresh-affinities.js";
export { MatchFeed } from "./match-feed.js";
export { MatchPool } from "./match-pool.js";

/** The resolvers of this domain. */
export const matchingResolvers = (pool: MatchPool, taxonomy: Taxonomy): object[] => {
  const matcher = new Matcher(pool);
  return [
    new MatchResolver(matcher, taxonomy),
    new NeedMatchesResolver(matcher),
    new WorkerMatchesResolver(matcher),
    new SkillContributionResolver(taxonomy),
    new GoalContributionResolver(taxonomy),
    new SkillLinkResolver(taxonomy),
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
