import {
  type AccessTable,
  connectionAccess,
  fields,
  USERS,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who may ask for what of this domain: `consent.policy.ts` says who gives and who sees consents. */
export const consentAccess: AccessTable = {
  Mutation: fields(USERS, "grantConsent", "revokeConsent"),
  Worker: fields(WITH_OBJECT, "consents"),
  Consent: {
    ...fields(WITH_OBJECT, "id", "version", "createdAt", "partner", "need", "purpose", "discloses"),
    ...fields(WITH_OBJECT, "expiresAt", "revokedAt"),
  },
  ...connectionAccess("Consent"),
  ConsentPayload: fields(WITH_OBJECT, "consent", "userErrors"),
};
