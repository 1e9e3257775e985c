import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import { AuditLog } from "./audit-log.js";
import { AuditLogResolver, DataAccessResolver } from "./audit-log.resolver.js";
import { BreakGlassPayloadResolver, BreakGlassResolver } from "./break-glass.resolver.js";
import { BreakGlassService } from "./break-glass.service.js";
import type { Eraser } from "./eraser.js";
import { ErasureService } from "./erasure.service.js";
import { OwnDataResolver } from "./own-data.resolver.js";
import { OwnDataService } from "./own-data.service.js";

export { BreakGlass } from "./break-glass.js";
export { entitlePeople } from "./entitlements.js";
export { Eraser } from "./eraser.js";
export { privacyAccess } from "./privacy.access.js";
export { eraseArchived, forgetRecords, type Retention } from "./retention.js";
export { sweepJob } from "./sweep-job.js";

/** The rows about workers that this domain has. */
export const privacyPersonalData: readonly PersonalData[] = [
  { section: "brokenGlass", table: "break_glass", workerColumn: "worker_id" },
];

/** What the resolvers are made of. */
export interface PrivacyParts {
  readonly reads: Reads;
  readonly commands: Commands;
  readonly eraser: Eraser;
  /** Every table with rows about a worker. */
  readonly personalData: readonly PersonalData[];
}

/** The resolvers of this domain. */
export const privacyResolvers = ({ reads, commands, eraser, personalData }: PrivacyParts): object[] => [
  new BreakGlassResolver(new BreakGlassService(commands)),
  new BreakGlassPayloadResolver(),
  new AuditLogResolver(new AuditLog(reads)),
  new DataAccessResolver(new AuditLog(reads)),
  new OwnDataResolver(new OwnDataService(commands, personalData), new ErasureService(eraser)),
];
