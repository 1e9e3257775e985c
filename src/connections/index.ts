import type { Matching } from "../matching/index.js";
import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import type { Taxonomy } from "../skills/index.js";
import { Agreement, AgreementSkill } from "./agreement/agreement.js";
import { AgreementResolver, ConnectionAgreementResolver } from "./agreement/agreement.resolver.js";
import { AgreementService } from "./agreement/agreement.service.js";
import { Connection, ConnectionTransition } from "./connection.js";
import { ConnectionResolver } from "./connection.resolver.js";
import { ConnectionService } from "./connection.service.js";
import { ConnectionMutationResolver } from "./connection-mutations.resolver.js";
import { Message } from "./messages/message.js";
import { ConnectionMessagesResolver, MessageResolver } from "./messages/message.resolver.js";
import { MessageService } from "./messages/message.service.js";
import {
  NeedConnectionsResolver,
  PartnerConnectionsResolver,
  WorkerConnectionsResolver,
} from "./owned-connections.resolver.js";
import { HoursEntry } from "./progress/hours-entry.js";
import { Milestone } from "./progress/milestone.js";
import {
  ConnectionProgressResolver,
  HoursEntryResolver,
  MilestoneResolver,
} from "./progress/progress.resolver.js";
import { ProgressService } from "./progress/progress.service.js";
import { type IntroductionRules, ProposeConnection } from "./propose-connection.js";

export { Agreement, AgreementSkill, AgreementState } from "./agreement/agreement.js";
export { connectionsSkillReferences } from "./agreement/merged-skills.js";
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
export {
  type ConnectionState,
  holdsPlace,
  isDisclosed,
  isOver,
  nextConnectionState,
} from "./connection-lifecycle.js";
export { ConnectionPayload } from "./connection-mutations.resolver.js";
export { announceDeadPostings, closeDeadPostings, NOTICE_DAYS } from "./dead-postings.js";
export { followUpConnections } from "./follow-up.js";
export { Message } from "./messages/message.js";
export { HoursEntry } from "./progress/hours-entry.js";
export { Milestone } from "./progress/milestone.js";
export { hoursLogged } from "./progress/progress.loaders.js";
export {
  type ConnectionReference,
  type ConsortiumProposal,
  duplicateProposal,
  type IntroductionRules,
  ProposeConnection,
} from "./propose-connection.js";
export { aboutConnection, assertVersion, openConnection, takeStep } from "./take-step.js";

/** The tables of this domain. */
export const connectionEntities = [
  Connection,
  ConnectionTransition,
  Message,
  Agreement,
  AgreementSkill,
  Milestone,
  HoursEntry,
];

/** How a partner is reached is told once everybody has said yes, in an export no sooner. */
const PARTNERS_OWN = `case when t.status in ('CONNECTED', 'COLLABORATING', 'COMPLETED') then '{}'::jsonb
  else '{"partner_channel": null, "partner_contact": null}' end`;

/** The rows about workers that this domain has. */
export const connectionPersonalData: readonly PersonalData[] = [
  { section: "connections", table: "connection", workerColumn: "worker_id", withheld: PARTNERS_OWN },
  { section: "connectionSteps", table: "connection_transition", workerColumn: "worker_id" },
  { section: "messages", table: "connection_message", workerColumn: "worker_id" },
  { section: "agreements", table: "agreement", workerColumn: "worker_id" },
  { section: "milestones", table: "milestone", workerColumn: "worker_id" },
  { section: "hours", table: "hours_entry", workerColumn: "worker_id" },
];

/** The resolvers of this domain. */
export const connectionResolvers = (
  reads: Reads,
  commands: Commands,
  matching: Pick<Matching, "pair">,
  taxonomy: Taxonomy,
  today: () => string,
  rules: IntroductionRules,
): object[] => {
  const progress = new ProgressService(commands, today);
  return [
    new ConnectionResolver(reads),
    new ConnectionMutationResolver(
      new ProposeConnection(commands, matching, rules),
      new ConnectionService(commands),
    ),
    new NeedConnectionsResolver(),
    new WorkerConnectionsResolver(),
    new PartnerConnectionsResolver(),
    new MessageResolver(new MessageService(commands)),
    new ConnectionMessagesResolver(),
    new AgreementResolver(new AgreementService(commands, taxonomy), taxonomy),
    new ConnectionAgreementResolver(),
    new MilestoneResolver(progress),
    new HoursEntryResolver(progress),
    new ConnectionProgressResolver(),
  ];
};
