import type { DataSource } from "typeorm";
import type { Job } from "../../platform/jobs/job.js";
import { rebuildAffinities } from "./build-affinities.js";
import { refreshAffinities } from "./refresh-affinities.js";

export const REBUILD_AFFINITIES = "rebuild-affinities";
/** Due after every change of the taxonomy; one that is waiting already is enough. */
export const REFRESH_AFFINITIES = "refresh-affinities";

/** Gives work a patient data source, without limits on what it waits for, of two connections or more. */
export type Patiently = (work: (dataSource: DataSource) => Promise<unknown>) => Promise<void>;

export const affinityJobs = (patiently: Patiently): readonly Job[] => [
  {
    name: REBUILD_AFFINITIES,
    schedule: "17 3 * * *",
    run: () => patiently((dataSource) => rebuildAffinities(dataSource)),
  },
  { name: REFRESH_AFFINITIES, run: () => patiently((dataSource) => refreshAffinities(dataSource)) },
];
