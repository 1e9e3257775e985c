import { accessibilityAndInclusion } from "./accessibility-and-inclusion.js";
import { cataloguingAndMetadata } from "./cataloguing-and-metadata.js";
import { collectionManagement } from "./collection-management.js";
import { communicationAndPromotion } from "./communication-and-promotion.js";
import { communityEngagementAndPartnership } from "./community-engagement-and-partnership.js";
import { digitalCollectionsAndPreservation } from "./digital-collections-and-preservation.js";
import { fundraisingAndGrants } from "./fundraising-and-grants.js";
import { healthInformation } from "./health-information.js";
import { instructionAndLiteracies } from "./instruction-and-literacies.js";
import { jobsAndEnterprise } from "./jobs-and-enterprise.js";
import { languagesAndInterculturalServices } from "./languages-and-intercultural-services.js";
import { leadershipAndManagement } from "./leadership-and-management.js";
import { legalAndCivicInformation } from "./legal-and-civic-information.js";
import { localHistoryAndArchives } from "./local-history-and-archives.js";
import { makerspacesAndMedia } from "./makerspaces-and-media.js";
import { programmingAndOutreach } from "./programming-and-outreach.js";
import { referenceAndUserServices } from "./reference-and-user-services.js";
import { scholarlyCommunication } from "./scholarly-communication.js";
import type { StarterSkill } from "./starter-skill.js";
import { systemsAndData } from "./systems-and-data.js";

/** The taxonomy a new deployment starts with: every competency area, headings first within each area. */
export const starterTaxonomy: readonly StarterSkill[] = [
  ...referenceAndUserServices,
  ...instructionAndLiteracies,
  ...programmingAndOutreach,
  ...collectionManagement,
  ...cataloguingAndMetadata,
  ...digitalCollectionsAndPreservation,
  ...systemsAndData,
  ...scholarlyCommunication,
  ...communityEngagementAndPartnership,
  ...leadershipAndManagement,
  ...fundraisingAndGrants,
  ...accessibilityAndInclusion,
  ...languagesAndInterculturalServices,
  ...makerspacesAndMedia,
  ...healthInformation,
  ...jobsAndEnterprise,
  ...legalAndCivicInformation,
  ...localHistoryAndArchives,
  ...communicationAndPromotion,
];

export type { StarterSkill } from "./starter-skill.js";
