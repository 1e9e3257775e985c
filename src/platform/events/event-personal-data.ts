import type { PersonalData } from "../privacy/personal-data.js";

/** Events that are about a worker. */
export const eventPersonalData: readonly PersonalData[] = [
  { section: "events", table: "domain_event", workerColumn: "worker_id" },
];
