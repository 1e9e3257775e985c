import { DataSource, type EntityTarget } from "typeorm";
import { migrations } from "../../../migrations/index.js";
import { withSetting } from "./connection-address.js";
import { impatientClients, writeClients } from "./impatient-client.js";
import { SnakeNaming } from "./naming.js";
import { tracedClients } from "./traced-clients.js";

/** Limits on what the service waits for; jobs and imports set their own within their transaction. */
export const TIMEOUTS = {
  connectionTimeoutMillis: 500,
  statement_timeout: 2000,
  // For a database that says nothing at all: an answer is promised within 2.5 seconds.
  query_timeout: 2200,
  lock_timeout: 500,
  idle_in_transaction_session_timeout: 3000,
} as const;

export interface DataSourceOptions {
  /** postgres:// address */
  readonly url: string;
  readonly entities: readonly EntityTarget<object>[];
  /** Most connections kept for writes. */
  readonly poolSize?: number;
  /** Patient work such as migrations and imports runs without statement time limits. */
  readonly patient?: boolean;
}

/** TypeORM's data source for writes, migrations and transactions; `synchronize` is never used. */
export function createDataSource(options: DataSourceOptions): DataSource {
  const { url, patient } = options;
  return new DataSource({
    type: "postgres",
    // What is prepared is planned once: its plan does not depend on the values.
    url: patient ? url : withSetting(url, "plan_cache_mode", "force_generic_plan"),
    entities: options.entities.map((entity) => entity as () => unknown),
    migrations: [...migrations],
    migrationsTableName: "migration",
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: false,
    poolSize: options.poolSize ?? 10,
    extra: {
      ...(patient
        ? { connectionTimeoutMillis: 5000, Client: tracedClients(impatientClients()) }
        : { ...TIMEOUTS, Client: tracedClients(writeClients()), pipeline: true }),
    },
    applicationName: "skillbridge",
    poolErrorHandler: () => {},
  });
}
