import type { Demonstration } from "./demonstration-data.js";
import { learningGoals } from "./learning-goals.js";
import { consortium, libraries } from "./libraries.js";
import { civicAndLegalNeeds } from "./needs-civic-and-legal.js";
import { cultureAndEnvironmentNeeds } from "./needs-culture-and-environment.js";
import { healthAndFamilyNeeds } from "./needs-health-and-family.js";
import { workAndLearningNeeds } from "./needs-work-and-learning.js";
import { partners } from "./partners.js";
import { showcaseCards } from "./showcase-cards.js";
import { birchwaterAdministration } from "./workers-birchwater-administration.js";
import { birchwaterAdultServices } from "./workers-birchwater-adult-services.js";
import { birchwaterBranches } from "./workers-birchwater-branches.js";
import { birchwaterSystemsAndCollections } from "./workers-birchwater-systems-and-collections.js";
import { birchwaterYouthAndMaking } from "./workers-birchwater-youth-and-making.js";
import { prairieLakesCollectionsAndMaking } from "./workers-prairie-lakes-collections-and-making.js";
import { prairieLakesResearch } from "./workers-prairie-lakes-research.js";
import { prairieLakesTeachingAndAccess } from "./workers-prairie-lakes-teaching-and-access.js";
import { tamarackBranches } from "./workers-tamarack-branches.js";
import { tamarackHeadquarters } from "./workers-tamarack-headquarters.js";
import { tamarackOutreach } from "./workers-tamarack-outreach.js";

/** A fictional consortium with its libraries, workers, partners and needs: the same on every run. */
export const demonstration: Demonstration = {
  consortium,
  libraries,
  workers: [
    ...birchwaterAdultServices,
    ...birchwaterYouthAndMaking,
    ...birchwaterBranches,
    ...birchwaterSystemsAndCollections,
    ...birchwaterAdministration,
    ...tamarackHeadquarters,
    ...tamarackBranches,
    ...tamarackOutreach,
    ...prairieLakesResearch,
    ...prairieLakesTeachingAndAccess,
    ...prairieLakesCollectionsAndMaking,
  ],
  partners,
  learningGoals,
  needs: [
    ...healthAndFamilyNeeds,
    ...workAndLearningNeeds,
    ...civicAndLegalNeeds,
    ...cultureAndEnvironmentNeeds,
  ],
  cards: showcaseCards,
};

export type * from "./demonstration-data.js";
