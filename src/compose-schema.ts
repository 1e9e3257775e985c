import { alertAccess, alertPersonalData, alertResolvers } from "./alerts/index.js";
import { allocationAccess, allocationPersonalData, allocationResolvers } from "./allocation/index.js";
import {
  connectionAccess,
  connectionPersonalData,
  connectionResolvers,
  connectionsSkillReferences,
  type IntroductionRules,
} from "./connections/index.js";
import { consentAccess, consentPersonalData, consentResolvers } from "./consent/index.js";
import { insightAccess, insightResolvers } from "./insights/index.js";
import {
  type Matching,
  matchAccess,
  matchingPersonalData,
  matchingReferences,
  matchingResolvers,
  matchingTypes,
} from "./matching/index.js";
import { needAccess, needReferences, needResolvers, needsSkillReferences } from "./needs/index.js";
import {
  notificationAccess,
  notificationPersonalData,
  notificationResolvers,
} from "./notifications/index.js";
import {
  type CredentialParts,
  credentialAccess,
  credentialPersonalData,
  credentialResolvers,
  credentialsSkillReferences,
  outcomeAccess,
  outcomePersonalData,
  outcomeResolvers,
} from "./outcomes/index.js";
import { partnerAccess, partnerReferences, partnerResolvers } from "./partners/index.js";
import type { Commands } from "./platform/database/commands.js";
import type { Reads } from "./platform/database/reads.js";
import { eventPersonalData } from "./platform/events/event-personal-data.js";
import { RateLimitResolver } from "./platform/graphql/budget/rate-limit.js";
import { buildFederatedSchema, type FederatedSchema } from "./platform/graphql/schema.js";
import { LiveChanges } from "./platform/live/live-changes.js";
import { type Eraser, privacyAccess, privacyPersonalData, privacyResolvers } from "./privacy/index.js";
import { skillAccess, skillReferences, skillResolvers, type Taxonomy } from "./skills/index.js";
import { type Targets, webhookAccess, webhookResolvers } from "./webhooks/index.js";
import {
  workerAccess,
  workerPersonalData,
  workerReferences,
  workerResolvers,
  workersSkillReferences,
} from "./workers/index.js";

/** What the resolvers are made of. */
export interface Parts {
  readonly reads: Reads;
  readonly commands: Commands;
  readonly taxonomy: Taxonomy;
  readonly matching: Matching;
  readonly eraser: Eraser;
  readonly live: LiveChanges;
  readonly introductions: IntroductionRules;
  readonly webhookTargets: Targets;
  readonly credentials: CredentialParts;
}

/** Today's date as YYYY-MM-DD; days begin in UTC. */
export const today = () => new Date().toISOString().slice(0, 10);

/** Who may ask for each field, domain by domain. */
export const accessTables = [
  skillAccess,
  workerAccess,
  partnerAccess,
  needAccess,
  consentAccess,
  matchAccess,
  privacyAccess,
  notificationAccess,
  connectionAccess,
  outcomeAccess,
  webhookAccess,
  credentialAccess,
  alertAccess,
  allocationAccess,
  insightAccess,
];

/** Every table with rows about a worker: what an export gives, and an erasure takes. The worker's own first. */
export const personalData = [
  ...workerPersonalData,
  ...consentPersonalData,
  ...matchingPersonalData,
  ...privacyPersonalData,
  ...connectionPersonalData,
  ...outcomePersonalData,
  ...credentialPersonalData,
  ...alertPersonalData,
  ...allocationPersonalData,
  ...notificationPersonalData,
  ...eventPersonalData,
];

/** The schema over some parts. */
export function schemaOf(parts: Parts): FederatedSchema {
  const { reads, commands, taxonomy, matching, eraser, live, introductions, webhookTargets, credentials } =
    parts;
  const skillUsers = [
    workersSkillReferences,
    needsSkillReferences,
    connectionsSkillReferences,
    credentialsSkillReferences,
  ];
  return buildFederatedSchema({
    resolvers: [
      ...skillResolvers(reads, commands, taxonomy, skillUsers),
      ...workerResolvers(reads, commands, taxonomy),
      ...partnerResolvers(reads, commands),
      ...needResolvers(reads, commands, taxonomy, today),
      ...consentResolvers(commands),
      ...matchingResolvers(matching, taxonomy),
      ...connectionResolvers(reads, commands, matching, taxonomy, today, introductions),
      ...webhookResolvers(reads, commands, webhookTargets),
      ...outcomeResolvers(reads, commands, taxonomy),
      ...privacyResolvers({ reads, commands, eraser, personalData }),
      ...credentialResolvers(reads, commands, taxonomy, credentials),
      ...alertResolvers(reads, commands, matching),
      ...allocationResolvers(reads, commands),
      ...notificationResolvers(reads, commands),
      ...insightResolvers(reads, taxonomy, today),
      new RateLimitResolver(),
    ],
    references: {
      ...skillReferences(taxonomy),
      ...workerReferences,
      ...partnerReferences,
      ...needReferences,
      ...matchingReferences(matching),
    },
    orphanedTypes: matchingTypes,
    changes: live,
    access: accessTables,
  });
}

/** The subgraph's SDL; it depends on the code alone, so nothing has to run for it. */
export const publishedSdl = (): string => schemaOf({ live: new LiveChanges() } as Parts).sdl;
