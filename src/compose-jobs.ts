import type { Logger } from "pino";
import { type AlertParts, alertJobs } from "./alerts/index.js";
import { type AllocationParts, allocationJobs } from "./allocation/index.js";
import { personalData } from "./compose-schema.js";
import type { Config } from "./config.js";
import { followUpConnections } from "./connections/index.js";
import { type HouseParts, housekeeping } from "./housekeeping.js";
import { type InsightParts, insightJobs } from "./insights/index.js";
import { affinityJobs, type Patiently } from "./matching/index.js";
import { notificationListener, notificationMailJobs } from "./notifications/index.js";
import type { Commands } from "./platform/database/commands.js";
import { tellEventJob } from "./platform/events/tell-event.js";
import type { Job } from "./platform/jobs/job.js";
import { JobRunner } from "./platform/jobs/job-runner.js";
import { JobRunners } from "./platform/jobs/job-runners.js";
import { tracedJob } from "./platform/jobs/traced-job.js";
import { openMailer } from "./platform/mail/mailer.js";
import type { Metrics } from "./platform/observability/metrics.js";
import type { Tracing } from "./platform/observability/tracing.js";
import { sweepJob } from "./privacy/index.js";
import { expertiseJobs } from "./showcase/index.js";
import { webhookJobs, webhookListener } from "./webhooks/index.js";

export interface JobParts {
  readonly databaseUrl: string;
  /** Those of the owner. */
  readonly commands: Commands;
  readonly house: HouseParts;
  readonly alerts: AlertParts;
  readonly insights: InsightParts;
  readonly allocation: AllocationParts;
  readonly patiently: Patiently;
  readonly tracing: Tracing | undefined;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** So many addresses are told of something at a time; each has a queue of its own. */
const DELIVERIES_AT_A_TIME = 6;

/** What goes on beside requests. */
export function composeJobs(config: Config, parts: JobParts): JobRunners {
  const { databaseUrl, commands, house, alerts, insights, allocation, patiently, tracing, logger, metrics } =
    parts;
  const { mail, webhookTargets, introductions } = config;
  const mailer = openMailer(mail, logger);
  const jobs = [
    housekeeping(house),
    tellEventJob(commands, [notificationListener, webhookListener]),
    ...notificationMailJobs({ commands, mailer, publicUrl: mail.publicUrl }),
    followUpConnections(commands, introductions),
    ...alertJobs(alerts),
    ...expertiseJobs(alerts),
    sweepJob(patiently, personalData),
    ...affinityJobs(patiently),
    ...insightJobs(insights, patiently),
  ];
  const runner = (some: readonly Job[], atATime?: number) =>
    new JobRunner(databaseUrl, tracing ? some.map(tracedJob(tracing)) : some, logger, metrics, atATime);
  return new JobRunners([
    runner(jobs),
    runner(webhookJobs(commands, webhookTargets), DELIVERIES_AT_A_TIME),
    // A plan may take a minute; others do not wait for it.
    runner(allocationJobs(allocation)),
  ]);
}
