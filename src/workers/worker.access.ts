import {
  type AccessTable,
  connectionAccess,
  EVERYBODY,
  fields,
  USERS,
  VERSIONED,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/**
 * Who may ask for what of this domain. People are for users only; how much of whom a user sees, `worker.policy.ts` and
 * `visibility.ts` say, and the reads keep to it.
 */
export const workerAccess: AccessTable = {
  Query: {
    ...fields(EVERYBODY, "me", "library", "libraries"),
    ...fields(USERS, "worker", "workers"),
  },
  Mutation: {
    ...fields(USERS, "createLibrary", "updateLibrary", "archiveLibrary"),
    ...fields(USERS, "createWorker", "updateWorker", "archiveWorker"),
    ...fields(USERS, "addWorkerSkill", "updateWorkerSkill", "removeWorkerSkill", "adoptRating"),
    ...fields(USERS, "createGrowthGoal", "updateGrowthGoal", "archiveGrowthGoal", "setDiscovery"),
  },
  Viewer: fields(WITH_OBJECT, "role", "consortium", "library", "worker"),
  Consortium: { ...VERSIONED, ...fields(WITH_OBJECT, "name", "country", "discovery") },
  Discovery: fields(WITH_OBJECT, "consortium", "isOpen", "isOpenThere"),
  ...connectionAccess("Discovery"),
  DiscoveryPayload: fields(WITH_OBJECT, "consortium", "userErrors"),
  Library: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "isil", "name", "country", "region", "requiresConsent", "consortium"),
    ...fields(WITH_OBJECT, "contactEmail"),
  },
  ...connectionAccess("Library"),
  LibraryPayload: fields(WITH_OBJECT, "library", "userErrors"),
  Worker: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "name", "email", "jobTitle", "summary", "hoursPerWeek", "remote", "languages"),
    ...fields(WITH_OBJECT, "discoverability", "library", "country", "region", "skills", "growthGoals"),
    ...fields(WITH_OBJECT, "fieldVisibility"),
  },
  FieldVisibility: {
    ...fields(WITH_OBJECT, "name", "email", "jobTitle", "summary", "availability", "library", "careerRecord"),
  },
  ...connectionAccess("Worker"),
  WorkerPayload: fields(WITH_OBJECT, "worker", "userErrors"),
  WorkerSkill: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "skill", "proficiency", "evidence", "lastUsedOn", "ratingSource", "visibility"),
    ...fields(WITH_OBJECT, "ratings"),
  },
  ...connectionAccess("WorkerSkill"),
  SkillRating: fields(WITH_OBJECT, "id", "skill", "proficiency", "source", "ratedAt"),
  ...connectionAccess("SkillRating"),
  WorkerSkillPayload: fields(WITH_OBJECT, "workerSkill", "userErrors"),
  GrowthGoal: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "skill", "current", "target", "progress", "priority", "by", "why"),
    ...fields(WITH_OBJECT, "status", "visibility"),
  },
  GrowthGoalPayload: fields(WITH_OBJECT, "growthGoal", "userErrors"),
};
