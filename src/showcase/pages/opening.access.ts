import { type AccessTable, fields, USERS, WITH_OBJECT } from "../../platform/graphql/access.js";

/** Who may ask for what is about the public pages. */
export const openingAccess: AccessTable = {
  Mutation: fields(USERS, "openShowcase"),
  OpenShowcasePayload: fields(WITH_OBJECT, "consortium", "userErrors"),
  Consortium: fields(WITH_OBJECT, "showcaseUrl"),
  ShowcaseCard: fields(WITH_OBJECT, "publicUrl"),
};
