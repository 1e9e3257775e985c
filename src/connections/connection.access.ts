import {
  type AccessTable,
  connectionAccess,
  fields,
  USERS,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who may ask for what of this domain; `connection.policy.ts` says whose a connection is. */
export const connectionsAccess: AccessTable = {
  Query: fields(USERS, "connection", "connections"),
  Mutation: {
    ...fields(USERS, "proposeConnection", "acceptConnection", "declineConnection", "withdrawConnection"),
    ...fields(USERS, "endCollaborationEarly"),
  },
  Subscription: fields(USERS, "connectionChanged"),
  Need: fields(USERS, "connections"),
  Worker: fields(USERS, "connections"),
  Partner: fields(USERS, "connections"),
  Connection: {
    ...fields(WITH_OBJECT, "id", "version", "createdAt", "updatedAt", "initiator", "status", "message"),
    ...fields(WITH_OBJECT, "workerAcceptedAt", "partnerAcceptedAt", "libraryConsent", "expiresAt"),
    ...fields(WITH_OBJECT, "need", "worker", "partner", "yourSide", "availableSteps", "history", "contact"),
    ...fields(WITH_OBJECT, "score", "growth", "coverage", "scoringVersion", "affinityVersion"),
    ...fields(WITH_OBJECT, "endReason", "endNote"),
  },
  ...connectionAccess("Connection"),
  ConnectionTransition: fields(WITH_OBJECT, "event", "side", "fromStatus", "toStatus", "at"),
  ConnectionContact: fields(WITH_OBJECT, "name", "channel"),
  ConnectionPayload: fields(WITH_OBJECT, "connection", "userErrors"),
};
