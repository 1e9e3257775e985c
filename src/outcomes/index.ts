import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import type { Taxonomy } from "../skills/index.js";
import { CareerEntryResolver, CareerRecordResolver, WorkerCareerResolver } from "./career/career.resolver.js";
import { CareerEntry } from "./career/career-entry.js";
import { ShowCareerEntry } from "./career/show-career-entry.js";
import { CloseCollaboration, FEEDBACK_DAYS } from "./closing/close-collaboration.js";
import { ConnectionOutcomeResolver, OutcomeResolver } from "./closing/outcome.resolver.js";
import { OutcomeFeedback } from "./closing/outcome-feedback.js";
import { OutcomeQuestion } from "./closing/outcome-question.js";
import { OutcomeQuestions } from "./closing/questions.js";

export { CareerEntry } from "./career/career-entry.js";
export { OutcomeFeedback } from "./closing/outcome-feedback.js";
export { DEFAULT_QUESTIONS } from "./closing/outcome-question.js";
export { practisedGrowth } from "./closing/practised-growth.js";
export * from "./credentials/index.js";
export { outcomeAccess } from "./outcome.access.js";

/** The tables of this domain. */
export const outcomeEntities = [OutcomeQuestion, OutcomeFeedback, CareerEntry];

/** What the partner says is for the worker once both have spoken, or the time for that is over. */
const NOT_YET = `case when t.side = 'PARTNER' and t.created_at > now() - make_interval(days => ${FEEDBACK_DAYS})
  and not exists (select from outcome_feedback b where b.connection_id = t.connection_id and b.side = 'WORKER')
  then '{"answers": null}'::jsonb else '{}'::jsonb end`;

/** The rows about workers that this domain has. */
export const outcomePersonalData: readonly PersonalData[] = [
  { section: "feedback", table: "outcome_feedback", workerColumn: "worker_id", withheld: NOT_YET },
  { section: "career", table: "career_entry", workerColumn: "worker_id" },
];

/** The resolvers of this domain. */
export const outcomeResolvers = (reads: Reads, commands: Commands, taxonomy: Taxonomy): object[] => [
  new OutcomeResolver(new CloseCollaboration(commands, taxonomy), new OutcomeQuestions(reads, commands)),
  new ConnectionOutcomeResolver(taxonomy),
  new CareerEntryResolver(new ShowCareerEntry(commands)),
  new CareerRecordResolver(),
  new WorkerCareerResolver(),
];
