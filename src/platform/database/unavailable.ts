import { types } from "node:util";

/** PostgreSQL cannot be reached, did not answer in time, or is too busy. Callers may try again later. */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";

  constructor(cause: Error) {
    super("The database is not available.", { cause });
  }

  /** Tells a lost, refused or silent database from a fault of the statement, which is returned as it is. */
  static from(error: unknown): Error {
    // Not instanceof: errors of Node itself may have another Error than a sandbox.
    if (!types.isNativeError(error)) return new Error(String(error));
    const code = (error as { code?: string }).code ?? "";
    const unreachable =
      UNREACHABLE.has(code) || UNREACHABLE_CLASSES.has(code.slice(0, 2)) || LOST.test(error.message);
    return unreachable ? new DatabaseUnavailable(error) : error;
  }
}

/** In the driver's words and TypeORM's: a transaction's connection is released when it is lost between two statements. */
const LOST =
  /Connection terminated|not queryable|read timeout|connection timeout|timeout expired|timeout exceeded|query runner (was )?already released/i;

const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EPIPE",
  "EAI_AGAIN",
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "57014", // query_canceled: statement_timeout
  "55P03", // lock_not_available: lock_timeout
  "53300", // too_many_connections
  // Others were in the way, each time that it was begun anew.
  "40001", // serialization_failure
  "40P01", // deadlock_detected
]);

/** SQLSTATE class 08: connection exceptions. */
const UNREACHABLE_CLASSES = new Set(["08"]);
