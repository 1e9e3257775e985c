import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import {
  AllocationMutationResolver,
  AllocationPlaceResolver,
  AllocationPlanResolver,
  AllocationUnservedResolver,
} from "./allocation.resolver.js";
import { AllocationService } from "./allocation.service.js";
import { AllocationPlace } from "./allocation-place.js";
import { AllocationPlan } from "./allocation-plan.js";
import { AllocationUnserved } from "./allocation-unserved.js";

export { allocationAccess } from "./allocation.access.js";
export { type AllocationParts, allocationJobs } from "./allocation-jobs.js";

/** The tables of this domain. */
export const allocationEntities = [AllocationPlan, AllocationPlace, AllocationUnserved];

/** The rows about workers that this domain has. */
export const allocationPersonalData: readonly PersonalData[] = [
  { section: "allocationPlaces", table: "allocation_place", workerColumn: "worker_id" },
  { section: "allocationUnserved", table: "allocation_unserved", workerColumn: "worker_id" },
];

/** The resolvers of this domain. */
export const allocationResolvers = (reads: Reads, commands: Commands): object[] => [
  new AllocationPlanResolver(reads),
  new AllocationPlaceResolver(),
  new AllocationUnservedResolver(),
  new AllocationMutationResolver(new AllocationService(commands)),
];
