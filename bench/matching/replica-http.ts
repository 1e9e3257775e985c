import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import type { Service } from "../../src/compose.js";
import { composeHttp } from "../../src/compose-http.js";
import { schemaOf, today } from "../../src/compose-schema.js";
import type { Config } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { createExecutor } from "../../src/platform/graphql/executor.js";
import { RANKING_SETTINGS } from "../sql/ranking-settings.js";
import { SERVICE_TABLES_RANKING } from "../sql/service-tables-ranking.js";
import { SqlContender } from "../sql/sql-contender.js";
import { SqlMatching } from "../sql/sql-matching.js";
import type { Origins } from "./replica-client.js";

interface ListenOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** Of the database. */
  readonly url: string;
  readonly issuerFolder: string;
}

/**
 * Puts HTTP in front of the service, and of the same service with ranking by SQL over the service's own tables: each
 * listens on a port of its own, and everything but the ranking is the same code.
 */
export async function listenTwice(
  service: Service,
  { config, logger, url, issuerFolder }: ListenOptions,
): Promise<{ origins: Origins; close(): Promise<void> }> {
  const issuer = await DevelopmentIssuer.open(issuerFolder, config.mode);
  const settings = RANKING_SETTINGS;
  const ranking = { name: "SQL", text: SERVICE_TABLES_RANKING, settings };
  const sql = await SqlContender.connect(url, ranking, today());
  const { schema } = schemaOf({ ...service, eraser: service.house.eraser, matching: new SqlMatching(sql) });
  const bySql: Service = { ...service, schema, execute: createExecutor(schema, logger) };
  const options = { issuer, firstQuery: { document: "{ me { role } }", headers: {} } };
  const both = [
    await composeHttp(config, service, logger, options),
    await composeHttp(config, bySql, logger, options),
  ];
  const ports: number[] = [];
  for (const { app } of both) {
    await app.listen({ host: "127.0.0.1", port: 0 });
    ports.push((app.server.address() as AddressInfo).port);
  }
  const [index, over] = ports.map((port) => `http://127.0.0.1:${port}`);
  return {
    origins: { index: index!, sql: over! },
    close: async () => {
      for (const { app } of both) await app.close();
      await sql.close();
    },
  };
}
