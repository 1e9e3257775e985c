import { type AccessTable, fields, USERS, WITH_OBJECT } from "../platform/graphql/access.js";

/** Who may ask for what of this domain. Advice counts only what its viewer may see; a plan is there for managers only. */
export const adviceAccess: AccessTable = {
  Worker: fields(USERS, "growthAdvice"),
  GrowthAdvice: fields(WITH_OBJECT, "skill", "from", "to", "raised", "asGoal", "nearest", "demand"),
  GrowthEffect: fields(WITH_OBJECT, "needsOpened", "needsImproved", "gain", "opens"),
  OpenedNeed: fields(WITH_OBJECT, "need", "before", "after"),
  NearestSkill: fields(WITH_OBJECT, "skill", "by", "link"),
  Library: fields(USERS, "growthPlan"),
  GrowthPlan: fields(WITH_OBJECT, "staff", "needs", "gap", "closed", "atMost", "steps"),
  GrowthPlanStep: fields(WITH_OBJECT, "skill", "closes", "needsAsking", "people", "raises"),
  GrowthPlanRaise: fields(WITH_OBJECT, "worker", "from", "to", "wanted"),
  SkillDemand: fields(WITH_OBJECT, "now", "before", "change"),
};
