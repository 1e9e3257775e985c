import {
  type AccessTable,
  connectionAccess,
  EVERYBODY,
  fields,
  USERS,
  VERSIONED,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who may ask for what of this domain. Open needs are public; `need.policy.ts` says who sees the others. */
export const needAccess: AccessTable = {
  Query: fields(EVERYBODY, "need", "needs"),
  Mutation: {
    ...fields(USERS, "createNeed", "updateNeed", "archiveNeed"),
    ...fields(USERS, "publishNeed", "fillNeed", "reopenNeed", "closeNeed"),
  },
  Subscription: fields(EVERYBODY, "needChanged"),
  Need: {
    ...VERSIONED,
    ...fields(
      WITH_OBJECT,
      "title",
      "description",
      "status",
      "capacity",
      "placesTaken",
      "hoursPerWeek",
      "modality",
    ),
    ...fields(WITH_OBJECT, "country", "region", "languages", "startsOn", "endsOn"),
    ...fields(WITH_OBJECT, "partner", "communityGoal", "skills"),
  },
  NeedSkill: fields(WITH_OBJECT, "skill", "importance", "proficiency", "mentored"),
  ...connectionAccess("Need"),
  NeedPayload: fields(WITH_OBJECT, "need", "userErrors"),
};
