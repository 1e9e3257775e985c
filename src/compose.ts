import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import { type AlertParts, AlertsFollowingChanges } from "./alerts/index.js";
import type { AllocationParts } from "./allocation/index.js";
import { composeJobs } from "./compose-jobs.js";
import { composeMemory } from "./compose-memory.js";
import { personalData, schemaOf, today } from "./compose-schema.js";
import type { Config } from "./config.js";
import { type IntroductionRules } from "./connections/index.js";
import { entities } from "./entities.js";
import { type HouseParts } from "./housekeeping.js";
import type { InsightParts } from "./insights/index.js";
import {
  type Affinities,
  type GrowthAdviser,
  type Patiently,
  REBUILD_AFFINITIES,
  REFRESH_AFFINITIES,
  type TeacherFinding,
} from "./matching/index.js";
import {
  type CredentialParts,
  credentialParts,
  type GrowthEvidence,
  practisedGrowth,
} from "./outcomes/index.js";
import type { Entitle } from "./platform/auth/principal.js";
import { asApplication, checkApplicationRole } from "./platform/database/application-role.js";
import { ChangeFeed } from "./platform/database/change-feed.js";
import { Commands } from "./platform/database/commands.js";
import { createDataSource } from "./platform/database/data-source.js";
import { Origin } from "./platform/database/origin.js";
import { OutboxFollower } from "./platform/database/outbox-follower.js";
import { Reads } from "./platform/database/reads.js";
import { createExecutor, type Executor } from "./platform/graphql/executor.js";
import { Gate } from "./platform/http/gate.js";
import { enqueueJob } from "./platform/jobs/enqueue-job.js";
import type { JobRunners } from "./platform/jobs/job-runners.js";
import { Connections } from "./platform/live/connections.js";
import { LiveChanges } from "./platform/live/live-changes.js";
import { Metrics } from "./platform/observability/metrics.js";
import { openTracing, type Tracing } from "./platform/observability/tracing.js";
import { Eraser } from "./privacy/index.js";
import { Impressions, seekWhenCardsChange } from "./showcase/index.js";
import type { Taxonomy } from "./skills/index.js";
import { type Targets } from "./webhooks/index.js";

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
  /** What tries steps of workers on the needs. */
  readonly growth: GrowthAdviser;
  /** How far skills stand in for each other, as of now. */
  affinities(): Affinities;
  /** Finds who teaches what partners want to learn. */
  readonly teachers: TeacherFinding;
  /** Where subscriptions learn of changes. */
  readonly live: LiveChanges;
  /** Those that stay open for what comes. */
  readonly connections: Connections;
  /** Runs jobs once it is started. */
  readonly jobs: JobRunners;
  /** What keeps house, in the owner's name. */
  readonly house: HouseParts;
  /** What finds matches for alerts. */
  readonly alerts: AlertParts;
  /** What keeps the figures up to date. */
  readonly insights: InsightParts;
  /** What works plans out. */
  readonly allocation: AllocationParts;
  /** What is decided about introductions. */
  readonly introductions: IntroductionRules;
  /** Which addresses webhooks may have. */
  readonly webhookTargets: Targets;
  /** What credentials are issued and verified with. */
  readonly credentials: CredentialParts;
  /** Where others reach the service, without a slash at the end. */
  readonly publicUrl: string;
  /** What counts how often cards of the showcase are shown. */
  readonly impressions: Impressions;
  readonly metrics: Metrics;
  /** Undefined when nobody asked for it. */
  readonly tracing: Tracing | undefined;
  /** What operations of every transport have to pass before they are executed. */
  readonly gate: Gate;
  /**
   * How this process stands to what others commit, in words.
   * @throws Error when what it holds in memory may be out of date
   */
  changes(): Promise<string>;
  close(): Promise<void>;
}

/** What the owner of the tables does beside requests: jobs, mostly. */
const OWNERS_CONNECTIONS = 6;

/** The follower looks every 5 s; beyond this it is cut off. */
const MOST_AGE_MS = 20_000;

/**
 * Constructs the parts of the service and wires them.
 * @param databaseUrl a migrated PostgreSQL database
 * @param evidence where credentials learn what was shown in a collaboration
 */
export async function composeService(
  config: Config,
  databaseUrl: string,
  logger: Logger,
  evidence: GrowthEvidence = practisedGrowth,
): Promise<Service> {
  const origin = new Origin();
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
  const memory = composeMemory({ databaseUrl, reads, feed, metrics, logger });
  // What was worked out in memory is stored by a job.
  feed.on(["skill"], () => enqueueJob(dataSource, REFRESH_AFFINITIES, {}, { key: REFRESH_AFFINITIES }));
  const patiently = patientlyAt(databaseUrl);
  const eraser = new Eraser(ownersCommands, personalData);
  const { retention, deadPostingDays } = config;
  const house: HouseParts = { commands: ownersCommands, today, retention, deadPostingDays, eraser };
  const { matching, growth, teachers, entitle } = memory;
  const catchUp = () => follower.catchUp();
  const alerts: AlertParts = { commands: ownersCommands, reads, matching, entitle, catchUp };
  const { taxonomy } = memory;
  const insights: InsightParts = { commands: ownersCommands, taxonomy, matching, entitle, catchUp, today };
  const allocation: AllocationParts = {
    ...{ commands: ownersCommands, reads, matching, patiently, catchUp, today },
    introductions: config.introductions,
  };
  const tracing = await tracingBy(config, logger);
  const jobs = composeJobs(config, {
    ...{
      databaseUrl,
      commands: ownersCommands,
      house,
      alerts,
      insights,
      allocation,
      patiently,
      tracing,
      logger,
      metrics,
    },
  });
  new AlertsFollowingChanges(dataSource, () => jobs.isWorking, logger).follow(feed);
  seekWhenCardsChange(feed, dataSource, () => jobs.isWorking);
  // Last: who is told then finds everything renewed.
  const live = new LiveChanges();
  live.follow(feed, ["need", "connection", "notification", "alert_match"]);
  await follower.start();
  // In the feed's sequence: what is committed meanwhile must not be overwritten by this older reading.
  await feed.inSequence(() => memory.load());
  if (memory.affinityVersion() === 0)
    await enqueueJob(dataSource, REBUILD_AFFINITIES, {}, { key: REBUILD_AFFINITIES });
  const { introductions, webhookTargets, publicUrl } = config;
  const credentials = credentialParts(config.credentials, publicUrl, evidence);
  const impressions = new Impressions(ownersCommands, logger);
  const { schema } = schemaOf({
    reads,
    commands,
    taxonomy,
    matching,
    growth,
    teachers,
    eraser,
    live,
    introductions,
    webhookTargets,
    credentials,
    publicUrl,
    affinities: memory.affinities,
    impressions,
  });
  return {
    dataSource,
    reads,
    commands,
    feed,
    schema,
    execute: createExecutor(schema, logger, metrics),
    entitle: memory.entitle,
    taxonomy,
    growth,
    affinities: memory.affinities,
    teachers,
    live,
    connections: new Connections(metrics),
    jobs,
    house,
    alerts,
    insights,
    allocation,
    introductions,
    webhookTargets,
    credentials,
    publicUrl,
    impressions,
    metrics,
    tracing,
    gate: new Gate(config.operationsAtOnce, metrics),
    changes: () => changesIn(follower, feed, reads),
    close: async () => {
      await jobs.stop();
      await impressions.flush();
      await follower.stop();
      await feed.close();
      await reads.close();
      await serving.destroy();
      await dataSource.destroy();
      await tracing?.close();
    },
  };
}

const tracingBy = async ({ tracing }: Config, logger: Logger): Promise<Tracing | undefined> =>
  tracing && (await openTracing(tracing, (error) => logger.warn({ err: error }, "traces cannot be sent")));

async function changesIn(follower: OutboxFollower, feed: ChangeFeed, reads: Reads): Promise<string> {
  const waiting = (await follower.waiting(reads)) + feed.retrying;
  const seconds = Math.round(follower.age / 1000);
  if (feed.isBehind || follower.age > MOST_AGE_MS)
    throw new Error(`Changes have not been applied for ${seconds} s, ${waiting} waiting.`);
  return `applied ${seconds} s ago, ${waiting} waiting`;
}

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
