import {
  type AccessTable,
  connectionAccess,
  fields,
  USERS,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who may ask for what of this domain. Teachers are people, so they are for users only; `match.policy.ts` says for whom. */
export const exchangeAccess: AccessTable = {
  Partner: fields(USERS, "expertise"),
  PartnerLearningGoal: fields(USERS, "teachers"),
  Match: fields(WITH_OBJECT, "exchange"),
  MatchExchange: fields(WITH_OBJECT, "teaching", "value", "toWorker", "toPartner"),
  SkillFlow: {
    ...fields(WITH_OBJECT, "skill", "through", "link", "from", "to", "priority", "value", "contribution"),
    ...fields(WITH_OBJECT, "learningGoal"),
  },
  Teacher: fields(WITH_OBJECT, "worker", "value", "teaches"),
  ...connectionAccess("Teacher"),
};
