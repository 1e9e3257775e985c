import type { GrowthAdviser } from "../matching/index.js";
import type { Taxonomy } from "../skills/index.js";
import {
  GrowthAdviceResolver,
  GrowthEffectResolver,
  NearestSkillResolver,
  OpenedNeedResolver,
  WorkerAdviceResolver,
} from "./growth-advice.resolver.js";
import {
  GrowthPlanRaiseResolver,
  GrowthPlanResolver,
  GrowthPlanStepResolver,
  LibraryPlanResolver,
} from "./growth-plan.resolver.js";

export { adviceAccess } from "./advice.access.js";

/** The resolvers of this domain. */
export const adviceResolvers = (adviser: GrowthAdviser, taxonomy: Taxonomy): object[] => [
  new WorkerAdviceResolver(adviser),
  new GrowthAdviceResolver(taxonomy),
  new GrowthEffectResolver(),
  new OpenedNeedResolver(),
  new NearestSkillResolver(taxonomy),
  new LibraryPlanResolver(adviser),
  new GrowthPlanResolver(),
  new GrowthPlanStepResolver(taxonomy),
  new GrowthPlanRaiseResolver(),
];
