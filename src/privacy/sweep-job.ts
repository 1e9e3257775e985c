import type { DataSource } from "typeorm";
import type { Job } from "../platform/jobs/job.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";

/** Due after an erasure; one that waits already is enough. */
export const SWEEP = "sweep-erased";

/** Gives work a data source of the owner, without limits on what it waits for. */
type Patiently = (work: (dataSource: DataSource) => Promise<unknown>) => Promise<void>;

const BESIDE = ["idempotency_record", "audit_entry", "audit_subject", "outbox"];

/**
 * Takes away what an erasure leaves in PostgreSQL's own keeping: versions of rows that nobody can see any more, and the
 * samples of values by which it plans.
 */
export const sweepJob = (patiently: Patiently, tables: readonly PersonalData[]): Job => ({
  name: SWEEP,
  run: () =>
    patiently((dataSource) =>
      dataSource.query(`vacuum (analyze) ${[...tables.map(({ table }) => table), ...BESIDE].join(", ")}`),
    ),
});
