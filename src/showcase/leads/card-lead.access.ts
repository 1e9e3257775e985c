import { type AccessTable, fields, USERS, WITH_OBJECT } from "../../platform/graphql/access.js";

/** Who may ask for what partners make of cards. */
export const cardLeadAccess: AccessTable = {
  Mutation: fields(USERS, "turnCardIntoNeed", "introduceFromCard"),
  TurnCardIntoNeedPayload: fields(WITH_OBJECT, "need", "userErrors"),
  IntroduceFromCardPayload: fields(WITH_OBJECT, "connection", "userErrors"),
  Need: fields(WITH_OBJECT, "fromCard"),
  Connection: fields(WITH_OBJECT, "fromCard"),
  ShowcaseCard: fields(WITH_OBJECT, "leads"),
  CardLeads: fields(WITH_OBJECT, "needs", "introductions"),
};
