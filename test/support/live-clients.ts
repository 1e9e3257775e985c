import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";

export interface Payload {
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers depends on the query
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Record<string, unknown>;
  }[];
}

/** What a client was sent for one operation, in order, whatever the transport. */
export class Received {
  readonly results: Payload[] = [];
  /** What each of them cost, in points. */
  readonly costs: unknown[] = [];
  /** How it ended: completed, refused before it began, or cut off. */
  end: "complete" | "error" | "cut" | undefined;
  private taken = 0;

  take({ extensions, ...result }: Payload & { readonly extensions?: { readonly cost?: unknown } }): void {
    this.results.push(result);
    this.costs.push(extensions?.cost);
  }

  /** The next result; fails when there is none within ten seconds. */
  async next(): Promise<Payload> {
    await until(() => this.results.length > this.taken || this.end !== undefined);
    const result = this.results[this.taken++];
    if (!result) throw new Error(`There is no further result: ${this.end}.`);
    return result;
  }

  async ended(): Promise<string> {
    await until(() => this.end !== undefined);
    return this.end!;
  }
}

/** Waits until `holds`; fails after ten seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (holds()) return;
    await delay(10);
  }
  throw new Error("It did not come true within ten seconds.");
}

/** A WebSocket that says what a test tells it to, and keeps everything that it is told. */
export class SocketClient {
  readonly messages: { readonly type: string; readonly id?: string; readonly payload?: unknown }[] = [];
  closed: { readonly code: number; readonly reason: string } | undefined;
  /** The status with which the upgrade was refused. */
  refused: number | undefined;
  private readonly operations = new Map<string, Received>();
  private count = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data) => this.received(JSON.parse(String(data))));
    socket.on("close", (code, reason) => {
      this.closed = { code, reason: String(reason) };
      for (const operation of this.operations.values()) operation.end ??= "cut";
    });
    socket.on("unexpected-response", (_, response) => {
      this.refused = response.statusCode;
    });
    socket.on("error", () => {});
  }

  /** Opens a socket; what is sent over it is up to the test. */
  static async open(
    address: string,
    { protocol = "graphql-transport-ws", ...options }: { protocol?: string } & Record<string, unknown> = {},
  ): Promise<SocketClient> {
    const client = new SocketClient(new WebSocket(address.replace(/^http/, "ws"), protocol, options));
    await until(
      () =>
        client.socket.readyState === WebSocket.OPEN ||
        client.closed !== undefined ||
        client.refused !== undefined,
    );
    return client;
  }

  /** Opens a socket and says who is at this end of it. */
  static async connect(address: string, payload: object = {}, options: object = {}): Promise<SocketClient> {
    const client = await SocketClient.open(address, { ...options });
    client.send({ type: "connection_init", payload });
    await until(
      () => client.messages.some(({ type }) => type === "connection_ack") || client.closed !== undefined,
    );
    return client;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  operate(query: string, variables?: object, operationName?: string): Received & { readonly id: string } {
    const id = String(++this.count);
    const operation = Object.assign(new Received(), { id });
    this.operations.set(id, operation);
    this.send({ type: "subscribe", id, payload: { query, variables, operationName } });
    return operation;
  }

  complete(id: string): void {
    this.send({ type: "complete", id });
  }

  async closing(): Promise<{ readonly code: number; readonly reason: string }> {
    await until(() => this.closed !== undefined);
    return this.closed!;
  }

  close(): void {
    this.socket.close();
  }

  private received(message: { type: string; id?: string; payload?: unknown }): void {
    this.messages.push(message);
    const operation = this.operations.get(message.id ?? "");
    if (message.type === "next") operation?.take(message.payload as Payload);
    if (message.type === "complete" && operation) operation.end = "complete";
    if (message.type === "error" && operation) {
      operation.results.push({ errors: message.payload as Payload["errors"] });
      operation.end = "error";
    }
  }
}

/** A request for server-sent events. */
export class StreamClient extends Received {
  status = 0;
  headers = new Headers();
  /** The answer, where it is no stream. */
  body: Payload | undefined;
  private readonly control = new AbortController();

  static async ask(
    address: string,
    body: { query: string; variables?: object } | string,
    headers: Record<string, string> = {},
  ): Promise<StreamClient> {
    const client = new StreamClient();
    const response = await fetch(`${address}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
      signal: client.control.signal,
    });
    client.status = response.status;
    client.headers = response.headers;
    if (response.headers.get("content-type")?.startsWith("text/event-stream")) void client.read(response);
    else client.refuse((await response.json()) as Payload);
    return client;
  }

  leave(): void {
    this.control.abort();
  }

  private refuse(body: Payload): void {
    this.body = body;
    this.take(body);
    this.end = "error";
  }

  private async read(response: Response): Promise<void> {
    let text = "";
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const events = text.split("\n\n");
        text = events.pop()!;
        for (const event of events) this.event(event);
      }
    } catch {}
    this.end ??= "cut";
  }

  private event(text: string): void {
    const [, name] = /^event: (.+)$/m.exec(text) ?? [];
    const [, data] = /^data: (.+)$/m.exec(text) ?? [];
    if (name === "next") this.take(JSON.parse(data!));
    if (name === "complete") this.end = "complete";
  }
}
