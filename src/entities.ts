import { Alert, AlertMatch } from "./alerts/index.js";
import { allocationEntities } from "./allocation/index.js";
import { connectionEntities } from "./connections/index.js";
import { ConsentGrant } from "./consent/index.js";
import { insightEntities } from "./insights/index.js";
import { affinityEntities, Introduction } from "./matching/index.js";
import { Need, NeedSkill } from "./needs/index.js";
import { Notification, NotificationPreference } from "./notifications/index.js";
import { Credential, CredentialRevocation, outcomeEntities } from "./outcomes/index.js";
import { CommunityGoal, IndicatorValue, Partner, PartnerLearningGoal } from "./partners/index.js";
import { AuditEntry, AuditSubject } from "./platform/audit/audit-entry.js";
import { IdempotencyRecord } from "./platform/database/idempotency.js";
import { OutboxHorizon, OutboxRow } from "./platform/database/outbox.js";
import { DomainEvent } from "./platform/events/domain-event.js";
import { BreakGlass } from "./privacy/index.js";
import { outwardEntities, showcaseEntities } from "./showcase/index.js";
import { Skill, SkillAlternativeLabel, SkillBroader, SkillRelated } from "./skills/index.js";
import { webhookEntities } from "./webhooks/index.js";
import {
  Consortium,
  DiscoveryPolicy,
  GrowthGoal,
  Library,
  SkillRating,
  Worker,
  WorkerSkill,
} from "./workers/index.js";

/** Every table of the service, for TypeORM. */
export const entities = [
  Skill,
  SkillAlternativeLabel,
  SkillBroader,
  SkillRelated,
  Consortium,
  DiscoveryPolicy,
  Library,
  Worker,
  WorkerSkill,
  GrowthGoal,
  Partner,
  CommunityGoal,
  PartnerLearningGoal,
  Need,
  NeedSkill,
  ConsentGrant,
  ...affinityEntities,
  Introduction,
  OutboxRow,
  OutboxHorizon,
  IdempotencyRecord,
  AuditEntry,
  AuditSubject,
  BreakGlass,
  DomainEvent,
  Credential,
  CredentialRevocation,
  Notification,
  NotificationPreference,
  ...connectionEntities,
  ...outcomeEntities,
  ...webhookEntities,
  ...insightEntities,
  IndicatorValue,
  SkillRating,
  Alert,
  AlertMatch,
  ...showcaseEntities,
  ...outwardEntities,
  ...allocationEntities,
];
