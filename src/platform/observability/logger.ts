import { type DestinationStream, type Logger, pino } from "pino";
import { currentSpan } from "./tracing.js";

/** Standard error: standard output belongs to what was asked for. */
const standardError = () => pino.destination({ dest: 2, sync: false });

/**
 * Structured logs, one JSON object a line. While tracing, each says the trace in which it was written.
 * @param destination where lines are written, if not to standard error
 */
export const createLogger = (level: string, destination: DestinationStream = standardError()): Logger =>
  pino(
    {
      level,
      redact: ["req.headers.authorization", `req.headers["x-gateway-credential"]`],
      mixin: () => {
        const span = currentSpan();
        return span ? { trace_id: span.traceId } : {};
      },
    },
    destination,
  );
