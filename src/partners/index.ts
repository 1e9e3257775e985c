import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { ReferenceResolver } from "../platform/graphql/schema.js";
import { uuidOrNull } from "../platform/graphql/typed-id.js";
import type { Taxonomy } from "../skills/index.js";
import {
  CommunityGoalPayloadResolver,
  CommunityGoalResolver,
  IndicatorResolver,
} from "./community-goal.resolver.js";
import { CommunityGoalService } from "./community-goal.service.js";
import { GoalProgressFieldsResolver, GoalProgressResolver } from "./goal-progress.resolver.js";
import {
  LearningGoalPayloadResolver,
  LearningGoalResolver,
  PartnerLearningResolver,
} from "./learning-goal.resolver.js";
import { LearningGoalService } from "./learning-goal.service.js";
import { partnerById } from "./partner.loaders.js";
import { PartnerPayloadResolver, PartnerResolver } from "./partner.resolver.js";
import { PartnerService } from "./partner.service.js";
import { ViewerPartnerResolver } from "./viewer-partner.resolver.js";

export { CommunityGoal, Indicator } from "./community-goal.js";
export { communityGoalColumns } from "./community-goal.reads.js";
export { partnerExports } from "./export-partners.js";
export { importPartners } from "./import-partners.js";
export { IndicatorValue, moveIndicator } from "./indicator-value.js";
export { PartnerLearningGoal } from "./learning-goal.js";
export { learningGoalById } from "./learning-goal.loaders.js";
export { LEARNING_TOPIC } from "./learning-goal.service.js";
export { partnersSkillReferences } from "./merged-skills.js";
export { partnerAccess } from "./partner.access.js";
export { Partner, PartnerSector } from "./partner.js";
export { communityGoalById, partnerById } from "./partner.loaders.js";
export { mayEditPartner } from "./partner.policy.js";
export { briefPartnerFields } from "./partner.reads.js";
export { type ActingPartner, actingFor, editablePartner, partnerActing } from "./partner.service.js";

/** The resolvers of this domain. */
export const partnerResolvers = (reads: Reads, commands: Commands, taxonomy: Taxonomy): object[] => [
  new PartnerResolver(reads, new PartnerService(commands)),
  new PartnerPayloadResolver(),
  new CommunityGoalResolver(new CommunityGoalService(commands)),
  new CommunityGoalPayloadResolver(),
  new IndicatorResolver(),
  new GoalProgressResolver(),
  new GoalProgressFieldsResolver(),
  new LearningGoalResolver(new LearningGoalService(commands, taxonomy), taxonomy),
  new LearningGoalPayloadResolver(),
  new PartnerLearningResolver(),
  new ViewerPartnerResolver(),
];

/** How other subgraphs' references are found. */
export const partnerReferences: Record<string, ReferenceResolver> = {
  Partner: async ({ id = "" }, { loaders }) => {
    const uuid = uuidOrNull("partner", id);
    return uuid && (await loaders.load(partnerById, uuid));
  },
};
