import type { Job } from "../platform/jobs/job.js";
import { type ApproveParts, approvePlan } from "./approve-plan.js";
import { type WorkParts, workOutPlan } from "./work-out-plan.js";

/** The job that works a plan out; its payload is a `Planned`. */
export const PLAN_ALLOCATION = "plan-allocation";
/** The job that turns an approved plan into introductions; the same. */
export const APPROVE_ALLOCATION = "approve-allocation";

interface Planned {
  readonly planId: string;
}

export type AllocationParts = Omit<WorkParts, "mostOpen"> & ApproveParts;

/** What goes on for plans beside requests. */
export const allocationJobs = (parts: AllocationParts): readonly Job[] => [
  {
    name: PLAN_ALLOCATION,
    run: (payload) =>
      workOutPlan({ ...parts, mostOpen: parts.introductions.mostOpen }, (payload as Planned).planId),
  },
  { name: APPROVE_ALLOCATION, run: (payload) => approvePlan(parts, (payload as Planned).planId) },
];
