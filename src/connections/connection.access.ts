import {
  type AccessTable,
  fields,
  connectionAccess as pagesAccess,
  USERS,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who may ask for what of this domain: `connection.policy.ts` says who takes part in a connection. */
export const connectionAccess: AccessTable = {
  Query: fields(USERS, "connection", "connections"),
  Mutation: {
    ...fields(USERS, "proposeConnection", "acceptConnection", "declineConnection", "withdrawConnection"),
    ...fields(USERS, "endCollaborationEarly"),
  },
  Subscription: fields(USERS, "connectionChanged"),
  Connection: {
    ...fields(
      WITH_OBJECT,
      "id",
      "version",
      "createdAt",
      "updatedAt",
      "need",
      "worker",
      "partner",
      "yourSide",
    ),
    ...fields(WITH_OBJECT, "initiator", "status", "message", "workerAcceptedAt", "partnerAcceptedAt"),
    ...fields(WITH_OBJECT, "libraryConsent", "availableSteps", "history", "contact", "expiresAt"),
    ...fields(WITH_OBJECT, "score", "growth", "coverage", "scoringVersion", "affinityVersion"),
    ...fields(WITH_OBJECT, "endReason", "endNote"),
  },
  ConnectionStep: fields(WITH_OBJECT, "event", "side", "toStatus", "at"),
  ConnectionContact: fields(WITH_OBJECT, "name", "channel"),
  ...pagesAccess("Connection"),
  ConnectionPayload: fields(WITH_OBJECT, "connection", "userErrors"),
  Need: fields(USERS, "connections"),
  Worker: fields(WITH_OBJECT, "connections"),
  Partner: fields(USERS, "connections"),
};
