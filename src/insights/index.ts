import type { Reads } from "../platform/database/reads.js";
import type { Taxonomy } from "../skills/index.js";
import {
  GapRowResolver,
  InsightsResolver,
  SkillGapResolver,
  UnmetDemandResolver,
  UnmetNeedResolver,
} from "./insights.resolver.js";

export type { InsightParts } from "./follow-insights.js";
export { insightEntities } from "./insight.entities.js";
export { FOLLOW_INSIGHTS, insightJobs, REBUILD_INSIGHTS } from "./insight-jobs.js";
export { insightAccess } from "./insights.access.js";
export { type InsightProgress, rebuildInsights } from "./rebuild-insights.js";
export { serveInsights } from "./serve-insights.js";

/** The resolvers of this domain. */
export const insightResolvers = (reads: Reads, taxonomy: Taxonomy, today: () => string): object[] => [
  new InsightsResolver(reads, taxonomy, today),
  new SkillGapResolver(taxonomy),
  new GapRowResolver(taxonomy),
  new UnmetDemandResolver(reads),
  new UnmetNeedResolver(),
];
