import { CreateSkillbridge1764000000000 } from "./1764000000000-create-skillbridge.js";
import { CreateAffinity1764000001000 } from "./1764000001000-create-affinity.js";
import { CreateIntroduction1764000003000 } from "./1764000003000-create-introduction.js";
import { RememberOutboxHorizon1765000000000 } from "./1765000000000-remember-outbox-horizon.js";
import { CreateRequestBudget1766000001000 } from "./1766000001000-create-request-budget.js";
import { LockPrivateRows1766000002000 } from "./1766000002000-lock-private-rows.js";
import { GiveFieldsVisibility1766000003000 } from "./1766000003000-give-fields-visibility.js";
import { CreateConsent1766000003001 } from "./1766000003001-create-consent.js";
import { CreateDiscovery1766000003002 } from "./1766000003002-create-discovery.js";
import { KeepIdempotencyByTenant1766000003003 } from "./1766000003003-keep-idempotency-by-tenant.js";
import { LockConsents1766000004000 } from "./1766000004000-lock-consents.js";
import { WaitForErasure1766000004001 } from "./1766000004001-wait-for-erasure.js";
import { FindHoldersInOrder1766000005000 } from "./1766000005000-find-holders-in-order.js";
import { CheapenPolicies1766000005001 } from "./1766000005001-cheapen-policies.js";
import { CreateDomainEvent1766000006000 } from "./1766000006000-create-domain-event.js";
import { CreateConnection1766000006001 } from "./1766000006001-create-connection.js";
import { FreePlaces1766000006010 } from "./1766000006010-free-places.js";
import { CreateNotification1766000006020 } from "./1766000006020-create-notification.js";
import { CreateWebhook1766000006030 } from "./1766000006030-create-webhook.js";
import { CreateCredential1766000006040 } from "./1766000006040-create-credential.js";
import { CreateOutcome1766000006050 } from "./1766000006050-create-outcome.js";
import { KeepRatingsInOrder1766000006051 } from "./1766000006051-keep-ratings-in-order.js";
import { CreateAlert1766000006060 } from "./1766000006060-create-alert.js";
import { CreateAgreement1766000006070 } from "./1766000006070-create-agreement.js";
import { CreateShowcase1766000007100 } from "./1766000007100-create-showcase.js";
import { OpenShowcase1766000007200 } from "./1766000007200-open-showcase.js";
import { DateNeeds1766000007300 } from "./1766000007300-date-needs.js";
import { CreateLearningGoal1766000007500 } from "./1766000007500-create-learning-goal.js";
import { CreateInsight1766000007600 } from "./1766000007600-create-insight.js";
import { CreateAllocation1766000007700 } from "./1766000007700-create-allocation.js";
import { FindCardsInTurn1766000008000 } from "./1766000008000-find-cards-in-turn.js";

/** Every migration, oldest first. Append only: what has run somewhere is never changed. */
export const migrations = [
  CreateSkillbridge1764000000000,
  CreateAffinity1764000001000,
  CreateIntroduction1764000003000,
  RememberOutboxHorizon1765000000000,
  CreateRequestBudget1766000001000,
  LockPrivateRows1766000002000,
  GiveFieldsVisibility1766000003000,
  CreateConsent1766000003001,
  CreateDiscovery1766000003002,
  KeepIdempotencyByTenant1766000003003,
  LockConsents1766000004000,
  WaitForErasure1766000004001,
  FindHoldersInOrder1766000005000,
  CheapenPolicies1766000005001,
  CreateDomainEvent1766000006000,
  CreateConnection1766000006001,
  FreePlaces1766000006010,
  CreateNotification1766000006020,
  CreateWebhook1766000006030,
  CreateCredential1766000006040,
  CreateOutcome1766000006050,
  KeepRatingsInOrder1766000006051,
  CreateAlert1766000006060,
  CreateAgreement1766000006070,
  CreateShowcase1766000007100,
  OpenShowcase1766000007200,
  DateNeeds1766000007300,
  CreateLearningGoal1766000007500,
  CreateInsight1766000007600,
  CreateAllocation1766000007700,
  FindCardsInTurn1766000008000,
];
