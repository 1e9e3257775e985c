import { randomUUID } from "node:crypto";
import type { ApolloServer } from "@apollo/server";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import type { Config } from "./config.js";
import { consentAccess, consentPersonalData, consentResolvers } from "./consent/index.js";
import { entities } from "./entities.js";
import { type HouseParts, housekeeping } from "./housekeeping.js";
import {
  AffinityFeed,
  affinityJobs,
  type LoadProgress,
  Matcher,
  MatchFeed,
  MatchIndex,
  type Matching,
  matchAccess,
  matchingPersonalData,
  matchingReferences,
  matchingResolvers,
  matchingTypes,
  type Patiently,
  REBUILD_AFFINITIES,
  REFRESH_AFFINITIES,
} from "./matching/index.js";
import { needAccess, needReferences, needResolvers, needsSkillReferences } from "./needs/index.js";
import { partnerAccess, partnerReferences, partnerResolvers } from "./partners/index.js";
import { createAuthenticate } from "./platform/auth/authenticate.js";
import type { DevelopmentIssuer } from "./platform/auth/development-issuer.js";
import { createRecogniseGateway } from "./platform/auth/gateway.js";
import type { Issuer } from "./platform/auth/issuer.js";
import { oidcIssuer } from "./platform/auth/oidc-issuer.js";
import type { Entitle } from "./platform/auth/principal.js";
import { asApplication, checkApplicationRole } from "./platform/database/application-role.js";
import { ChangeFeed } from "./platform/database/change-feed.js";
import { Commands } from "./platform/database/commands.js";
import { createDataSource } from "./platform/database/data-source.js";
import { OutboxFollower } from "./platform/database/outbox-follower.js";
import { Reads } from "./platform/database/reads.js";
import { createAdmission } from "./platform/graphql/admission.js";
import { Budget } from "./platform/graphql/budget/budget.js";
import { RateLimitResolver } from "./platform/graphql/budget/rate-limit.js";
import type { Context } from "./platform/graphql/context.js";
import { createExecutor, type Executor } from "./platform/graphql/executor.js";
import { PersistedQueries } from "./platform/graphql/persisted-queries.js";
import { buildFederatedSchema, type FederatedSchema } from "./platform/graphql/schema.js";
import { createGraphQLServer } from "./platform/graphql/server.js";
import { createApp } from "./platform/http/app.js";
import { Gate } from "./platform/http/gate.js";
import { originsOf } from "./platform/http/hygiene.js";
import { enqueueJob } from "./platform/jobs/enqueue-job.js";
import { JobRunner } from "./platform/jobs/job-runner.js";
import { Connections } from "./platform/live/connections.js";
import { LiveChanges } from "./platform/live/live-changes.js";
import { serveLive } from "./platform/live/serve-live.js";
import { Metrics } from "./platform/observability/metrics.js";
import {
  Eraser,
  entitlePeople,
  privacyAccess,
  privacyPersonalData,
  privacyResolvers,
  sweepJob,
} from "./privacy/index.js";
import { skillAccess, skillReferences, skillResolvers, Taxonomy } from "./skills/index.js";
import {
  DiscoveryPolicies,
  workerAccess,
  workerPersonalData,
  workerReferences,
  workerResolvers,
  workersSkillReferences,
} from "./workers/index.js";

/** The running service without its HTTP port. */
export interface Service {
  /** As the owner of the tables, whom no policy binds: for jobs and what goes on beside requests. */
  readonly dataSource: DataSource;
  readonly reads: Reads;
  readonly commands: Commands;
  /** What tells the parts in memory of changes. */
  readonly feed: ChangeFeed;
  readonly schema: GraphQLSchema;
  readonly execute: Executor;
  readonly entitle: Entitle;
  readonly taxonomy: Taxonomy;
  /** Where subscriptions learn of changes. */
  readonly live: LiveChanges;
  /** Those that stay open for what comes. */
  readonly connections: Connections;
  /** Runs jobs once it is started. */
  readonly jobs: JobRunner;
  /** What keeps house, in the owner's name. */
  readonly house: HouseParts;
  readonly metrics: Metrics;
  /** What operations of every transport have to pass before they are executed. */
  readonly gate: Gate;
  /**
   * How this process stands to what others commit, in words.
   * @throws Error when what it holds in memory may be out of date
   */
  changes(): Promise<string>;
  close(): Promise<void>;
}

/** What the resolvers are made of. */
export interface Parts {
  readonly reads: Reads;
  readonly commands: Commands;
  readonly taxonomy: Taxonomy;
  readonly matching: Matching;
  readonly eraser: Eraser;
  readonly live: LiveChanges;
}

/** Today's date as YYYY-MM-DD; days begin in UTC. */
export const today = () => new Date().toISOString().slice(0, 10);

/** What the owner of the tables does beside requests is little. */
const OWNERS_CONNECTIONS = 3;

/** The follower looks every 5 s; beyond this it is cut off. */
const MOST_AGE_MS = 20_000;

/**
 * Constructs every part of the service and wires them; the only place that knows all of them.
 * @param databaseUrl a migrated PostgreSQL database
 */
export async function composeService(config: Config, databaseUrl: string, logger: Logger): Promise<Service> {
  const origin = randomUUID();
  const servingUrl = asApplication(databaseUrl);
  await checkApplicationRole(databaseUrl);
  const dataSource = createDataSource({ url: databaseUrl, entities, poolSize: OWNERS_CONNECTIONS });
  const serving = createDataSource({ url: servingUrl, entities });
  await dataSource.initialize();
  await serving.initialize();
  const reads = new Reads(servingUrl, config.readConnections);
  const metrics = new Metrics();
  const feed = new ChangeFeed(logger, metrics);
  const follower = new OutboxFollower(servingUrl, feed, origin, logger, metrics);
  const commands = new Commands(serving, feed, origin);
  const ownersCommands = new Commands(dataSource, feed, origin);
  const taxonomy = new Taxonomy(reads);
  const affinities = new AffinityFeed(reads, taxonomy);
  const discovery = new DiscoveryPolicies(reads);
  const index = new MatchIndex();
  const matchFeed = new MatchFeed(databaseUrl, reads.asSystem(), index, onLoadProgress(logger));
  const matching = new Matcher(index, () => affinities.current, today);
  // The taxonomy first: what the others hold refers to it.
  feed.on(["skill"], (ids) => taxonomy.reload(ids));
  affinities.follow(feed);
  matchFeed.follow(feed);
  feed.on(["discovery"], () => discovery.reload());
  // What was worked out in memory is stored by a job.
  feed.on(["skill"], () => enqueueJob(dataSource, REFRESH_AFFINITIES, {}, { key: REFRESH_AFFINITIES }));
  const patiently = patientlyAt(databaseUrl);
  const eraser = new Eraser(ownersCommands, personalData);
  const house: HouseParts = { commands: ownersCommands, today, retention: config.retention, eraser };
  const ownJobs = [housekeeping(house), sweepJob(patiently, personalData), ...affinityJobs(patiently)];
  const jobs = new JobRunner(databaseUrl, ownJobs, logger, metrics);
  measureMatching(metrics, index, affinities);
  // Last: who is told then finds everything renewed.
  const live = new LiveChanges();
  live.follow(feed, ["need"]);
  await follower.start();
  // In the feed's sequence: what is committed meanwhile must not be overwritten by this older reading.
  await feed.inSequence(async () => {
    await taxonomy.reload();
    await affinities.load();
    await matchFeed.load();
    await discovery.reload();
  });
  if (affinities.current.version === 0)
    await enqueueJob(dataSource, REBUILD_AFFINITIES, {}, { key: REBUILD_AFFINITIES });

  const entitle = entitlePeople(reads, (...worker) => index.hasWorker(...worker));
  const { schema } = schemaOf({ reads, commands, taxonomy, matching, eraser, live });
  return {
    dataSource,
    reads,
    commands,
    feed,
    schema,
    execute: createExecutor(schema, logger),
    entitle: async (principal) => discovery.entitle(await entitle(principal)),
    taxonomy,
    live,
    connections: new Connections(metrics),
    jobs,
    house,
    metrics,
    gate: new Gate(config.operationsAtOnce, metrics),
    changes: async () => {
      const waiting = (await follower.waiting(reads)) + feed.retrying;
      const seconds = Math.round(follower.age / 1000);
      if (feed.isBehind || follower.age > MOST_AGE_MS)
        throw new Error(`Changes have not been applied for ${seconds} s, ${waiting} waiting.`);
      return `applied ${seconds} s ago, ${waiting} waiting`;
    },
    close: async () => {
      await jobs.stop();
      await follower.stop();
      await feed.close();
      await reads.close();
      await serving.destroy();
      await dataSource.destroy();
    },
  };
}

/** Says how far the index is loaded, which takes some seconds a million workers. */
const onLoadProgress =
  (logger: Logger): LoadProgress =>
  (what, rows) =>
    logger.info({ what, rows }, "loading the match index");

/** Opens a patient data source for as long as a piece of work needs one. */
const patientlyAt =
  (url: string): Patiently =>
  async (work) => {
    const dataSource = createDataSource({ url, entities, poolSize: 2, patient: true });
    await dataSource.initialize();
    try {
      await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  };

function measureMatching(metrics: Metrics, index: MatchIndex, affinities: AffinityFeed): void {
  metrics.gauge("match_index_workers", "Workers that can be matched.", () => index.workerCount);
  metrics.gauge("match_index_needs", "Open needs that can be matched.", () => index.needCount);
  metrics.gauge("match_index_consents", "Consents that matching counts.", () => index.consents.count);
  metrics.gauge("match_index_bytes", "What the workers take in the match index.", () => index.bytes);
  metrics.gauge("affinity_version", "Which build of affinities is in use.", () => affinities.current.version);
}

/** Who may ask for each field, domain by domain. */
export const accessTables = [
  skillAccess,
  workerAccess,
  partnerAccess,
  needAccess,
  consentAccess,
  matchAccess,
  privacyAccess,
];

/** Every table with rows about a worker: what an export gives, and an erasure takes. The worker's own first. */
export const personalData = [
  ...workerPersonalData,
  ...consentPersonalData,
  ...matchingPersonalData,
  ...privacyPersonalData,
];

/** The schema over some parts. */
export function schemaOf({ reads, commands, taxonomy, matching, eraser, live }: Parts): FederatedSchema {
  const skillUsers = [workersSkillReferences, needsSkillReferences];
  return buildFederatedSchema({
    resolvers: [
      ...skillResolvers(reads, commands, taxonomy, skillUsers),
      ...workerResolvers(reads, commands, taxonomy),
      ...partnerResolvers(reads, commands),
      ...needResolvers(reads, commands, taxonomy, today),
      ...consentResolvers(commands),
      ...matchingResolvers(matching, taxonomy),
      ...privacyResolvers({ reads, commands, eraser, personalData }),
      new RateLimitResolver(),
    ],
    references: {
      ...skillReferences(taxonomy),
      ...workerReferences,
      ...partnerReferences,
      ...needReferences,
      ...matchingReferences(matching),
    },
    orphanedTypes: matchingTypes,
    changes: live,
    access: accessTables,
  });
}

/** The subgraph's SDL; it depends on the code alone, so nothing has to run for it. */
export const publishedSdl = (): string => schemaOf({ live: new LiveChanges() } as Parts).sdl;

export interface HttpService {
  readonly app: FastifyInstance;
  readonly apollo: ApolloServer<Context>;
}

/** What the explorers open with. */
export interface FirstQuery {
  readonly document: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpOptions {
  /** Whose tokens are accepted beside those of the configured issuer; never one in production. */
  readonly issuer: DevelopmentIssuer | null;
  readonly firstQuery: FirstQuery;
  /** Whether the service is about to stop: it is not ready any more then. */
  readonly isDraining?: () => boolean;
  /** Whether it is leaving: clients are asked to go elsewhere then. */
  readonly isLeaving?: () => boolean;
}

/** Puts the HTTP service in front. */
export async function composeHttp(
  config: Config,
  service: Service,
  logger: Logger,
  options: HttpOptions,
): Promise<HttpService> {
  const { firstQuery } = options;
  const explorable = config.mode !== "production";
  const persisted = new PersistedQueries();
  const apollo = createGraphQLServer({
    schema: service.schema,
    execute: service.execute,
    persisted,
    logger,
    explorable,
    firstQuery: { document: firstQuery.document, headers: { ...firstQuery.headers } },
  });
  await apollo.start();
  const authenticate = createAuthenticate(issuersOf(config, options.issuer, logger));
  const admit = createAdmission({
    authenticate,
    entitle: service.entitle,
    recogniseGateway: createRecogniseGateway(config.gatewaySecret, config.mode),
    reads: service.reads,
    schema: service.schema,
    budget: new Budget(config.budget, service.reads),
    persisted,
  });
  const app = createApp({
    apollo,
    admit,
    gate: service.gate,
    isLeaving: options.isLeaving ?? (() => false),
    trustProxy: config.trustProxy,
    corsOrigins: config.corsOrigins,
    metrics: service.metrics,
    readiness: async () => {
      if (options.isDraining?.()) throw new Error("The service is stopping.");
      await service.reads.ping();
      return { database: "ok", changes: await service.changes() };
    },
    logger,
    firstQuery: explorable ? firstQuery : undefined,
  });
  const allowedOrigins = originsOf({ explorable, corsOrigins: config.corsOrigins });
  const { trustProxy } = config;
  serveLive(app, { ...service, admit, authenticate, logger, explorable, allowedOrigins, trustProxy });
  return { app, apollo };
}

/** Whose tokens are accepted: the configured issuer's, and in development the built-in one's too. */
function issuersOf({ mode, oidc }: Config, development: Issuer | null, logger: Logger): Issuer[] {
  if (development && mode === "production")
    throw new Error("The development issuer is not for production: its tokens prove nothing.");
  const report = (reason: unknown) =>
    logger.error({ err: reason, issuer: oidc?.issuer }, "the issuer of tokens does not give its keys");
  return [...(oidc ? [oidcIssuer(oidc, report)] : []), ...(development ? [development] : [])];
}
