import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { until } from "./live-clients.js";

/** A span as it was received. */
export interface ReceivedSpan {
  readonly name: string;
  /** 1 internal, 2 server, 3 client, 5 consumer */
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** 2 for an error */
  readonly status: { readonly code: number; readonly message?: string };
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const valuesOf = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** Takes traces as an OpenTelemetry collector does: OTLP in JSON, by POST to /v1/traces. */
export class TraceReceiver {
  readonly spans: ReceivedSpan[] = [];
  /** What the spans are of. */
  resource: Readonly<Record<string, unknown>> = {};
  /** Everything that was received, as it came. */
  text = "";
  requests = 0;

  private readonly server = createServer(async (request, response) => {
    this.requests += 1;
    const body = await bodyOf(request);
    if (request.url === "/v1/traces" && request.headers["content-type"] === "application/json")
      this.take(body);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });

  static async open(): Promise<TraceReceiver> {
    const receiver = new TraceReceiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The first span for which it holds; waits for it. */
  async span(holds: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan> {
    await until(() => this.spans.some(holds));
    return this.spans.find(holds)!;
  }

  /**
   * What is below a span that was received: the names, those of each level in the order of the alphabet, with what is below
   * them. A span ends after all that is below it, so that has been received too.
   */
  below({ spanId }: ReceivedSpan): Tree {
    const children = this.spans.filter(({ parentSpanId }) => parentSpanId === spanId);
    children.sort((one, other) => one.name.localeCompare(other.name));
    return children.map((child) => [child.name, this.below(child)]);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private take(body: string): void {
    this.text += body;
    for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
      this.resource = valuesOf(resource.attributes);
      for (const { spans } of scopeSpans)
        for (const { attributes = [], links = [], ...span } of spans)
          this.spans.push({ ...span, links, attributes: valuesOf(attributes) });
    }
  }
}

/** Names, each with what is below it. */
export type Tree = readonly (readonly [string, Tree])[];

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
