import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of a span. Nothing that tells of a person may stand here: no ids of people, no values, no texts. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Headers, or what stands for them, with the trace of whoever asks (W3C Trace Context); whatever else is there is not read. */
export type TraceHeaders = Readonly<Record<string, unknown>>;

export interface SpanOptions {
  /** "server" for a request that came in, "consumer" for a job, "client" for what another server is asked. */
  readonly kind?: "server" | "consumer" | "client" | "internal";
  readonly attributes?: Attributes;
}

/** A piece of work in a trace. Everything else that is said of it is ignored once it has ended. */
export interface Span {
  /** The first one in this process: the request or job that this is a part of. */
  readonly request: Span;
  readonly traceId: string;
  /** By this its trace is continued or linked to elsewhere. */
  readonly headers: TraceHeaders;
  /** Opens a span below. */
  open(name: string, options?: SpanOptions): Span;
  rename(name: string): void;
  set(attributes: Attributes): void;
  /** Marks it as failed; what is said first stays. @param type see `typeOf` */
  fail(type: string): void;
  end(): void;
}

export interface Tracing {
  /**
   * Opens the span of something that comes from outside.
   * @param from the trace that it continues, if it says so
   * @param cause a trace that it does not belong to, but came of
   */
  open(name: string, options: SpanOptions & { from?: TraceHeaders; cause?: TraceHeaders }): Span;
  /** Sends what is left, for a moment at the most. */
  close(): Promise<void>;
}

export interface TracingSettings {
  /** Where spans are sent, as OTLP over HTTP: an address ending in /v1/traces. */
  readonly url: string;
  /** What the service is called there. */
  readonly serviceName: string;
  /** Which part of the traces that begin here is recorded, 0 to 1. */
  readonly ratio: number;
  /** Whether a caller that is traced decides for what it asks. */
  readonly callersDecide: boolean;
  /** After so many milliseconds what was recorded is sent. */
  readonly delay: number;
}

/**
 * Begins to trace. The packages that do so are loaded only now.
 * @param report is told when spans cannot be sent, once until they can
 */
export async function openTracing(
  settings: TracingSettings,
  report: (error: Error) => void,
): Promise<Tracing> {
  const { OtlpTracing } = await import("./otlp-tracing.js");
  // What is sent is none of the request's that happens to be the last of a batch.
  return new OtlpTracing(settings, (error) => spans.exit(report, error));
}

/** Nothing is ever put in here unless there is tracing, and until then it costs nothing to look. */
const spans = new AsyncLocalStorage<Span>();

/** The span of what is being done; undefined where nothing is traced. */
export const currentSpan = (): Span | undefined => spans.getStore();

/** Does work that belongs to the span, and does not end it. */
export const inside = <Result>(span: Span, work: () => Result): Result => spans.run(span, work);

/** Does the work that the span is of. */
export async function during<Result>(span: Span, work: () => Promise<Result>): Promise<Result> {
  try {
    return await inside(span, work);
  } catch (error) {
    span.fail(typeOf(error));
    throw error;
  } finally {
    span.end();
  }
}

/** Does the work in a span below the current one; where there is none, the work is just done. */
export function inSpan<Result>(
  name: string,
  work: () => Promise<Result>,
  options?: SpanOptions,
): Promise<Result> {
  const current = currentSpan();
  return current ? during(current.open(name, options), work) : work();
}

/** The function, of which each call is a span as by `inSpan`. */
export const spanning =
  <Arguments extends unknown[], Result>(name: string, work: (...given: Arguments) => Promise<Result>) =>
  (...given: Arguments): Promise<Result> =>
    inSpan(name, () => work(...given));

/** Notes a fault on the current span and on the request that it belongs to. */
export function noteFault(cause: unknown): void {
  const span = currentSpan();
  span?.fail(typeOf(cause));
  span?.request.fail(typeOf(cause));
}

const TYPE = /^[A-Za-z0-9_.]{1,60}$/;

interface Typed {
  readonly extensions?: { readonly code?: unknown };
  readonly code?: unknown;
  readonly name?: unknown;
  readonly cause?: unknown;
}

/**
 * What kind of error it is: a code of GraphQL's extensions, an SQLSTATE, a code of Node, or the name of its class. Messages
 * are never recorded: they may quote what somebody sent.
 */
export function typeOf(error: unknown): string {
  const { extensions, code, name, cause } = (error ?? {}) as Typed;
  const codes = [extensions?.code, code, (cause as Typed | undefined)?.code, name];
  const type = codes.find((each) => typeof each === "string" && TYPE.test(each));
  return (type as string | undefined) ?? "Error";
}
