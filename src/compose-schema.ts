import { adviceAccess, adviceResolvers } from "./advice/index.js";
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
import { exchangeAccess, exchangeResolvers } from "./exchange/index.js";
import { insightAccess, insightResolvers } from "./insights/index.js";
import {
  type Affinities,
  type GrowthAdviser,
  type Matching,
  matchAccess,
  matchingPersonalData,
  matchingReferences,
  matchingResolvers,
  matchingTypes,
  type TeacherFinding,
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
import {
  partnerAccess,
  partnerReferences,
  partnerResolvers,
  partnersSkillReferences,
} from "./partners/index.js";
import type { Commands } from "./platform/database/commands.js";
import type { Reads } from "./platform/database/reads.js";
import { eventPersonalData } from "./platform/events/event-personal-data.js";
import { RateLimitResolver } from "./platform/graphql/budget/rate-limit.js";
import { buildFederatedSchema, type FederatedSchema } from "./platform/graphql/schema.js";
import { LiveChanges } from "./platform/live/live-changes.js";
import { type Eraser, privacyAccess, privacyPersonalData, privacyResolvers } from "./privacy/index.js";
import {
  expertiseSkillReferences,
  type Impressions,
  outwardAccess,
  outwardPersonalData,
  outwardResolvers,
  showcaseAccess,
  showcasePersonalData,
  showcaseResolvers,
  showcaseSkillReferences,
} from "./showcase/index.js";
import { skillAccess, skillReferences, skillResolvers, type Taxonomy } from "./skills/index.js";
import { teamAccess, teamResolvers } from "./teams/index.js";
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
  readonly growth: GrowthAdviser;
  /** How far skills stand in for each other, as of now. */
  readonly affinities: () => Affinities;
  readonly teachers: TeacherFinding;
  readonly eraser: Eraser;
  readonly live: LiveChanges;
  readonly introductions: IntroductionRules;
  readonly webhookTargets: Targets;
  readonly credentials: CredentialParts;
  /** Where others reach the service, without a slash at the end. */
  readonly publicUrl: string;
  readonly impressions: Impressions;
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
  adviceAccess,
  teamAccess,
  ...outwardAccess,
  showcaseAccess,
  exchangeAccess,
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
  ...outwardPersonalData,
  ...allocationPersonalData,
  ...notificationPersonalData,
  ...showcasePersonalData,
  ...eventPersonalData,
];

/** The schema over some parts. */
export function schemaOf(parts: Parts): FederatedSchema {
  const {
    reads,
    commands,
    taxonomy,
    matching,
    growth,
    eraser,
    live,
    introductions,
    webhookTargets,
    credentials,
  } = parts;
  const { affinities, impressions, teachers } = parts;
  const skillUsers = [
    workersSkillReferences,
    partnersSkillReferences,
    needsSkillReferences,
    connectionsSkillReferences,
    credentialsSkillReferences,
    expertiseSkillReferences,
    showcaseSkillReferences,
  ];
  return buildFederatedSchema({
    resolvers: [
      ...skillResolvers(reads, commands, taxonomy, skillUsers),
      ...workerResolvers(reads, commands, taxonomy),
      ...partnerResolvers(reads, commands, taxonomy),
      ...needResolvers(reads, commands, taxonomy, today),
      ...consentResolvers(commands),
      ...matchingResolvers(matching, taxonomy),
      ...connectionResolvers(reads, commands, matching, taxonomy, today, introductions),
      ...webhookResolvers(reads, commands, webhookTargets),
      ...outcomeResolvers(reads, commands, taxonomy),
      ...privacyResolvers({ reads, commands, eraser, personalData }),
      ...credentialResolvers(reads, commands, taxonomy, credentials),
      ...alertResolvers(reads, commands, matching),
      ...teamResolvers(commands, matching, taxonomy, introductions),
      ...allocationResolvers(reads, commands),
      ...notificationResolvers(reads, commands),
      ...insightResolvers(reads, taxonomy, today),
      ...adviceResolvers(growth, taxonomy),
      ...outwardResolvers({
        ...{ reads, commands, matching, taxonomy, today, rules: introductions, publicUrl: parts.publicUrl },
      }),
      ...showcaseResolvers({ reads, commands, taxonomy, affinities, impressions, today }),
      ...exchangeResolvers(teachers, taxonomy),
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
