import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import {
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Attributes, Span, SpanOptions, TraceHeaders, Tracing, TracingSettings } from "./tracing.js";

/** A request takes some five spans, and a core answers a thousand a second; beyond this spans are dropped. */
const MOST_WAITING = 8192;
const EXPORT_MS = 5000;
const FAREWELL_MS = 1000;

const KINDS = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
  internal: SpanKind.INTERNAL,
};
const propagator = new W3CTraceContextPropagator();

/** Traces by the SDK of OpenTelemetry, sent as OTLP in JSON over HTTP. */
export class OtlpTracing implements Tracing {
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;

  /** @param report is told when spans cannot be sent, once until they can */
  constructor(
    { url, serviceName, ratio, callersDecide, delay: scheduledDelayMillis }: TracingSettings,
    private readonly report: (error: Error) => void,
  ) {
    const sampler = new TraceIdRatioBasedSampler(ratio);
    const exporter = reporting(new OTLPTraceExporter({ url, timeoutMillis: EXPORT_MS }), report);
    const limits = { scheduledDelayMillis, maxQueueSize: MOST_WAITING, exportTimeoutMillis: EXPORT_MS };
    const own = { "service.name": serviceName, "service.instance.id": randomUUID() };
    this.provider = new TracerProvider({
      sampler: callersDecide ? new ParentBasedSampler({ root: sampler }) : sampler,
      resource: defaultResource()
        // What OTEL_RESOURCE_ATTRIBUTES says, such as the environment.
        .merge(detectResources({ detectors: [envDetector] }))
        .merge(resourceFromAttributes(own)),
      spanProcessors: [new BatchSpanProcessor({ exporter, ...limits })],
    });
    this.tracer = this.provider.getTracer("skillbridge");
  }

  open(name: string, options: SpanOptions & { from?: TraceHeaders; cause?: TraceHeaders }): Span {
    const { from, cause } = options;
    const cameOf = cause && trace.getSpanContext(contextOf(cause));
    const links = cameOf && [{ context: cameOf }];
    return new RecordedSpan(this.tracer, name, { ...options, links }, from ? contextOf(from) : ROOT_CONTEXT);
  }

  async close(): Promise<void> {
    const sent = this.provider.shutdown().catch(this.report);
    await Promise.race([sent, delay(FAREWELL_MS, undefined, { ref: false })]);
  }
}

const contextOf = (headers: TraceHeaders): Context =>
  propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);

class RecordedSpan implements Span {
  readonly request: Span;
  private readonly span: OtelSpan;
  private readonly context: Context;
  private failed = false;

  /** @param parent in which context it is opened */
  constructor(
    private readonly tracer: Tracer,
    name: string,
    {
      kind = "internal",
      attributes,
      links,
    }: SpanOptions & { links?: { context: ReturnType<OtelSpan["spanContext"]> }[] },
    parent: Context,
    request?: Span,
  ) {
    this.span = tracer.startSpan(name, { kind: KINDS[kind], attributes, links }, parent);
    this.context = trace.setSpan(parent, this.span);
    this.request = request ?? this;
  }

  get traceId(): string {
    return this.span.spanContext().traceId;
  }

  get headers(): TraceHeaders {
    const headers = {};
    propagator.inject(this.context, headers, defaultTextMapSetter);
    return headers;
  }

  open(name: string, options: SpanOptions = {}): Span {
    return new RecordedSpan(this.tracer, name, options, this.context, this.request);
  }

  rename(name: string): void {
    this.span.updateName(name);
  }

  set(attributes: Attributes): void {
    this.span.setAttributes(attributes);
  }

  fail(type: string): void {
    if (this.failed) return;
    this.failed = true;
    this.span.setAttribute("error.type", type).setStatus({ code: SpanStatusCode.ERROR });
  }

  end(): void {
    this.span.end();
  }
}

/** An exporter whose first failure is told, and the next one after a success. */
function reporting(exporter: SpanExporter, report: (error: Error) => void): SpanExporter {
  let failing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error && !failing) report(result.error);
        failing = result.error !== undefined;
        done(result);
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}
