import type { Principal, User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { type Connection, type PageArgs, pageOf } from "../platform/graphql/connection.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { type AuditCriteria, listAuditLog, listDataAccess } from "./audit-log.reads.js";
import type { AuditRecord } from "./audit-record.js";
import type { AuditLogFilter } from "./privacy.inputs.js";

/** What is on record, for administrators and for the workers it is about. */
export class AuditLog {
  constructor(private readonly reads: Reads) {}

  /** The own consortium's entries; for administrators. */
  async list(user: User, filter: AuditLogFilter, page: PageArgs): Promise<Connection<AuditRecord>> {
    const { workerId, ...others } = filter;
    const criteria: AuditCriteria = {
      ...others,
      workerId: workerId && uuidOf("worker", workerId, ["filter", "workerId"]),
    };
    return await listAuditLog(this.reads, user, criteria, page);
  }

  /** Who changed the caller's own data, or looked at it under broken glass; nobody for who is no worker. */
  async about(principal: Principal, page: PageArgs): Promise<Connection<AuditRecord>> {
    if (principal.kind === "anonymous" || !principal.workerId)
      return pageOf<AuditRecord>([], "none", page, () => []);
    return await listDataAccess(this.reads, principal, principal.workerId, page);
  }
}
