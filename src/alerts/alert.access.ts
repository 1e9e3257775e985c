import {
  type AccessTable,
  connectionAccess,
  fields,
  USERS,
  VERSIONED,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** The roles that have alerts. */
const OWNERS = ["WORKER", "PARTNER"] as const;

/** Who may ask for what of this domain; `alert.policy.ts` says whose alerts they find. */
export const alertAccess: AccessTable = {
  Query: fields(OWNERS, "alerts"),
  Mutation: fields(USERS, "createAlert", "updateAlert", "archiveAlert"),
  Subscription: fields(OWNERS, "matchFound"),
  Alert: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "name", "minScore", "remote", "country", "region", "active", "need", "matches"),
  },
  AlertMatch: fields(WITH_OBJECT, "id", "alertId", "score", "foundAt", "match"),
  ...connectionAccess("AlertMatch"),
  AlertPayload: fields(WITH_OBJECT, "alert", "userErrors"),
};
