import {
  type AccessTable,
  connectionAccess,
  fields,
  USERS,
  VERSIONED,
  WITH_OBJECT,
} from "../../platform/graphql/access.js";

/** Who may ask for what of alerts on expertise: the members of partners, of their own. */
export const expertiseAlertAccess: AccessTable = {
  Query: fields(["PARTNER"], "expertiseAlerts"),
  Mutation: fields(USERS, "createExpertiseAlert", "updateExpertiseAlert", "archiveExpertiseAlert"),
  ExpertiseAlert: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "name", "skill", "minAffinity", "remote", "language", "country", "region"),
    ...fields(WITH_OBJECT, "active", "finds"),
  },
  ExpertiseFind: fields(WITH_OBJECT, "id", "alertId", "affinity", "foundAt", "card"),
  ...connectionAccess("ExpertiseFind"),
  ExpertiseAlertPayload: fields(WITH_OBJECT, "alert", "userErrors"),
};
