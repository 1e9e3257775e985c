import { during, type Tracing } from "../observability/tracing.js";
import { causeIn } from "./enqueue-job.js";
import type { Job } from "./job.js";

/** The same job, of which each run is a trace of its own, linked to the one that enqueued it. */
export const tracedJob =
  (tracing: Tracing) =>
  (job: Job): Job => ({
    ...job,
    run: (payload) =>
      during(
        tracing.open(`job ${job.name}`, {
          kind: "consumer",
          cause: causeIn(payload),
          attributes: { "messaging.destination.name": job.name },
        }),
        () => job.run(payload),
      ),
  });
