import type { PersonalData } from "../platform/privacy/personal-data.js";

export {
  Connection,
  ConnectionSide,
  ConnectionStatus,
  ConnectionTransition,
  LibraryConsent,
} from "./connection.js";

/** The rows about workers that this domain has. */
export const connectionPersonalData: readonly PersonalData[] = [
  { section: "connections", table: "connection", workerColumn: "worker_id" },
  { section: "connectionSteps", table: "connection_transition", workerColumn: "worker_id" },
];
