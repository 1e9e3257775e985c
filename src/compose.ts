import { randomUUID } from "node:crypto";
import type { ApolloServer } from "@apollo/server";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import type { Config } from "./config.js";
import { entities } from "./entities.js";
import { partnerReferences, partnerResolvers } from "./partners/index.js";
import { createAuthenticate } from "./platform/auth/authenticate.js";
import type { DevelopmentIssuer } from "./platform/auth/development-issuer.js";
import { ChangeFeed } from "./platform/database/change-feed.js";
import { Commands } from "./platform/database/commands.js";
import { createDataSource } from "./platform/database/data-source.js";
import { OutboxFollower } from "./platform/database/outbox-follower.js";
import { Reads } from "./platform/database/reads.js";
import type { Context } from "./platform/graphql/context.js";
import { createExecutor, type Executor } from "./platform/graphql/executor.js";
import { buildFederatedSchema } from "./platform/graphql/schema.js";
import { createGraphQLServer } from "./platform/graphql/server.js";
import { createApp } from "./platform/http/app.js";
import { Taxonomy } from "./skills/index.js";

/** The running service without its HTTP port. */
export interface Service {
  readonly dataSource: DataSource;
  readonly reads: Reads;
  readonly schema: GraphQLSchema;
  /** What `schema.graphql` must hold. */
  readonly sdl: string;
  readonly execute: Executor;
  readonly taxonomy: Taxonomy;
  close(): Promise<void>;
}

/**
 * Constructs every part of the service and wires them; the only place that knows all of them.
 * @param databaseUrl a migrated PostgreSQL database
 */
export async function composeService(config: Config, databaseUrl: string, logger: Logger): Promise<Service> {
  const origin = randomUUID();
  const dataSource = createDataSource({ url: databaseUrl, entities });
  await dataSource.initialize();
  const reads = new Reads(databaseUrl, config.readConnections);
  const feed = new ChangeFeed();
  const follower = new OutboxFollower(databaseUrl, feed, origin, logger);
  const commands = new Commands(dataSource, feed, origin);
  const taxonomy = new Taxonomy(reads);
  feed.on(["skill"], (ids) => taxonomy.reload(ids));
  await follower.start();
  await taxonomy.reload();

  const { schema, sdl } = buildFederatedSchema({
    resolvers: [...partnerResolvers(reads, commands)],
    references: { ...partnerReferences },
    orphanedTypes: [],
  });
  return {
    dataSource,
    reads,
    schema,
    sdl,
    execute: createExecutor(schema, logger),
    taxonomy,
    close: async () => {
      await follower.stop();
      await reads.close();
      await dataSource.destroy();
    },
  };
}

export interface HttpService {
  readonly app: FastifyInstance;
  readonly apollo: ApolloServer<Context>;
}

/** Puts the HTTP service in front. */
export async function composeHttp(
  config: Config,
  service: Service,
  issuer: DevelopmentIssuer | null,
  logger: Logger,
  firstQuery: string,
): Promise<HttpService> {
  const explorable = config.mode !== "production";
  const apollo = createGraphQLServer({
    schema: service.schema,
    execute: service.execute,
    logger,
    explorable,
    firstQuery: { document: firstQuery },
  });
  await apollo.start();
  const app = createApp({
    apollo,
    authenticate: createAuthenticate(issuer),
    reads: service.reads,
    readiness: async () => {
      await service.reads.ping();
      return {};
    },
    logger,
    firstQuery: explorable ? firstQuery : undefined,
  });
  return { app, apollo };
}
