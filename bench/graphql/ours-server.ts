import "reflect-metadata";
import type { AddressInfo } from "node:net";
import { composeService, type Service } from "../../src/compose.js";
import { composeHttp } from "../../src/compose-http.js";
import { schemaOf, today } from "../../src/compose-schema.js";
import { loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { createExecutor } from "../../src/platform/graphql/executor.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { type Listening, serve } from "../peers/src/serve.js";
import { RANKING_SETTINGS } from "../sql/ranking-settings.js";
import { SERVICE_TABLES_RANKING } from "../sql/service-tables-ranking.js";
import { SqlContender } from "../sql/sql-contender.js";
import { SqlMatching } from "../sql/sql-matching.js";

/** More than anybody takes here: how fast an answer comes is measured, not how many are given to one user. */
const ENOUGH_POINTS = "1000000000";

/**
 * The whole service as `npm start` runs it, but for a budget that does not end. Not in production mode, in which there is
 * no issuer whose tokens could be had here; all that this changes of an answer is that the explorers are there.
 */
const config = loadConfig({
  ...process.env,
  NODE_ENV: "test",
  BUDGET_POINTS_PER_MINUTE: ENOUGH_POINTS,
  BUDGET_POINTS_PER_MINUTE_ANONYMOUS: ENOUGH_POINTS,
});
const logger = createLogger(config.logLevel);

async function start(url: string): Promise<Listening> {
  const service = await composeService(config, url, logger);
  const ranking =
    process.env.BENCH_RANKING === "sql" ? await SqlContender.connect(url, bySql, today()) : null;
  const served = ranking ? rankedBy(ranking, service) : service;
  const issuer = await DevelopmentIssuer.open(config.dataDir, config.mode);
  const options = { issuer, firstQuery: { document: "{ me { role } }", headers: {} } };
  const { app } = await composeHttp(config, served, logger, options);
  void service.jobs.start();
  await app.listen({ host: "127.0.0.1", port: 0 });
  const close = async () => {
    await app.close();
    await ranking?.close();
    await service.close();
  };
  return { port: (app.server.address() as AddressInfo).port, close };
}

const bySql = { name: "SQL", text: SERVICE_TABLES_RANKING, settings: RANKING_SETTINGS };

/** The same service with matches ranked by PostgreSQL. */
function rankedBy(sql: SqlContender, service: Service): Service {
  const { schema } = schemaOf({ ...service, eraser: service.house.eraser, matching: new SqlMatching(sql) });
  return { ...service, schema, execute: createExecutor(schema, logger) };
}

serve(start);
