import { currentSpan, type TraceHeaders } from "../observability/tracing.js";

/** Whatever runs SQL: the EntityManager of a transaction, a DataSource, a pool. */
export interface SqlRunner {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

export interface EnqueueOptions {
  /** A job of the same key that has not begun is replaced; one that has begun is followed by this one. */
  readonly key?: string;
}

/**
 * Enqueues a job. With the manager of a transaction it exists once that commits, and never if it does not.
 * @param payload JSON; ids rather than data, because it is kept until the job is done. While tracing, the trace goes along.
 */
export async function enqueueJob(
  sql: SqlRunner,
  name: string,
  payload: object = {},
  { key }: EnqueueOptions = {},
): Promise<void> {
  const trace = currentSpan()?.headers;
  await sql.query("select enqueue_job($1, $2, $3)", [
    name,
    JSON.stringify(trace ? { ...payload, trace } : payload),
    key ?? null,
  ]);
}

/** The trace in which a job with this payload was enqueued; undefined when there was none. */
export const causeIn = (payload: unknown): TraceHeaders | undefined =>
  (payload as { readonly trace?: TraceHeaders } | null | undefined)?.trace;
