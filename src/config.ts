import { join } from "node:path";
import { z } from "zod";
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from "./platform/auth/issuer.js";
import { isTrustworthy, type OidcSettings } from "./platform/auth/oidc-issuer.js";
import type { MailSettings } from "./platform/mail/mailer.js";
import type { TracingSettings } from "./platform/observability/tracing.js";

const trustworthyUrl = z.string().refine((text) => URL.canParse(text) && isTrustworthy(new URL(text)), {
  message: "must be an https:// address, or http:// on this machine",
});

const points = z.coerce.number().int().min(1).max(1_000_000_000);

/**
 * The settings of the service, read once from the environment. This is the only file that reads
 * `process.env`; everything else receives the frozen `Config`.
 */
const environment = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  PROCESSES: z.coerce.number().int().min(1).max(64).default(1),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must look like postgres://user:password@host:5432/database")
    .optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  READ_CONNECTIONS: z.coerce.number().int().min(1).max(32).default(4),
  OPERATIONS_AT_ONCE: z.coerce.number().int().min(1).max(1000).default(32),
  BUDGET_POINTS_PER_MINUTE: points.optional(),
  BUDGET_POINTS_PER_MINUTE_ANONYMOUS: points.optional(),
  BUDGET_STORE: z.enum(["memory", "postgres"]).default("memory"),
  TRUST_PROXY: z
    .string()
    .regex(/^[0-9a-fA-F.:/, ]+$/, "must be addresses of proxies, such as 10.0.0.0/8, ::1")
    .optional(),
  CORS_ORIGINS: z
    .string()
    .regex(
      /^(https?:\/\/[^\s,/]+)(\s*,\s*https?:\/\/[^\s,/]+)*$/,
      "must be origins such as https://example.org, separated by commas",
    )
    .optional(),
  INTRODUCTION_DAYS: z.coerce.number().int().min(1).max(365).default(14),
  MOST_OPEN_INTRODUCTIONS: z.coerce.number().int().min(1).max(1000).default(5),
  REMINDER_HOURS: z.coerce.number().int().min(1).max(720).default(48),
  DEAD_POSTING_DAYS: z.coerce.number().int().min(30).max(3650).default(180),
  WEBHOOK_PRIVATE_TARGETS: z.enum(["allowed", "refused"]).optional(),
  JOBS: z.enum(["on", "off"]).default("on"),
  AUDIT_MONTHS: z.coerce.number().int().min(1).max(120).default(24),
  ARCHIVE_MONTHS: z.coerce.number().int().min(1).max(120).default(24),
  SEED: z
    .enum(["demonstration", "none"])
    .default("demonstration")
    .describe("what an empty database starts with"),
  OIDC_ISSUER: trustworthyUrl.optional(),
  OIDC_AUDIENCE: z.string().min(1).optional(),
  OIDC_JWKS_URL: trustworthyUrl.optional(),
  OIDC_ALGORITHMS: z
    .string()
    .default("RS256,ES256,EdDSA")
    .transform((list) => list.split(",").map((name) => name.trim()))
    .pipe(
      z.array(
        z.enum(SIGNATURE_ALGORITHMS, { message: `must list some of ${SIGNATURE_ALGORITHMS.join(", ")}` }),
      ),
    ),
  OIDC_CLAIM_PREFIX: z.string().default(""),
  MAIL_TRANSPORT: z.enum(["file", "console", "smtp", "none"]).optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^\r\n@<>]*<?[^\s@<>]+@[^\s@<>]+>?$/,
      "must be an address such as Skillbridge <mail@library.example>",
    )
    .default("Skillbridge <no-reply@skillbridge.invalid>"),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s]+$/, "must look like smtps://user:password@mail.library.example:465")
    .optional(),
  GATEWAY_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  PUBLIC_URL: trustworthyUrl.transform((url) => url.replace(/\/+$/, "")).optional(),
  CREDENTIAL_KEYS_FILE: z.string().min(1).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .regex(/^https?:\/\/[^\s]+$/, "must be an address such as http://localhost:4318")
    .optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default("skillbridge"),
  OTEL_TRACES_SAMPLER: z
    .enum(["parentbased_traceidratio", "traceidratio"])
    .default("parentbased_traceidratio"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_BSP_SCHEDULE_DELAY: z.coerce.number().int().min(1).max(60_000).default(5000),
});

export interface Config {
  readonly mode: "development" | "test" | "production";
  readonly host: string;
  /** TCP port; 0 lets the operating system choose. */
  readonly port: number;
  /** So many processes serve behind that port. */
  readonly processes: number;
  /** Where an external PostgreSQL is; undefined starts the embedded one in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Folder of the embedded database and of the development issuer's key. */
  readonly dataDir: string;
  readonly logLevel: string;
  /** Pipelined connections that serve reads. */
  readonly readConnections: number;
  /** So many operations are executed at a time at the most; some more wait, and the rest is turned away. */
  readonly operationsAtOnce: number;
  /** Whether this process runs jobs too, or leaves them to others. */
  readonly runsJobs: boolean;
  /** How many months are kept: the audit log, and workers after they were archived. */
  readonly retention: { readonly auditMonths: number; readonly archiveMonths: number };
  /** After how many days without any activity an open need is closed. */
  readonly deadPostingDays: number;
  /** Days until an introduction expires, how many of a worker may be open, and hours until a reminder. */
  readonly introductions: {
    readonly days: number;
    readonly mostOpen: number;
    readonly reminderHours: number;
  };
  /** Which addresses may be told of events. */
  readonly webhookTargets: { readonly allowsPrivate: boolean };
  readonly seed: "demonstration" | "none";
  /** Whose tokens are accepted; undefined when there is no such issuer. */
  readonly oidc: OidcSettings | undefined;
  /** Where traces are sent; undefined when nobody asked for any. */
  readonly tracing: TracingSettings | undefined;
  /** How mails leave. */
  readonly mail: MailSettings;
  /** What a gateway proves itself by; undefined when none has to. */
  readonly gatewaySecret: string | undefined;
  /** What each caller may take of the service. */
  readonly budget: {
    /** Points per minute of each user. */
    readonly perUser: number;
    /** Points per minute of each network from which somebody asks without a token. */
    readonly perAddress: number;
    /** Whether replicas share budgets. */
    readonly store: "memory" | "postgres";
  };
  /** Addresses of the proxies whose word about the caller's address is taken. */
  readonly trustProxy: readonly string[] | false;
  /** Web pages of these origins may ask; null: those that the explorers and front ends in development have. */
  readonly corsOrigins: readonly string[] | null;
  /** Where others reach the service, without a slash at the end. */
  readonly publicUrl: string;
  /** The keys that sign credentials. */
  readonly credentials: {
    /** Undefined where none are issued. */
    readonly file: string | undefined;
    /** Whether the file is made when it is not there. */
    readonly isMade: boolean;
  };
}

/** Points per minute. A whole core does some 6 million; tests must not run into it. */
const BUDGETS = { user: 60_000, anonymous: 20_000, test: 1_000_000_000 };

/** Settings that cannot be used; the message names each variable and what it must be. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads and validates the settings.
 * @param variables the environment; empty values count as unset
 * @throws ConfigError naming every variable that is wrong
 */
export function loadConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`The configuration cannot be used. Change these variables:\n${faults.join("\n")}`);
  }
  const values = parsed.data;
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = values;
  if ((issuer === undefined) !== (audience === undefined))
    throw new ConfigError("The configuration cannot be used. Set OIDC_ISSUER and OIDC_AUDIENCE, or neither.");
  if (values.NODE_ENV === "production" && values.CREDENTIAL_KEYS_FILE && !values.PUBLIC_URL)
    throw new ConfigError(
      "The configuration cannot be used. Set PUBLIC_URL beside CREDENTIAL_KEYS_FILE: it stands in every credential.",
    );
  if (values.MAIL_TRANSPORT === "smtp" && !values.SMTP_URL)
    throw new ConfigError("The configuration cannot be used. MAIL_TRANSPORT=smtp needs SMTP_URL.");
  const isTest = values.NODE_ENV === "test";
  return Object.freeze({
    mode: values.NODE_ENV,
    host: values.HOST,
    port: values.PORT,
    processes: values.PROCESSES,
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DATA_DIR,
    logLevel: values.LOG_LEVEL,
    readConnections: values.READ_CONNECTIONS,
    operationsAtOnce: values.OPERATIONS_AT_ONCE,
    runsJobs: values.JOBS === "on",
    retention: Object.freeze({ auditMonths: values.AUDIT_MONTHS, archiveMonths: values.ARCHIVE_MONTHS }),
    introductions: Object.freeze({
      days: values.INTRODUCTION_DAYS,
      mostOpen: values.MOST_OPEN_INTRODUCTIONS,
      reminderHours: values.REMINDER_HOURS,
    }),
    deadPostingDays: values.DEAD_POSTING_DAYS,
    webhookTargets: Object.freeze({
      allowsPrivate: (values.WEBHOOK_PRIVATE_TARGETS ?? usualTargets(values.NODE_ENV)) === "allowed",
    }),
    seed: values.SEED,
    oidc: issuer !== undefined && audience !== undefined ? oidcOf(values, issuer, audience) : undefined,
    tracing: tracingOf(values),
    mail: mailOf(values),
    gatewaySecret: values.GATEWAY_SECRET,
    budget: {
      perUser: values.BUDGET_POINTS_PER_MINUTE ?? (isTest ? BUDGETS.test : BUDGETS.user),
      perAddress: values.BUDGET_POINTS_PER_MINUTE_ANONYMOUS ?? (isTest ? BUDGETS.test : BUDGETS.anonymous),
      store: values.BUDGET_STORE,
    },
    trustProxy: listed(values.TRUST_PROXY) ?? false,
    corsOrigins: listed(values.CORS_ORIGINS) ?? null,
    publicUrl: values.PUBLIC_URL ?? ownAddress(values),
    credentials: credentialsOf(values),
  });
}

const oidcOf = (values: z.infer<typeof environment>, issuer: string, audience: string): OidcSettings => ({
  issuer,
  audience,
  jwksUrl: values.OIDC_JWKS_URL,
  algorithms: values.OIDC_ALGORITHMS as readonly SignatureAlgorithm[],
  claimPrefix: values.OIDC_CLAIM_PREFIX,
});

/** In development receivers run on the same machine. */
const usualTargets = (mode: string) => (mode === "production" ? "refused" : "allowed");

const ownAddress = ({ HOST: host, PORT: port }: z.infer<typeof environment>): string =>
  `http://${host.includes(":") ? `[${host}]` : host}:${port}`;

/** Only in production does nobody make keys unasked. */
const credentialsOf = (values: z.infer<typeof environment>): Config["credentials"] => {
  const { CREDENTIAL_KEYS_FILE: file, DATA_DIR: folder, NODE_ENV: mode } = values;
  const isMade = file === undefined && mode !== "production";
  return { file: isMade ? join(folder, "credential-keys.jwks.json") : file, isMade };
};
/** Who names a mail server wants mails to leave by it. */
function mailOf(values: z.infer<typeof environment>): MailSettings {
  const { NODE_ENV, MAIL_TRANSPORT, SMTP_URL, MAIL_FROM, PUBLIC_URL, DATA_DIR } = values;
  const usual = SMTP_URL ? "smtp" : NODE_ENV === "development" ? "file" : "none";
  return Object.freeze({
    transport: MAIL_TRANSPORT ?? usual,
    from: MAIL_FROM,
    folder: join(DATA_DIR, "mail"),
    smtpUrl: SMTP_URL,
    publicUrl: PUBLIC_URL ?? ownAddress(values),
  });
}

const tracingOf = (values: z.infer<typeof environment>): TracingSettings | undefined =>
  values.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
    ? undefined
    : {
        url: `${values.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, "")}/v1/traces`,
        serviceName: values.OTEL_SERVICE_NAME,
        ratio: values.OTEL_TRACES_SAMPLER_ARG,
        callersDecide: values.OTEL_TRACES_SAMPLER === "parentbased_traceidratio",
        delay: values.OTEL_BSP_SCHEDULE_DELAY,
      };

const listed = (value: string | undefined) => value?.split(",").map((entry) => entry.trim());
