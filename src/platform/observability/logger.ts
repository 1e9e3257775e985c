import { type Logger, pino } from "pino";

/** Structured logs, one JSON object a line, on standard error: standard output belongs to what was asked for. */
export const createLogger = (level: string): Logger =>
  pino(
    { level, redact: ["req.headers.authorization", `req.headers["x-gateway-credential"]`] },
    pino.destination({ dest: 2, sync: false }),
  );
