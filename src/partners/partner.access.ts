import {
  type AccessTable,
  connectionAccess,
  EVERYBODY,
  fields,
  USERS,
  VERSIONED,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who may ask for what of this domain. Organisations are public; `partner.policy.ts` says who acts for them. */
export const partnerAccess: AccessTable = {
  Query: fields(EVERYBODY, "partner", "partners"),
  Mutation: {
    ...fields(USERS, "createPartner", "updatePartner", "archivePartner"),
    ...fields(USERS, "createCommunityGoal", "updateCommunityGoal", "archiveCommunityGoal"),
    ...fields(USERS, "createPartnerLearningGoal", "updatePartnerLearningGoal", "removePartnerLearningGoal"),
  },
  Viewer: fields(WITH_OBJECT, "partner"),
  Partner: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "name", "description", "url", "sector", "country", "region", "goals"),
    ...fields(WITH_OBJECT, "contactEmail"),
    ...fields(USERS, "learningGoals"),
  },
  ...connectionAccess("Partner"),
  PartnerPayload: fields(WITH_OBJECT, "partner", "userErrors"),
  CommunityGoal: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "title", "description", "indicator", "by", "partner", "progress"),
  },
  GoalProgress: fields(WITH_OBJECT, "share", "collaborations", "values"),
  IndicatorValue: fields(WITH_OBJECT, "before", "value", "measuredAt"),
  ...connectionAccess("IndicatorValue"),
  Indicator: fields(WITH_OBJECT, "name", "unit", "baseline", "target", "current", "progress"),
  PartnerLearningGoal: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "partner", "skill", "current", "target", "priority", "learners", "note", "by"),
  },
  PartnerLearningGoalPayload: fields(WITH_OBJECT, "learningGoal", "userErrors"),
  CommunityGoalPayload: fields(WITH_OBJECT, "communityGoal", "userErrors"),
};
