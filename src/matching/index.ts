import type { ReferenceResolver } from "../platform/graphql/schema.js";
import { uuidOrNull } from "../platform/graphql/typed-id.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import type { Taxonomy } from "../skills/index.js";
import { isOnRecord } from "./broken-glass.js";
import { Match } from "./match.js";
import { MatchResolver, NeedMatchesResolver, WorkerMatchesResolver } from "./match.resolver.js";
import { explanationResolvers } from "./match-explanation.resolver.js";
import type { Matcher } from "./matcher.js";
import type { Teachers } from "./teachers.js";

export type { Affinities } from "./affinity/affinities.js";
export { affinityEntities } from "./affinity/affinity.entities.js";
export { AffinityFeed } from "./affinity/affinity-feed.js";
export {
  affinityJobs,
  type Patiently,
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
export type { AffinityLink } from "./affinity/link.js";
export { type RefreshReport, refreshAffinities } from "./affinity/refresh-affinities.js";
export type { Coverer } from "./engine/cover-workers.js";
export { MatchIndex } from "./engine/match-index.js";
export type { LoadProgress } from "./feed/load-workers.js";
export { MatchFeed } from "./feed/match-feed.js";
export { MET, SCORING_VERSION } from "./formula.js";
export { type AdvisedStep, GrowthAdviser } from "./growth/growth-adviser.js";
export type { PlannedRaise } from "./growth/plan-growth.js";
export { GAP_UNITS } from "./growth/skill-gap.js";
export type { OpenedNeed, StepEffect } from "./growth/step-effect.js";
export { forgetIntroductions, Introduction, recordIntroduction } from "./introduction.js";
export { matchAccess } from "./match.access.js";
export { MatchFilter, MatchOrder } from "./match.inputs.js";
export { Match } from "./match.js";
export { GoalContribution, MatchedBy, SkillLink, SkillLinkKind } from "./match-explanation.js";
export { shownExplanation } from "./match-explanation.resolver.js";
export { type Coverers, Matcher } from "./matcher.js";
export { type ExplainedGoal, shownScore } from "./score.js";
export { inSlices, inTurns } from "./slices.js";
export { type FoundTeacher, Teachers } from "./teachers.js";
export type { Taught } from "./teaching.js";
/** Finds those who teach. */
export type TeacherFinding = Pick<Teachers, "forPartner" | "forGoal">;

/** Ranks, and looks at pairs. */
export type Matching = Pick<Matcher, "workersFor" | "needsFor" | "pair" | "coverersFor">;

/** The rows about workers that this domain has. */
export const matchingPersonalData: readonly PersonalData[] = [
  { section: "introductions", table: "introduction", workerColumn: "worker_id" },
];

/** The resolvers of this domain. */
export const matchingResolvers = (matching: Matching, taxonomy: Taxonomy): object[] => [
  new MatchResolver(matching, taxonomy),
  new NeedMatchesResolver(matching),
  new WorkerMatchesResolver(matching),
  ...explanationResolvers(taxonomy),
];

/** Types that other subgraphs may refer to. */
export const matchingTypes = [Match];

/** How other subgraphs' references are found. */
export const matchingReferences = (matching: Matching): Record<string, ReferenceResolver> => ({
  Match: async (reference, context) => {
    const { principal } = context;
    const { need, worker } = reference as unknown as { need?: { id?: string }; worker?: { id?: string } };
    const needId = uuidOrNull("need", need?.id ?? "");
    const workerId = uuidOrNull("worker", worker?.id ?? "");
    return needId && workerId && principal.kind === "user" && (await isOnRecord(context, workerId))
      ? matching.pair(principal, needId, workerId)
      : null;
  },
});
