import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { type Connection, type PageArgs, pageOf } from "../platform/graphql/connection.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { type AuditCriteria, listAuditLog, listDataAccess } from "./audit-log.reads.js";
import type { AuditRecord } from "./audit-record.js";
import type { AuditLogFilter } from "./privacy.inputs.js";
import { mayReadAuditLog } from "./privacy.policy.js";

/** What is on record, for administrators and for the workers it is about. */
export class AuditLog {
  constructor(private readonly reads: Reads) {}

  /** The own consortium's entries; none for whoever may not read them. */
  async list(user: User, filter: AuditLogFilter, page: PageArgs): Promise<Connection<AuditRecord>> {
    if (!mayReadAuditLog(user)) return none(page);
    const { workerId, ...others } = filter;
    const criteria: AuditCriteria = {
      ...others,
      workerId: workerId && uuidOf("worker", workerId, ["filter", "workerId"]),
    };
    return await listAuditLog(this.reads, user, criteria, page);
  }

  /** Who changed the user's own data, or looked at it under broken glass. */
  async about(user: User, page: PageArgs): Promise<Connection<AuditRecord>> {
    return user.workerId ? await listDataAccess(this.reads, user, user.workerId, page) : none(page);
  }
}

const none = (page: PageArgs) => pageOf<AuditRecord>([], "none", { ...page, after: null }, () => []);
