import { DataSource, type EntityTarget } from "typeorm";
import { migrations } from "../../../migrations/index.js";
import { impatientClients } from "./impatient-client.js";
import { SnakeNaming } from "./naming.js";

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
  return new DataSource({
    type: "postgres",
    url: options.url,
    entities: options.entities.map((entity) => entity as () => unknown),
    migrations: [...migrations],
    migrationsTableName: "migration",
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: false,
    poolSize: options.poolSize ?? 10,
    extra: {
      ...(options.patient ? { connectionTimeoutMillis: 5000 } : TIMEOUTS),
      Client: impatientClients(),
    },
    applicationName: "skillbridge",
    poolErrorHandler: () => {},
  });
}
