import {
  type AccessTable,
  connectionAccess,
  fields,
  USERS,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who may ask for what of this domain; `privacy.policy.ts` says for whom a mutation then does something. */
export const privacyAccess: AccessTable = {
  Query: { auditLog: ["ADMIN"], exportMyData: USERS },
  Mutation: fields(USERS, "breakGlass", "endBreakGlass", "eraseMe", "eraseWorker"),
  Viewer: fields(WITH_OBJECT, "dataAccess"),
  BreakGlass: fields(WITH_OBJECT, "id", "workerId", "reason", "openedAt", "expiresAt", "endedAt"),
  BreakGlassPayload: fields(WITH_OBJECT, "breakGlass", "userErrors"),
  AuditRecord: {
    ...fields(WITH_OBJECT, "id", "at", "actor", "role", "action", "recordId", "workerIds"),
    ...fields(WITH_OBJECT, "reason", "requestId"),
  },
  ...connectionAccess("AuditRecord"),
  PersonalDataExport: fields(WITH_OBJECT, "madeAt", "document"),
  ErasurePayload: fields(WITH_OBJECT, "isErased", "userErrors"),
};
