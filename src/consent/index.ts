import type { Commands } from "../platform/database/commands.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import { ConsentPayloadResolver, ConsentResolver, WorkerConsentsResolver } from "./consent.resolver.js";
import { ConsentService } from "./consent.service.js";

export { consentAccess } from "./consent.access.js";
export { ConsentGrant, ConsentPurpose } from "./consent-grant.js";
export { endConsent, issueConsent } from "./issue-consent.js";

/** The rows about workers that this domain has. */
export const consentPersonalData: readonly PersonalData[] = [
  { section: "consents", table: "consent_grant", workerColumn: "worker_id" },
];

/** The resolvers of this domain. */
export const consentResolvers = (commands: Commands): object[] => [
  new ConsentResolver(new ConsentService(commands)),
  new ConsentPayloadResolver(),
  new WorkerConsentsResolver(),
];
