import type { DataSource } from "typeorm";
import { rebuildAffinities } from "./build-affinities.js";
import { refreshAffinities } from "./refresh-affinities.js";

/** Work that is done in the background, in one process of all; repeating it does no harm. */
export interface AffinityJob {
  readonly name: string;
  /** When it is due by itself, as minute, hour, day, month and weekday of cron in UTC. */
  readonly schedule?: string;
  run(payload?: unknown): Promise<void>;
}

export const REBUILD_AFFINITIES = "rebuild-affinities";
/** Due after every change of the taxonomy; one that is waiting already is enough. */
export const REFRESH_AFFINITIES = "refresh-affinities";

/** Gives work a patient data source, without limits on what it waits for, of two connections or more. */
export type Patiently = (work: (dataSource: DataSource) => Promise<unknown>) => Promise<void>;

export const affinityJobs = (patiently: Patiently): readonly AffinityJob[] => [
  {
    name: REBUILD_AFFINITIES,
    schedule: "17 3 * * *",
    run: () => patiently((dataSource) => rebuildAffinities(dataSource)),
  },
  { name: REFRESH_AFFINITIES, run: () => patiently((dataSource) => refreshAffinities(dataSource)) },
];
