import {
  type AccessTable,
  connectionAccess,
  fields,
  VERSIONED,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who runs a consortium. */
const PLANNERS = ["ADMIN"] as const;

/** Who may ask for what of this domain; PostgreSQL keeps each consortium's plans to itself. */
export const allocationAccess: AccessTable = {
  Query: fields(PLANNERS, "allocationPlan", "allocationPlans"),
  Mutation: fields(PLANNERS, "planAllocation", "cancelAllocation", "approveAllocation"),
  AllocationPlan: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "name", "goal", "candidatesPerNeed", "placesPerWorker", "minimumPerWorker"),
    ...fields(WITH_OBJECT, "minScore", "status", "progress", "startedAt", "finishedAt", "failure", "needs"),
    ...fields(WITH_OBJECT, "candidates", "served", "unserved", "missing", "total", "totalScore"),
    ...fields(WITH_OBJECT, "greedyTotal", "greedyMissing", "upperBound", "gap", "method", "approvedAt"),
    ...fields(WITH_OBJECT, "message", "proposed", "refused", "slate", "unservedWorkers"),
  },
  AllocationPlace: fields(
    WITH_OBJECT,
    ...["id", "rank", "score", "state", "refusal", "need", "worker", "candidate"],
  ),
  AllocationUnserved: fields(WITH_OBJECT, "missing", "reason", "worker", "candidate"),
  ...connectionAccess("AllocationPlan"),
  ...connectionAccess("AllocationPlace"),
  ...connectionAccess("AllocationUnserved"),
  AllocationPayload: fields(WITH_OBJECT, "plan", "userErrors"),
};
