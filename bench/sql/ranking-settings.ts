/** Of the connections that rank by SQL: enough memory for every sort and hash, and one process for one query. */
export const RANKING_SETTINGS: Readonly<Record<string, string>> = {
  work_mem: "256MB",
  max_parallel_workers_per_gather: "0",
  jit: "off",
};
