import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { ReferenceResolver } from "../platform/graphql/schema.js";
import { uuidOrNull } from "../platform/graphql/typed-id.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import type { Taxonomy } from "../skills/index.js";
import { AdoptRating } from "./adopt-rating.js";
import {
  ConsortiumDiscoveryResolver,
  DiscoveryPayloadResolver,
  DiscoveryResolver,
} from "./discovery.resolver.js";
import { DiscoveryService } from "./discovery.service.js";
import { GrowthGoalService } from "./growth-goal.service.js";
import { ISIL } from "./library.inputs.js";
import { libraryById, libraryByIsil } from "./library.reads.js";
import { ConsortiumResolver, LibraryPayloadResolver, LibraryResolver } from "./library.resolver.js";
import { LibraryService } from "./library.service.js";
import {
  GrowthGoalPayloadResolver,
  GrowthGoalResolver,
  WorkerSkillPayloadResolver,
  WorkerSkillResolver,
} from "./profile.resolver.js";
import { SkillRatingResolver, WorkerSkillRatingsResolver } from "./rating.resolver.js";
import { ViewerResolver } from "./viewer.resolver.js";
import { workerByIdFor } from "./worker.loaders.js";
import { WorkerPayloadResolver, WorkerResolver } from "./worker.resolver.js";
import { WorkerService } from "./worker.service.js";
import { WorkerDirectory } from "./worker-directory.js";
import { WorkerSkillService } from "./worker-skill.service.js";

export { Consortium } from "./consortium.js";
export { DiscoveryPolicies } from "./discovery-policies.js";
export { DiscoveryPolicy } from "./discovery-policy.js";
export { workerExports } from "./export-workers.js";
export { GrowthGoal, GrowthGoalStatus } from "./growth-goal.js";
export { findConsortium, type ImportedConsortium, importedConsortium } from "./import-consortium.js";
export { importWorkers } from "./import-workers.js";
export { ISIL } from "./library.inputs.js";
export { Library } from "./library.js";
export { consortiumById, libraryById } from "./library.reads.js";
export { workersSkillReferences } from "./merged-skills.js";
export { applyRating, type Rating, recordRating } from "./rate-skill.js";
export { ratingsByWorker } from "./rating.loaders.js";
export { SkillRatingConnection } from "./rating.resolver.js";
export { SkillRating } from "./skill-rating.js";
export { Viewer } from "./viewer.js";
export { workerAccess } from "./worker.access.js";
export { Worker } from "./worker.js";
export { workerById, workerByIdFor } from "./worker.loaders.js";
export { visibleWorker } from "./worker.service.js";
export type { ShownWorker } from "./worker.shape.js";
export { pseudonymOf } from "./worker-identity.js";
export { RatingSource, WorkerSkill } from "./worker-skill.js";
export { assignableSkill } from "./worker-skill.service.js";
export { WorkerView } from "./worker-view.js";

/** The rows about workers that this domain has; the worker's own row first. */
export const workerPersonalData: readonly PersonalData[] = [
  { section: "worker", table: "worker", workerColumn: "id" },
  { section: "skills", table: "worker_skill", workerColumn: "worker_id" },
  { section: "growthGoals", table: "growth_goal", workerColumn: "worker_id" },
  { section: "ratings", table: "skill_rating", workerColumn: "worker_id" },
];

/** The resolvers of this domain. */
export const workerResolvers = (reads: Reads, commands: Commands, taxonomy: Taxonomy): object[] => [
  new ConsortiumResolver(),
  new LibraryResolver(reads, new LibraryService(commands)),
  new LibraryPayloadResolver(),
  new WorkerResolver(new WorkerDirectory(reads, taxonomy), new WorkerService(commands)),
  new WorkerPayloadResolver(),
  new WorkerSkillResolver(new WorkerSkillService(commands, taxonomy), taxonomy),
  new WorkerSkillPayloadResolver(),
  new SkillRatingResolver(new AdoptRating(commands), taxonomy),
  new WorkerSkillRatingsResolver(),
  new GrowthGoalResolver(new GrowthGoalService(commands, taxonomy), taxonomy),
  new GrowthGoalPayloadResolver(),
  new ViewerResolver(),
  new DiscoveryResolver(new DiscoveryService(commands)),
  new DiscoveryPayloadResolver(),
  new ConsortiumDiscoveryResolver(reads),
];

/** How other subgraphs' references are found. */
export const workerReferences: Record<string, ReferenceResolver> = {
  Worker: async ({ id = "" }, context, info) => {
    const uuid = uuidOrNull("worker", id);
    const loader = workerByIdFor(info, context);
    return uuid && context.principal.kind === "user" ? await context.loaders.load(loader, uuid) : null;
  },
  Library: async ({ id, isil }, { loaders }) => {
    if (isil !== undefined) return ISIL.test(String(isil)) ? await loaders.load(libraryByIsil, isil) : null;
    const uuid = uuidOrNull("library", id ?? "");
    return uuid && (await loaders.load(libraryById, uuid));
  },
};
