import type { Affinities } from "../matching/index.js";
import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import type { Taxonomy } from "../skills/index.js";
import { ExposureResolver } from "./exposure/exposure.resolver.js";
import type { Impressions } from "./exposure/impressions.js";
import {
  LibraryShowcaseResolver,
  ShowcaseCardResolver,
  ShowcaseSkillResolver,
  WorkerShowcaseResolver,
} from "./showcase.resolver.js";
import { ShowcaseService } from "./showcase.service.js";
import { ShowcaseDirectory } from "./showcase-directory.js";
import { ShowcaseMutationResolver } from "./showcase-mutations.resolver.js";

export {
  type ExpertiseParts,
  expertiseJobs,
  seekWhenCardsChange,
} from "./alerts/expertise-jobs.js";
export { forgetExpertiseAlerts } from "./alerts/forget-expertise-alerts.js";
export { expertiseSkillReferences } from "./alerts/merged-skills.js";
export { CardView, type ShownCard } from "./card-view.js";
export { ExposurePeriod, ShowcaseExposure, ShowcaseExposurePeriod } from "./exposure/exposure.js";
export { type ExposureQuestion, exposureReport } from "./exposure/exposure-report.js";
export { forgetTurns } from "./exposure/forget-turns.js";
export { type Distribution, gini } from "./exposure/gini.js";
export { Impressions } from "./exposure/impressions.js";
export { showcaseSkillReferences } from "./merged-skills.js";
export {
  outwardAccess,
  outwardEntities,
  outwardPersonalData,
  outwardResolvers,
} from "./outward.js";
export { type ShowcasePages, serveShowcase } from "./pages/serve-showcase.js";
export { type AskedSkill, publishedCards, type ShowcaseCriteria } from "./published-cards.reads.js";
export { showcaseAccess } from "./showcase.access.js";
export { ShowcaseFilter } from "./showcase.inputs.js";
export { cardById, cardsByLibrary, cardsByWorker, skillsByCard } from "./showcase.loaders.js";
export { cardsOf, type ShownSkill, skillsOfCards, visibleCards } from "./showcase.reads.js";
export {
  ShowcaseCard,
  ShowcaseKind,
  ShowcaseSkill,
  ShowcaseStatus,
  showcaseEntities,
} from "./showcase-card.js";
export { ShowcaseDirectory } from "./showcase-directory.js";

/** The rows about workers that this domain has. */
export const showcasePersonalData: readonly PersonalData[] = [
  { section: "showcaseCards", table: "showcase_card", workerColumn: "worker_id" },
  { section: "showcaseImpressions", table: "showcase_impression", workerColumn: "worker_id" },
];

/** What the resolvers of this domain are made of. */
export interface ShowcaseParts {
  readonly reads: Reads;
  readonly commands: Commands;
  readonly taxonomy: Taxonomy;
  readonly affinities: () => Affinities;
  readonly impressions: Impressions;
  /** Today's date as YYYY-MM-DD. */
  readonly today: () => string;
}

/** The resolvers of this domain. */
export function showcaseResolvers(parts: ShowcaseParts): object[] {
  const { reads, commands, taxonomy, affinities, impressions, today } = parts;
  const directory = new ShowcaseDirectory(reads, taxonomy, affinities, impressions);
  return [
    new ShowcaseCardResolver(reads, directory, affinities),
    new ShowcaseSkillResolver(taxonomy),
    new ShowcaseMutationResolver(new ShowcaseService(commands, taxonomy)),
    new WorkerShowcaseResolver(),
    new LibraryShowcaseResolver(),
    new ExposureResolver(reads, today),
  ];
}
