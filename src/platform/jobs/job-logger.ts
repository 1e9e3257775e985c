import { Logger as WorkerLogger } from "graphile-worker";
import type { Logger } from "pino";

/**
 * Lets graphile-worker write to our log. What it tells of every job is for debugging; a failed job is left out, because
 * the runner says so itself.
 */
export const jobLogger = (logger: Logger): WorkerLogger =>
  new WorkerLogger(() => (level, message, meta) => {
    if (meta?.failure) return;
    const fields = meta?.error ? { err: meta.error } : {};
    if (level === "error") logger.error(fields, message);
    else if (level === "warning") logger.warn(fields, message);
    else logger.debug(fields, message);
  });
