import type { Matching } from "../matching/index.js";
import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import { AlertMatchResolver, AlertMutationResolver, AlertResolver } from "./alert.resolver.js";
import { AlertService } from "./alert.service.js";

export { alertAccess } from "./alert.access.js";
export { Alert, AlertMatch } from "./alert.js";
export { type AlertParts, alertJobs } from "./alert-jobs.js";
export { AlertsFollowingChanges } from "./follow-changes.js";
export { forgetAlerts } from "./forget-alerts.js";

/** A partner's alerts are the partner's own; that they found somebody is data about that worker. */
const PARTNERS_OWN = `case when t.owner_id <> t.worker_id then '{"alert_id": null, "owner_id": null}'::jsonb else '{}' end`;

/** The rows about workers that this domain has. */
export const alertPersonalData: readonly PersonalData[] = [
  { section: "alertMatches", table: "alert_match", workerColumn: "worker_id", withheld: PARTNERS_OWN },
  { section: "alerts", table: "alert", workerColumn: "worker_id" },
];

/** The resolvers of this domain. */
export const alertResolvers = (reads: Reads, commands: Commands, matching: Matching): object[] => [
  new AlertResolver(reads),
  new AlertMatchResolver(matching),
  new AlertMutationResolver(new AlertService(commands)),
];
