import type { FastifyInstance } from "fastify";
import { type Metrics, processRegistry } from "../observability/metrics.js";

/** What is shown. */
export type MetricsPage = Pick<Metrics, "text" | "contentType">;

/** `/metrics`: how the service does, in numbers, for Prometheus. They tell of nobody. */
export function serveMetrics(app: FastifyInstance, metrics: MetricsPage): void {
  // What the process does is watched from now on, not only from the first time somebody asks.
  processRegistry();
  app.get("/metrics", async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}
