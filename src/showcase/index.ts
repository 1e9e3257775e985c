export {
  type ExpertiseParts,
  expertiseJobs,
  seekWhenCardsChange,
} from "./alerts/expertise-jobs.js";
export { forgetExpertiseAlerts } from "./alerts/forget-expertise-alerts.js";
export { expertiseSkillReferences } from "./alerts/merged-skills.js";
export type { ShownCard } from "./card-view.js";
export {
  outwardAccess,
  outwardEntities,
  outwardPersonalData,
  outwardResolvers,
} from "./outward.js";
export { type ShowcasePages, serveShowcase } from "./pages/serve-showcase.js";
export { type AskedSkill, publishedCards, type ShowcaseCriteria } from "./published-cards.reads.js";
export { cardsOf, type ShownSkill, skillsOfCards, visibleCards } from "./showcase.reads.js";
export {
  ShowcaseCard,
  ShowcaseKind,
  ShowcaseSkill,
  ShowcaseStatus,
  showcaseEntities,
} from "./showcase-card.js";
