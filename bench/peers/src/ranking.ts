import { join } from "node:path";

/** The compiled benchmark beside this package: the peers rank by the very statement that the service is compared with. */
const COMPILED = join(__dirname, "..", "..", "..", "dist", "bench", "sql");

const load = <Module>(file: string): Module => require(join(COMPILED, file));

/** The best $2 workers for need $1 on day $3, as rows of id and score. */
export const { SERVICE_TABLES_RANKING: RANKING } = load<{ SERVICE_TABLES_RANKING: string }>(
  "service-tables-ranking.js",
);

/** Settings of the connections that rank. */
export const { RANKING_SETTINGS } = load<{ RANKING_SETTINGS: Readonly<Record<string, string>> }>(
  "ranking-settings.js",
);
