import type { Matching } from "../matching/index.js";
import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import { ConnectionResolver } from "./connection.resolver.js";
import { ConnectionService } from "./connection.service.js";
import {
  NeedConnectionsResolver,
  PartnerConnectionsResolver,
  WorkerConnectionsResolver,
} from "./connection-lists.resolver.js";
import { ConnectionStepsResolver } from "./connection-steps.resolver.js";
import type { IntroductionSettings } from "./introduction-settings.js";
import { ProposalService } from "./proposal.service.js";

export { connectionsAccess } from "./connection.access.js";
export { Connection, ConnectionTransition } from "./connection.js";
export { connectionById } from "./connection.loaders.js";
export { sideOf, visibleConnectionsSql } from "./connection.policy.js";
export type { ReadConnection } from "./connection.reads.js";
export {
  ConnectionEndReason,
  ConnectionSide,
  ConnectionStatus,
  ConnectionStep,
  LibraryConsent,
} from "./connection-enums.js";
export { ConnectionPayload } from "./connection-steps.resolver.js";
export type { IntroductionSettings } from "./introduction-settings.js";
export { type OpenedConnection, openConnection } from "./open-connection.js";
export { aboutConnection, lockConnection, type StepDetails, takeStep } from "./take-step.js";

/** The rows about workers that this domain has. */
export const connectionPersonalData: readonly PersonalData[] = [
  { section: "connections", table: "connection", workerColumn: "worker_id" },
  { section: "connectionSteps", table: "connection_transition", workerColumn: "worker_id" },
];

/** What the resolvers of this domain are made of. */
export interface ConnectionParts {
  readonly reads: Reads;
  readonly commands: Commands;
  readonly matching: Matching;
  readonly introductions: IntroductionSettings;
}

/** The resolvers of this domain. */
export const connectionResolvers = ({
  reads,
  commands,
  matching,
  introductions,
}: ConnectionParts): object[] => [
  new ConnectionResolver(reads),
  new ConnectionStepsResolver(
    new ProposalService(commands, matching, introductions),
    new ConnectionService(commands),
  ),
  new NeedConnectionsResolver(),
  new WorkerConnectionsResolver(),
  new PartnerConnectionsResolver(),
];
