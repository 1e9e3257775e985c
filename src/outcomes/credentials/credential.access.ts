import {
  type AccessTable,
  connectionAccess,
  EVERYBODY,
  fields,
  USERS,
  WITH_OBJECT,
} from "../../platform/graphql/access.js";

/** Who may ask for what about credentials: `credential.policy.ts` says who holds them and who answers for them. */
export const credentialAccess: AccessTable = {
  Query: { verifyCredential: EVERYBODY },
  Mutation: fields(USERS, "claimCredential", "shareCredential", "revokeCredential"),
  Worker: fields(WITH_OBJECT, "credentials"),
  Credential: {
    ...fields(WITH_OBJECT, "id", "version", "issuedAt", "validUntil", "proficiency", "withName", "shared"),
    ...fields(WITH_OBJECT, "revokedAt", "revocationReason", "skill", "issuerName", "jwt", "shareUrl"),
  },
  ...connectionAccess("Credential"),
  CredentialPayload: fields(WITH_OBJECT, "credential", "userErrors"),
  VerifiedCredential: {
    ...fields(WITH_OBJECT, "status", "credential", "issuerName", "achievement", "skillUri", "proficiency"),
    ...fields(WITH_OBJECT, "evidence", "validFrom", "validUntil", "revokedAt", "revocationReason"),
  },
};
