import type { Matching } from "../matching/index.js";
import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import { ConnectionResolver } from "./connection.resolver.js";
import { ConnectionService } from "./connection.service.js";
import { ConnectionMutationResolver } from "./connection-mutations.resolver.js";
import {
  NeedConnectionsResolver,
  PartnerConnectionsResolver,
  WorkerConnectionsResolver,
} from "./owned-connections.resolver.js";
import { type IntroductionRules, ProposeConnection } from "./propose-connection.js";

export { connectionAccess } from "./connection.access.js";
export {
  Connection,
  ConnectionSide,
  ConnectionStatus,
  ConnectionTransition,
  LibraryConsent,
} from "./connection.js";
export { connectionById } from "./connection.loaders.js";
export { sideOf } from "./connection.policy.js";
export type { ShownConnection } from "./connection.reads.js";
export { ConnectionConnection } from "./connection.resolver.js";
export { ConnectionPayload } from "./connection-mutations.resolver.js";
export { followUpConnections } from "./follow-up.js";
export type { ConnectionReference, IntroductionRules } from "./propose-connection.js";
export { aboutConnection, assertVersion, openConnection, takeStep } from "./take-step.js";

/** The rows about workers that this domain has. */
export const connectionPersonalData: readonly PersonalData[] = [
  { section: "connections", table: "connection", workerColumn: "worker_id" },
  { section: "connectionSteps", table: "connection_transition", workerColumn: "worker_id" },
];

/** The resolvers of this domain. */
export const connectionResolvers = (
  reads: Reads,
  commands: Commands,
  matching: Pick<Matching, "pair">,
  rules: IntroductionRules,
): object[] => [
  new ConnectionResolver(reads),
  new ConnectionMutationResolver(
    new ProposeConnection(commands, matching, rules),
    new ConnectionService(commands),
  ),
  new NeedConnectionsResolver(),
  new WorkerConnectionsResolver(),
  new PartnerConnectionsResolver(),
];
