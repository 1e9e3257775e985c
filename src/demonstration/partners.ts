import type { DemoPartner } from "./demonstration-data.js";
import { civicAndLegalPartners } from "./partners-civic-and-legal.js";
import { cultureAndEnvironmentPartners } from "./partners-culture-and-environment.js";
import { healthAndFamilyPartners } from "./partners-health-and-family.js";
import { workAndLearningPartners } from "./partners-work-and-learning.js";

/** Fifteen community organisations, each with goals that an indicator can follow. */
export const partners: readonly DemoPartner[] = [
  ...healthAndFamilyPartners,
  ...workAndLearningPartners,
  ...civicAndLegalPartners,
  ...cultureAndEnvironmentPartners,
];
