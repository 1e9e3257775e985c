import { z } from "zod";

/**
 * The settings of the service, read once from the environment. This is the only file that reads
 * `process.env`; everything else receives the frozen `Config`.
 */
const environment = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must look like postgres://user:password@host:5432/database")
    .optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  READ_CONNECTIONS: z.coerce.number().int().min(1).max(32).default(4),
  JOBS: z.enum(["on", "off"]).default("on"),
  AUDIT_MONTHS: z.coerce.number().int().min(1).max(120).default(24),
  ARCHIVE_MONTHS: z.coerce.number().int().min(1).max(120).default(24),
  SEED: z
    .enum(["demonstration", "none"])
    .default("demonstration")
    .describe("what an empty database starts with"),
});

export interface Config {
  readonly mode: "development" | "test" | "production";
  readonly host: string;
  /** TCP port; 0 lets the operating system choose. */
  readonly port: number;
  /** Where an external PostgreSQL is; undefined starts the embedded one in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Folder of the embedded database and of the development issuer's key. */
  readonly dataDir: string;
  readonly logLevel: string;
  /** Pipelined connections that serve reads. */
  readonly readConnections: number;
  /** Whether this process runs jobs too, or leaves them to others. */
  readonly runsJobs: boolean;
  /** How many months are kept: the audit log, and workers after they were archived. */
  readonly retention: { readonly auditMonths: number; readonly archiveMonths: number };
  readonly seed: "demonstration" | "none";
}

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
  return Object.freeze({
    mode: values.NODE_ENV,
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DATA_DIR,
    logLevel: values.LOG_LEVEL,
    readConnections: values.READ_CONNECTIONS,
    runsJobs: values.JOBS === "on",
    retention: Object.freeze({ auditMonths: values.AUDIT_MONTHS, archiveMonths: values.ARCHIVE_MONTHS }),
    seed: values.SEED,
  });
}
