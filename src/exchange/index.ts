import type { TeacherFinding } from "../matching/index.js";
import type { Taxonomy } from "../skills/index.js";
import { MatchExchangeResolver, SkillFlowResolver } from "./exchange.resolver.js";
import { GoalTeachersResolver, PartnerExpertiseResolver, TeacherResolver } from "./teacher.resolver.js";

export { exchangeAccess } from "./exchange.access.js";

/** The resolvers of this domain. */
export const exchangeResolvers = (teachers: TeacherFinding, taxonomy: Taxonomy): object[] => [
  new MatchExchangeResolver(),
  new SkillFlowResolver(taxonomy),
  new TeacherResolver(),
  new PartnerExpertiseResolver(teachers),
  new GoalTeachersResolver(teachers),
];
