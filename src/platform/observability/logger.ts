import { type Logger, pino } from "pino";
import { currentSpan } from "./tracing.js";

/** Structured logs, one JSON object a line, on standard error: standard output belongs to what was asked for. */
export const createLogger = (level: string): Logger =>
  pino(
    {
      level,
      redact: ["req.headers.authorization", `req.headers["x-gateway-credential"]`],
      mixin: () => {
        const span = currentSpan();
        return span ? { trace_id: span.traceId } : {};
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
