export type { ShownCard } from "./card-view.js";
export { type AskedSkill, publishedCards, type ShowcaseCriteria } from "./published-cards.reads.js";
export { cardsOf, type ShownSkill, skillsOfCards, visibleCards } from "./showcase.reads.js";
export {
  ShowcaseCard,
  ShowcaseKind,
  ShowcaseSkill,
  ShowcaseStatus,
  showcaseEntities,
} from "./showcase-card.js";
